//===- BoundedPointers.cpp - Pointers into an array of known length --------===//

#include "analysis/BoundedPointers.h"
#include "analysis/IndexFactor.h"
#include "analysis/IndexRange.h"
#include "rules/CallTraits.h"
#include "support/Compat.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/Analysis/ScalarEvolutionExpressions.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Operator.h"
#include "llvm/Support/MathExtras.h"
#include <numeric>

using namespace llvm;

namespace enzyme {

namespace {

/// More elements are not told apart from what is beside them.
constexpr uint64_t MostElements = 1024;
constexpr int64_t LongestDistance = 1 << 20;

/// How a pointer differs from the one that it is made of.
struct Distance {
  Value *From;
  int64_t First;
  SmallVector<Steps, 1> By; // none: a constant distance
};

/// Finds the bounded pointers of one function.
class BoundSearch {
public:
  BoundSearch(Function &F, FunctionAnalysisManager &FAM)
      : DL(F.getParent()->getDataLayout()),
        SE(FAM.getResult<ScalarEvolutionAnalysis>(F)),
        Loops(FAM.getResult<LoopAnalysis>(F)),
        Ranges(F, FAM) {}

  std::optional<BoundedPointer> bound(Instruction &V);

private:
  std::optional<Distance> distanceTo(Value *V);
  std::optional<Distance> indexed(GetElementPtrInst &G);
  std::optional<Distance> walk(PHINode &Phi);
  bool isContained(Instruction &V);
  bool findContained(Instruction &V);
  uint64_t extentOf(const Instruction &V) const;

  const DataLayout &DL;
  ScalarEvolution &SE;
  LoopInfo &Loops;
  IndexRanges Ranges;
  DenseMap<const Instruction *, bool> Contained;
};

} // namespace

std::optional<Distance> BoundSearch::indexed(GetElementPtrInst &G) {
  VariableOffsets Variable;
  unsigned Bits = DL.getIndexTypeSizeInBits(G.getType());
  APInt Constant(Bits, 0);
  if (!G.getType()->isPointerTy() ||
      !cast<GEPOperator>(G).collectOffset(DL, Bits, Variable, Constant) ||
      Constant.abs().ugt(LongestDistance))
    return std::nullopt;
  Distance Result{G.getPointerOperand(), Constant.getSExtValue(), {}};
  for (auto &[Index, Scale] : Variable) {
    AddressDistances Between;
    int64_t Factor = factorOf(*Index, Between);
    ConstantRange Range = Ranges.of(*Index, G);
    if (!Between.empty() || Range.isEmptySet() ||
        Scale.abs().ugt(LongestDistance))
      return std::nullopt;
    APInt Low = Range.getSignedMin(), High = Range.getSignedMax();
    if (Low.slt(-LongestDistance) || High.sgt(LongestDistance))
      return std::nullopt;
    // The index is a multiple of its factor.
    int64_t By = Scale.getSExtValue() * Factor,
            A = divideCeilSigned(Low.getSExtValue(), Factor) * By,
            B = divideFloorSigned(High.getSExtValue(), Factor) * By;
    Result.First += std::min(A, B);
    uint64_t Stride = std::abs(By);
    if (A != B)
      Result.By.push_back({Stride, std::abs(B - A) / Stride + 1});
  }
  return Result;
}

/// \p Phi begins at a pointer and is moved on in every round of a loop, of which
/// there are no more than a known number.
std::optional<Distance> BoundSearch::walk(PHINode &Phi) {
  Loop *L = Loops.getLoopFor(Phi.getParent());
  if (!L || L->getHeader() != Phi.getParent() || !L->getLoopPredecessor() ||
      !L->getLoopLatch() || Phi.getNumIncomingValues() != 2)
    return std::nullopt;
  auto *Next = dyn_cast<GetElementPtrInst>(
      Phi.getIncomingValueForBlock(L->getLoopLatch()));
  auto *Rounds = dyn_cast<SCEVConstant>(SE.getConstantMaxBackedgeTakenCount(L));
  APInt By(DL.getIndexTypeSizeInBits(Phi.getType()), 0);
  if (!Next || Next->getPointerOperand() != &Phi || !Rounds ||
      Rounds->getAPInt().ugt(MostElements) ||
      !Next->accumulateConstantOffset(DL, By) || By.isZero() ||
      By.abs().ugt(LongestDistance))
    return std::nullopt;
  uint64_t Count = Rounds->getAPInt().getZExtValue() + 1;
  int64_t Whole = By.getSExtValue() * int64_t(Count - 1);
  return Distance{Phi.getIncomingValueForBlock(L->getLoopPredecessor()),
                  std::min<int64_t>(Whole, 0),
                  {{By.abs().getZExtValue(), Count}}};
}

std::optional<Distance> BoundSearch::distanceTo(Value *V) {
  if (auto *G = dyn_cast<GetElementPtrInst>(V))
    return indexed(*G);
  auto *Phi = dyn_cast<PHINode>(V);
  return Phi && Phi->getType()->isPointerTy() ? walk(*Phi) : std::nullopt;
}

/// Bytes that are accessed at \p Address; none if it is no such use.
static std::optional<uint64_t> bytesAccessed(const Use &U, const DataLayout &DL) {
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

/// Whether parts of words are moved by way of \p V, which may be a word together.
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
      if (isa<ICmpInst>(I) || bytesAccessed(U, DL) ||
          (Call && Call->getType()->isVoidTy() && isHarmlessCall(*Call)))
        continue;
      if (isa<PHINode>(I) && Work.contains(I))
        continue;
      std::optional<Distance> To = distanceTo(I);
      auto *Phi = dyn_cast<PHINode>(I);
      // What a loop moves on is where the moved one is in the next round.
      bool IsNext = Phi && To && At != To->From;
      if (!To || (!IsNext && To->From != At))
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
    std::optional<Distance> Here = distanceTo(Result.Anchor);
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

BoundedPointers::BoundedPointers(
    const Slice &S, function_ref<bool(const Value &)> IsOfInterest) {
  for (Function *F : S.functions()) {
    std::optional<BoundSearch> Search;
    for (Instruction &I : instructions(F)) {
      if (!(isa<GetElementPtrInst>(I) || isa<PHINode>(I)) || !IsOfInterest(I))
        continue;
      if (!Search) {
        S.analyses().invalidate(*F, PreservedAnalyses::none());
        Search.emplace(*F, S.analyses());
      }
      if (std::optional<BoundedPointer> Found = Search->bound(I))
        Known.insert({&I, *Found});
    }
  }
}

const BoundedPointer *BoundedPointers::find(const Value *V) const {
  auto It = Known.find(V);
  return It == Known.end() ? nullptr : &It->second;
}

} // namespace enzyme
