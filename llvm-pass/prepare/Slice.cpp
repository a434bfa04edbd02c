//===- Slice.cpp - The functions that one derivative is made of ------------===//

#include "prepare/Slice.h"
#include "prepare/AddressPhis.h"
#include "prepare/AllocatorForms.h"
#include "prepare/Canonical.h"
#include "prepare/ConstantAddresses.h"
#include "prepare/JoinedPieces.h"
#include "prepare/LibraryResults.h"
#include "prepare/MaskedParts.h"
#include "prepare/PackedHalves.h"
#include "prepare/StackTails.h"
#include "prepare/StoredIntegers.h"
#include "prepare/StoredPieces.h"
#include "prepare/UnusedLanes.h"
#include "prepare/ValueArguments.h"
#include "prepare/VectorParts.h"
#include "rules/CallTraits.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/StructuralHash.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace enzyme {

Slice::Slice(Function &Primal, const RegisteredRules &Rules, bool ForwardMode,
             CallTree &Tree, FunctionAnalysisManager &FAM)
    : Rules(Rules), ForwardMode(ForwardMode), Tree(Tree), FAM(FAM) {
  // The root is not a member: where the primal calls itself, it calls another
  // copy, whose derivative is that of a call in the middle.
  add(Primal);
  for (unsigned I = 0; I != Functions.size(); ++I)
    redirect(*Functions[I], /*OnlyKnown=*/false);
  leaveEndless();
  dropUncalled();
  findCold();
}

Slice::~Slice() {
  for (Function *F : Functions) {
    FAM.clear(*F, F->getName());
    F->dropAllReferences();
  }
  for (Function *F : Functions)
    F->eraseFromParent();
}

bool Slice::spendVisit() const {
  for (const Function *F : Functions)
    effort().spend(*F);
  return !effort().isExhausted();
}

/// Lets floats, pointers and numbers go their own ways, where simplification has
/// merged them.
static void separateKinds(Function &F) {
  lowerAllocatorForms(F);
  DominatorTree DT(F);
  joinPieces(F, DT);
  joinStoredPieces(F, DT);
  splitPackedHalves(F);
  joinMaskedParts(F);
  castConstantAddresses(F);
  storeAsIntegers(F);
  numberAddressPhis(F);
}

void Slice::add(Function &Original) {
  ValueToValueMapTy Map;
  Function *Flat = Tree.flatten(Original);
  Function *Copy = CloneFunction(Flat, Map);
  Copy->setName("enzyme.slice." + Original.getName());
  Copy->addFnAttr(SliceAttribute);
  separateKinds(*Copy);
  Functions.push_back(Copy);
  Originals[Copy] = &Original;
}

Function *Slice::memberCalled(const CallBase &Call) const {
  Function *Callee = Call.getCalledFunction();
  return Callee && Originals.contains(Callee) ? Callee : nullptr;
}

const RegisteredRule *Slice::ruleOf(const CallBase &Call) const {
  auto It = Rules.find(Call.getCalledFunction());
  return It != Rules.end() && It->second.isFor(ForwardMode) &&
                 !isInactiveCall(Call)
             ? &It->second
             : nullptr;
}

Function *Slice::memberFor(Function &Original) {
  auto It = Copies.find(&Original);
  if (It != Copies.end())
    return It->second;
  add(Original);
  takeCopies(*Functions.back());
  return Copies[&Original] = Functions.back();
}

/// Lets calls of functions name the copies. \p OnlyKnown leaves those that have
/// no copy yet.
void Slice::redirect(Function &F, bool OnlyKnown) {
  DenseSet<const BasicBlock *> NoReturn = coldBlocks(F);
  SmallVector<CallBase *, 8> Calls;
  for (Instruction &I : instructions(F))
    if (auto *Call = dyn_cast<CallBase>(&I);
        Call && !NoReturn.contains(I.getParent()))
      Calls.push_back(Call);
  for (CallBase *Call : Calls) {
    Function *Callee = Call->getCalledFunction();
    if (!Callee || Originals.contains(Callee) || !isTransparent(*Call, *Callee) ||
        ruleOf(*Call))
      continue;
    bool Known = any_of(Functions, [&](const Function *Copy) {
      return &originalOf(*Copy) == Callee;
    });
    if (Known || !OnlyKnown) {
      Call->setCalledFunction(memberFor(*Callee));
      copyValueArguments(*Call);
    }
  }
}

