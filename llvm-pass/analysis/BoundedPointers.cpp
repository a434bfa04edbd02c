//===- BoundedPointers.cpp - Pointers into an array of known length -------===//

#include "analysis/BoundedPointers.h"
#include "rules/CallTraits.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

namespace {

/// Finds the bounded pointers of one function.
class BoundSearch {
public:
  BoundSearch(Function &F, FunctionAnalysisManager &FAM)
      : DL(F.getParent()->getDataLayout()), Distances(F, FAM) {}

  std::optional<BoundedPointer> bound(Instruction &V);

private:
  bool isContained(Instruction &V);
  bool findContained(Instruction &V);
  uint64_t extentOf(const Instruction &V) const;

  const DataLayout &DL;
  PointerDistances Distances;
  DenseMap<const Instruction *, bool> Contained;
};

} // namespace

/// Bytes that are accessed at \p Address; none if it is no such use.
static std::optional<uint64_t> bytesAccessed(const Use &U,
                                             const DataLayout &DL) {
  auto *I = cast<Instruction>(U.getUser());
  if (auto *L = dyn_cast<LoadInst>(I))
    return DL.getTypeStoreSize(L->getType());
  if (auto *S = dyn_cast<StoreInst>(I))
    if (U.getOperandNo() == StoreInst::getPointerOperandIndex())
      return DL.getTypeStoreSize(S->getValueOperand()->getType());
  if (auto *T = dyn_cast<MemIntrinsic>(I))
    if (auto *Length = dyn_cast<ConstantInt>(T->getLength());
        Length && Length->getValue().ult(LongestDistance))
      return Length->getZExtValue();
  return std::nullopt;
}

uint64_t BoundSearch::extentOf(const Instruction &V) const {
  uint64_t Extent = 0;
  for (const Use &U : V.uses())
    Extent = std::max(Extent, bytesAccessed(U, DL).value_or(0));
  return Extent;
}

/// Whether the integer \p V is stored, or \p Back: was loaded, as it is.
static bool isMoved(Value &V, bool Back) {
  const unsigned Most = 64;
  SmallSetVector<Value *, 8> Work;
  Work.insert(&V);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    if (Next == Most)
      return true;
    Value *At = Work[Next];
    if (Back && isa<LoadInst>(At))
      return true;
    auto HandsOn = [](const Value *I) {
      return isa<CastInst>(I) || isa<PHINode>(I) || isa<SelectInst>(I) ||
             isa<FreezeInst>(I);
    };
    if (auto *I = dyn_cast<Instruction>(At); I && Back && HandsOn(I))
      Work.insert(I->op_begin(), I->op_end());
    for (User *U : At->users()) {
      if (Back)
        break;
      if (auto *S = dyn_cast<StoreInst>(U); S && S->getValueOperand() == At)
        return true;
      if (HandsOn(U))
        Work.insert(U);
    }
  }
  return false;
}

/// Whether parts of words are moved by way of \p V, which may be a word
/// together.
static bool movesPieces(Instruction &V, const DataLayout &DL) {
  return any_of(V.users(), [&](User *U) {
    auto *Access = dyn_cast<Instruction>(U);
    if (!Access || getLoadStorePointerOperand(Access) != &V)
      return false;
    Type *T = getLoadStoreType(Access);
    auto *S = dyn_cast<StoreInst>(Access);
    return T->isIntegerTy() && DL.getTypeStoreSize(T) < DL.getPointerSize() &&
           isMoved(S ? *S->getValueOperand() : *Access, /*Back=*/S != nullptr);
  });
}

/// Whether the address \p Cast decides tests and does nothing else.
static bool isOnlyTested(PtrToIntInst &Cast) {
  const unsigned Most = 64;
  SmallSetVector<Instruction *, 8> Work;
  Work.insert(&Cast);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    if (Next == Most)
      return false;
    for (User *U : Work[Next]->users()) {
      if (isa<ICmpInst>(U))
        continue;
      if (!isa<BinaryOperator>(U) && !isa<SelectInst>(U) && !isa<TruncInst>(U))
        return false;
      Work.insert(cast<Instruction>(U));
    }
  }
  return true;
}

