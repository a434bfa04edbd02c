//===- SunkAccesses.cpp - Accesses of the stack that were merged into one --===//

#include "prepare/SunkAccesses.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/AliasAnalysis.h"
#include "llvm/Analysis/Loads.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/IRBuilder.h"
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

/// Whether \p Place is on the stack, with all that \p Load reads, or one that is
/// chosen from such places.
static bool isOnStack(Value *Place, const LoadInst &Load, unsigned Depth = 0) {
  const unsigned MaxDepth = 4;
  if (auto *Places = dyn_cast<PHINode>(Place))
    return Depth != MaxDepth &&
           all_of(Places->incoming_values(), [&](const Use &Chosen) {
             return isOnStack(Chosen, Load, Depth + 1);
           });
  return isa<AllocaInst>(getUnderlyingObject(Place)) &&
         isDereferenceableAndAlignedPointer(Place, Load.getType(),
                                            Load.getAlign(),
                                            Load.getDataLayout());
}

/// The places of which \p Load reads one, all on the stack.
static PHINode *readPlaces(const LoadInst &Load) {
  auto *Places =
      dyn_cast<PHINode>(const_cast<Value *>(Load.getPointerOperand()));
  bool OfOne = Places && Places->hasConstantValue();
  return Places && !OfOne && Load.isSimple() && isOnStack(Places, Load)
             ? Places
             : nullptr;
}

/// Whether a place of \p Places may be written in [\p Begin, \p End).
static bool mayWrite(BasicBlock::iterator Begin, BasicBlock::iterator End,
                     const PHINode &Places, const LoadInst &Load,
                     BatchAAResults &AA) {
  for (Instruction &I : make_range(Begin, End))
    for (Value *Place : Places.incoming_values())
      if (isModSet(AA.getModRefInfo(
              &I, MemoryLocation::get(&Load).getWithNewPtr(Place))))
        return true;
  return false;
}

/// Whether the places hold at \p Load what they held when one was chosen.
static bool isUnchanged(LoadInst &Load, PHINode &Places, BatchAAResults &AA) {
  const unsigned MaxBlocks = 32;
  BasicBlock *Start = Places.getParent();
  SmallSetVector<BasicBlock *, 8> Between;
  if (mayWrite(Load.getParent()->begin(), Load.getIterator(), Places, Load, AA))
    return false;
  if (Load.getParent() != Start)
    Between.insert(pred_begin(Load.getParent()), pred_end(Load.getParent()));
  for (unsigned Next = 0; Next != Between.size(); ++Next) {
    BasicBlock *BB = Between[Next];
    if (Between.size() > MaxBlocks ||
        mayWrite(BB->begin(), BB->end(), Places, Load, AA))
      return false;
    if (BB != Start)
      Between.insert(pred_begin(BB), pred_end(BB));
  }
  return true;
}

/// Returns what the branches load.
static SmallVector<LoadInst *, 4> raise(LoadInst &Load, PHINode &Places) {
  IRBuilder<> B(&Places);
  PHINode *Loaded = B.CreatePHI(Load.getType(), Places.getNumIncomingValues());
  SmallVector<LoadInst *, 4> Raised;
  for (auto [Branch, Place] : zip(Places.blocks(), Places.incoming_values())) {
    // A branch that leads here twice brings the same place twice.
    int Known = Loaded->getBasicBlockIndex(Branch);
    if (Known >= 0) {
      Loaded->addIncoming(Loaded->getIncomingValue(Known), Branch);
      continue;
    }
    auto *Copy = cast<LoadInst>(Load.clone());
    Copy->setOperand(0, Place);
    // The load itself may not have been reached.
    Copy->dropUnknownNonDebugMetadata();
    Copy->insertBefore(Branch->getTerminator()->getIterator());
    Loaded->addIncoming(Copy, Branch);
    Raised.push_back(Copy);
  }
  Load.replaceAllUsesWith(Loaded);
  Load.eraseFromParent();
  return Raised;
}

void raiseSunkLoads(Function &F, FunctionAnalysisManager &FAM) {
  SmallVector<LoadInst *, 8> Loads;
  for (BasicBlock &BB : F)
    for (Instruction &I : BB)
      if (auto *Load = dyn_cast<LoadInst>(&I); Load && readPlaces(*Load))
        Loads.push_back(Load);
  if (Loads.empty())
    return;
  FAM.invalidate(F, PreservedAnalyses::none());
  AAResults &AA = FAM.getResult<AAManager>(F);
  while (!Loads.empty()) {
    LoadInst *Load = Loads.pop_back_val();
    PHINode *Places = readPlaces(*Load);
    // What is raised changes what is there to be known.
    BatchAAResults Batch(AA);
    if (Places && isUnchanged(*Load, *Places, Batch))
      append_range(Loads, raise(*Load, *Places));
  }
}

} // namespace enzyme