void Slice::findCold() {
  Cold.clear();
  for (Function *F : Functions)
    for (const BasicBlock *BB : coldBlocks(*F))
      Cold.insert(BB);
}

/// What follows a call of a member that never returns is never reached. Such
/// are functions of which it is known now that nobody calls them with what
/// they are written for. Whether a call is other than before.
bool Slice::leaveEndless() {
  bool Changed = false;
  for (bool Again = true; Again;) {
    Again = false;
    for (Function *F : members()) {
      if (coldBlocks(*F).size() != F->size())
        continue;
      for (User *U : make_early_inc_range(F->users())) {
        auto &Call = *cast<CallInst>(U);
        passByValue(Call, originalOf(*F));
        Call.setCalledFunction(&originalOf(*F));
        Call.setTailCallKind(CallInst::TCK_None);
        Again |= !isa<UnreachableInst>(Call.getNextNode());
        changeToUnreachable(Call.getNextNode());
      }
    }
    Changed |= Again;
  }
  return Changed;
}

/// Members that no call reaches are none.
void Slice::dropUncalled() {
  SmallPtrSet<const Function *, 8> Called;
  SmallVector<Function *, 8> Work{&root()};
  while (!Work.empty())
    for (Instruction &I : instructions(*Work.pop_back_val()))
      if (auto *Call = dyn_cast<CallBase>(&I))
        if (Function *F = memberCalled(*Call); F && Called.insert(F).second)
          Work.push_back(F);
  SmallVector<Function *, 4> Uncalled;
  for (Function *F : members())
    if (!Called.contains(F))
      Uncalled.push_back(F);
  for (Function *F : Uncalled) {
    FAM.clear(*F, F->getName());
    F->dropAllReferences();
    Copies.erase(&originalOf(*F));
    Originals.erase(F);
    Simplified.erase(F);
    llvm::erase(Functions, F);
  }
  for (Function *F : Uncalled)
    F->eraseFromParent();
}

bool Slice::simplify() {
  bool Changed = false;
  do
    Changed |= simplifyAll();
  while (leaveEndless());
  dropUncalled();
  findCold();
  return Changed;
}

bool Slice::simplifyAll() {
  bool Changed = false;
  auto StateOf = [](const Function &F) -> uint64_t {
    return StructuralHash(F, /*DetailedHash=*/true);
  };
  for (unsigned I = 0; I != Functions.size(); ++I) {
    Function &F = *Functions[I];
    auto [Before, New] = Simplified.try_emplace(&F, 0);
    if (!New && Before->second == StateOf(F))
      continue;
    Tree.simplify(F);
    redirect(F, /*OnlyKnown=*/true);
    while (Tree.inlineCalls(F)) {
      Tree.simplify(F);
      redirect(F, /*OnlyKnown=*/true);
    }
    separateKinds(F);
    redirect(F, /*OnlyKnown=*/false);
    uint64_t After = StateOf(F);
    Changed |= New || Simplified[&F] != After;
    Simplified[&F] = After;
  }
  return Changed;
}

bool Slice::canonicalise(RefusalLog &Log) {
  for (Function *F : Functions) {
    // Words have become floats: what was taken out of them shows.
    shuffleVectorParts(*F);
    splitUnusedLanes(*F);
    clearLibraryResults(*F);
    placeTailsInWords(*F);
    enzyme::canonicalise(*F, FAM);
    if (!verifyCanonical(*F, FAM, Log))
      return false;
  }
  findCold();
  return true;
}

} // namespace enzyme