/// Whether nothing is known of \p V, or of what is made of it, to anyone but
/// accesses within bounds: no other pointer may be it.
bool BoundSearch::isContained(Instruction &V) {
  auto It = Contained.find(&V);
  if (It == Contained.end())
    It = Contained.insert({&V, findContained(V)}).first;
  return It->second;
}

bool BoundSearch::findContained(Instruction &V) {
  const unsigned Most = 1024;
  SmallSetVector<Instruction *, 16> Work;
  Work.insert(&V);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    if (Next == Most)
      return false;
    Instruction *At = Work[Next];
    for (const Use &U : At->uses()) {
      auto *I = cast<Instruction>(U.getUser());
      auto *Call = dyn_cast<CallBase>(I);
      auto *Cast = dyn_cast<PtrToIntInst>(I);
      if (isa<ICmpInst>(I) || bytesAccessed(U, DL) ||
          (Cast && isOnlyTested(*Cast)) ||
          (Call && Call->getType()->isVoidTy() && isHarmlessCall(*Call)))
        continue;
      if (isa<PHINode>(I) && Work.contains(I))
        continue;
      std::optional<PointerDistance> To = Distances.of(*I);
      // What is chosen among several says itself how far it goes.
      bool IsChoice = isa<PHINode>(I) || isa<SelectInst>(I);
      if (!To || (!IsChoice && To->From != At))
        return false;
      Work.insert(I);
    }
  }
  return true;
}

std::optional<BoundedPointer> BoundSearch::bound(Instruction &V) {
  BoundedPointer Result{&V, 0, {}, extentOf(V)};
  uint64_t Elements = 1;
  const unsigned Deepest = 16;
  for (unsigned Depth = 0;; ++Depth) {
    std::optional<PointerDistance> Here = Distances.of(*Result.Anchor);
    if (!Here)
      break;
    if (Depth == Deepest)
      return std::nullopt;
    // Behind one that others may be it is not known which this one is.
    auto *I = cast<Instruction>(Result.Anchor);
    if (!Here->By.empty() && !isContained(*I)) {
      if (I == &V)
        return std::nullopt;
      break;
    }
    Result.Anchor = Here->From;
    Result.First += Here->First;
    for (const Steps &By : Here->By) {
      Result.By.push_back(By);
      Elements *= std::min(By.Count, MostElements);
      if (Elements >= MostElements)
        return std::nullopt;
    }
  }
  bool InWord = any_of(Result.By, [&](const Steps &By) {
    return By.Stride < DL.getPointerSize();
  });
  if (Result.By.empty() || (InWord && movesPieces(V, DL)))
    return std::nullopt;
  return Result;
}

static bool mayBeBounded(const Value &V) {
  return V.getType()->isPointerTy() &&
         (isa<GetElementPtrInst>(V) || isa<PHINode>(V) || isa<SelectInst>(V));
}

BoundedPointers::BoundedPointers(
    const Slice &S, function_ref<bool(const Value &)> IsOfInterest) {
  for (Function *F : S.functions()) {
    std::optional<BoundSearch> Search;
    for (Instruction &I : instructions(F)) {
      if (!mayBeBounded(I) || !IsOfInterest(I))
        continue;
      if (!Search) {
        S.analyses().invalidate(*F, PreservedAnalyses::none());
        Search.emplace(*F, S.analyses());
      }
      if (std::optional<BoundedPointer> Found = Search->bound(I))
        Known.insert({&I, *Found});
    }
  }
  // Nobody knows how far it goes from a pointer that was not found.
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (auto It = Known.begin(), Next = It; It != Known.end(); It = Next) {
      ++Next;
      if (all_of(It->first->users(), [&](const User *U) {
            return !mayBeBounded(*U) || Known.count(U);
          }))
        continue;
      Known.erase(It);
      Changed = true;
    }
  }
}

const BoundedPointer *BoundedPointers::find(const Value *V) const {
  auto It = Known.find(V);
  return It == Known.end() ? nullptr : &It->second;
}

} // namespace enzyme
