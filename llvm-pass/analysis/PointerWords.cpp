//===- PointerWords.cpp - Words of either kind that travel as pointers -----===//

#include "analysis/PointerWords.h"
#include "analysis/TypeResolution.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/PostDominators.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace enzyme {

static const uint64_t WordSize = 8;

/// Whether a word at \p Pointer may be a float that has a derivative.
static bool mayBeFloatAt(const Value *Pointer, MemoryModel &Memory,
                         const ActivityAnalysis &Activities) {
  return Activities.hasShadow(Pointer) &&
         Memory.isAmbiguousAt(Pointer, WordSize);
}

namespace {
/// The values by which one word comes to where it is stored.
struct Journey {
  SmallSetVector<Instruction *, 8> Steps;
  /// Some of it may be a float: it is read where one may be.
  bool MayBeFloat = false;
};
} // namespace

/// Whether all that the integer \p V may be is followed as an integer: floats,
/// addresses, and words that may be either.
static bool isWord(Value &V, MemoryModel &Memory,
                   const ActivityAnalysis &Activities) {
  SmallSetVector<Value *, 8> Work;
  Work.insert(&V);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    Value *At = Work[Next];
    if (isa<Constant>(At) || isa<PtrToIntInst>(At))
      continue;
    if (auto *Cast = dyn_cast<BitCastInst>(At);
        Cast && Cast->getSrcTy()->isDoubleTy())
      continue;
    if (auto *L = dyn_cast<LoadInst>(At);
        L && mayBeFloatAt(L->getPointerOperand(), Memory, Activities))
      continue;
    if (!isa<PHINode>(At) && !isa<SelectInst>(At) && !isa<FreezeInst>(At))
      return false;
    auto *I = cast<Instruction>(At);
    for (Use &U : drop_begin(I->operands(), isa<SelectInst>(I)))
      Work.insert(U);
  }
  return true;
}

namespace {
/// Which blocks are passed on every way to and from another one.
struct Passages {
  DominatorTree Before;
  PostDominatorTree After;
  explicit Passages(Function &F) : Before(F), After(F) {}
  bool isPassed(const BasicBlock &BB, const BasicBlock &With) const {
    return Before.dominates(&BB, &With) || After.dominates(&BB, &With);
  }
};
} // namespace

/// Whether the memory at \p V, or at a distance from it, is accessed wherever
/// \p To is reached: it is an address there.
static bool isAddressAt(Instruction &V, const Instruction &To,
                        const Passages &Passed) {
  SmallVector<Value *, 4> Work{&V};
  while (!Work.empty()) {
    Value *At = Work.pop_back_val();
    for (User *U : At->users()) {
      auto *I = cast<Instruction>(U);
      if (isa<GetElementPtrInst>(I)) {
        Work.push_back(I);
        continue;
      }
      auto *Call = dyn_cast<CallBase>(I);
      bool Accesses = getLoadStorePointerOperand(I) == At || Call;
      if (Accesses && Passed.isPassed(*I->getParent(), *To.getParent()))
        return true;
    }
  }
  return false;
}

/// How \p End, a pointer, comes to \p To.
static Journey journeyOf(Value &End, const Instruction &To,
                         MemoryModel &Memory,
                         const ActivityAnalysis &Activities,
                         const Passages &Passed) {
  Journey J;
  SmallVector<Value *, 8> Work{&End};
  while (!Work.empty()) {
    auto *I = dyn_cast<Instruction>(Work.pop_back_val());
    if (!I || J.Steps.contains(I) || isAddressAt(*I, To, Passed))
      continue;
    if (auto *L = dyn_cast<LoadInst>(I)) {
      if (L->isAtomic() ||
          !mayBeFloatAt(L->getPointerOperand(), Memory, Activities))
        continue;
      J.MayBeFloat = true;
      J.Steps.insert(I);
    } else if (auto *Cast = dyn_cast<IntToPtrInst>(I)) {
      J.MayBeFloat |= Cast->getSrcTy()->isIntegerTy(64) &&
                      isWord(*Cast->getOperand(0), Memory, Activities);
    } else if (isa<PHINode>(I) || isa<SelectInst>(I) || isa<FreezeInst>(I)) {
      J.Steps.insert(I);
      for (Use &U : drop_begin(I->operands(), isa<SelectInst>(I)))
        Work.push_back(U);
    }
  }
  return J;
}

/// Casts to a pointer and back again hide what a word is.
static void foldRoundTrips(Function &F) {
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    auto *There = isa<PtrToIntInst>(I) ? dyn_cast<IntToPtrInst>(I.getOperand(0))
                                       : nullptr;
    if (!There || There->getSrcTy() != I.getType())
      continue;
    I.replaceAllUsesWith(There->getOperand(0));
    I.eraseFromParent();
  }
  for (Instruction &I : make_early_inc_range(instructions(F)))
    if (isa<IntToPtrInst>(I) && I.use_empty())
      I.eraseFromParent();
}

/// Whether the integer \p Word is read as a float, or stored where one may be.
static bool isUsedAsWord(Instruction &Word, MemoryModel &Memory) {
  SmallSetVector<Instruction *, 8> Work;
  Work.insert(&Word);
  for (unsigned Next = 0; Next != Work.size(); ++Next)
    for (User *U : Work[Next]->users()) {
      auto *I = cast<Instruction>(U);
      if (isa<BitCastInst>(I) && I->getType()->isDoubleTy())
        return true;
      if (auto *S = dyn_cast<StoreInst>(I);
          S && Memory.isAmbiguousAt(S->getPointerOperand(), WordSize))
        return true;
      if (isa<PHINode>(I) || isa<SelectInst>(I) || isa<FreezeInst>(I))
        Work.insert(I);
    }
  return false;
}

bool movePointersAsWords(Function &F, MemoryModel &Memory,
                         const ActivityAnalysis &Activities) {
  SmallSetVector<Instruction *, 16> Steps;
  SmallVector<StoreInst *, 8> Stores;
  bool Changed = false;
  Type *Word = Type::getInt64Ty(F.getContext());
  Passages Passed(F);
  auto Follow = [&](Value &End, const Instruction &To) {
    Journey J = journeyOf(End, To, Memory, Activities, Passed);
    if (J.MayBeFloat)
      Steps.insert(J.Steps.begin(), J.Steps.end());
    Changed |= J.MayBeFloat;
    return J.MayBeFloat;
  };
  for (Instruction &I : instructions(F)) {
    if (auto *Cast = dyn_cast<PtrToIntInst>(&I)) {
      if (I.getType()->isIntegerTy(64) && isUsedAsWord(I, Memory))
        Follow(*Cast->getPointerOperand(), I);
      continue;
    }
    auto *S = dyn_cast<StoreInst>(&I);
    if (S && !S->isAtomic() && S->getValueOperand()->getType()->isPointerTy() &&
        !Activities.mayHoldSingles(S->getPointerOperand()) &&
        Memory.isAmbiguousAt(S->getPointerOperand(), WordSize) &&
        Follow(*S->getValueOperand(), I))
      Stores.push_back(S);
  }
  Retypings Work;
  for (Instruction *I : Steps)
    Work.push_back({I, Word});
  for (StoreInst *S : Stores)
    Work.push_back({S, Word});
  retype(Work, /*Words=*/false);
  if (Changed)
    foldRoundTrips(F);
  return Changed;
}

} // namespace enzyme
