//===- SunkStores.cpp - Stores that were merged into one ------------------===//

#include "prepare/SunkStores.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

namespace enzyme {

/// Whether nothing happens in the block before \p I.
static bool isFirstEffect(const Instruction &I) {
  for (const Instruction &Before : *I.getParent()) {
    if (&Before == &I)
      return true;
    if (Before.mayReadOrWriteMemory() ||
        !isGuaranteedToTransferExecutionToSuccessor(&Before))
      return false;
  }
  return false;
}

/// The places of which one is chosen in the block of \p Store, all on the
/// stack; null if it is not of that kind.
static const PHINode *chosenPlaces(const StoreInst &Store) {
  const auto *Places = dyn_cast<PHINode>(Store.getPointerOperand());
  const BasicBlock *BB = Store.getParent();
  if (!Places || Places->getParent() != BB || !Store.isSimple() ||
      !isFirstEffect(Store))
    return nullptr;
  const auto *Stored = dyn_cast<Instruction>(Store.getValueOperand());
  if (Stored && Stored->getParent() == BB && !isa<PHINode>(Stored))
    return nullptr;
  SmallPtrSet<const BasicBlock *, 4> Branches;
  for (unsigned I = 0; I != Places->getNumIncomingValues(); ++I) {
    const BasicBlock *Branch = Places->getIncomingBlock(I);
    bool IsSplittable = isa<BranchInst, SwitchInst>(Branch->getTerminator());
    if (!IsSplittable || !Branches.insert(Branch).second ||
        !isa<AllocaInst>(getUnderlyingObject(Places->getIncomingValue(I))))
      return nullptr;
  }
  return Places->hasConstantValue() ? nullptr : Places;
}

static void raise(StoreInst &Store, const PHINode &Places) {
  BasicBlock *BB = Store.getParent();
  SmallVector<BasicBlock *, 4> Branches(predecessors(BB));
  for (BasicBlock *Branch : Branches) {
    Value *Place = Places.getIncomingValueForBlock(Branch);
    Value *Stored = Store.getValueOperand()->DoPHITranslation(BB, Branch);
    BasicBlock *End =
        Branch->getSingleSuccessor() ? Branch : SplitEdge(Branch, BB);
    auto *Copy = cast<StoreInst>(Store.clone());
    Copy->setOperand(0, Stored);
    Copy->setOperand(1, Place);
    Copy->insertBefore(End->getTerminator()->getIterator());
  }
  Store.eraseFromParent();
}

void raiseSunkStores(Function &F) {
  SmallVector<StoreInst *, 8> Stores;
  for (BasicBlock &BB : F)
    for (Instruction &I : BB)
      if (auto *Store = dyn_cast<StoreInst>(&I))
        Stores.push_back(Store);
  for (StoreInst *Store : Stores)
    if (const PHINode *Places = chosenPlaces(*Store))
      raise(*Store, *Places);
}

} // namespace enzyme
