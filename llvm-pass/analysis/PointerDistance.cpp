//===- PointerDistance.cpp - How far a pointer is from another ------------===//

#include "analysis/PointerDistance.h"
#include "analysis/IndexFactor.h"
#include "support/Compat.h"
#include "llvm/Analysis/MemoryBuiltins.h"
#include "llvm/Analysis/ScalarEvolutionExpressions.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Operator.h"
#include "llvm/Support/MathExtras.h"
#include <numeric>

using namespace llvm;

namespace enzyme {

PointerDistances::PointerDistances(Function &F, FunctionAnalysisManager &FAM)
    : DL(F.getParent()->getDataLayout()),
      SE(FAM.getResult<ScalarEvolutionAnalysis>(F)),
      Loops(FAM.getResult<LoopAnalysis>(F)), Ranges(F, FAM) {}

/// How many bytes, from \p G on, are read or written for certain where \p G is
/// computed: up to the end of the last access in its block.
static uint64_t bytesFollowing(const GetElementPtrInst &G,
                               const DataLayout &DL) {
  const unsigned Most = 64;
  uint64_t Bytes = 0;
  auto Add = [&](const Value &Pointer, uint64_t Offset) {
    for (const User *U : Pointer.users()) {
      auto *Access = dyn_cast<Instruction>(U);
      auto *Store = dyn_cast<StoreInst>(U);
      Type *T = Store ? Store->getValueOperand()->getType() : U->getType();
      if (Access && Access->getParent() == G.getParent() &&
          getLoadStorePointerOperand(Access) == &Pointer &&
          isGuaranteedToTransferExecutionToSuccessor(
              G.getIterator(), Access->getIterator(), Most))
        Bytes = std::max(Bytes, Offset + DL.getTypeStoreSize(T));
    }
  };
  Add(G, 0);
  for (const User *U : G.users()) {
    auto *Other = dyn_cast<GetElementPtrInst>(U);
    APInt Offset(DL.getIndexTypeSizeInBits(G.getType()), 0);
    if (Other && Other->accumulateConstantOffset(DL, Offset) &&
        Offset.ult(LongestDistance))
      Add(*Other, Offset.getZExtValue());
  }
  return Bytes;
}

/// The bytes by which \p G may differ from its base, since what is accessed at
/// it lies within the variable that it points to.
static ConstantRange withinVariable(const GetElementPtrInst &G,
                                    const DataLayout &DL) {
  const unsigned Bits = DL.getIndexTypeSizeInBits(G.getType());
  APInt Offset(Bits, 0);
  const Value *Base = G.getPointerOperand()->stripAndAccumulateConstantOffsets(
      DL, Offset, /*AllowNonInbounds=*/true);
  uint64_t Size = 0;
  uint64_t Bytes = bytesFollowing(G, DL);
  if (!Bytes || !getObjectSize(Base, Size, DL, nullptr) ||
      Size > LongestDistance || Size < Bytes)
    return ConstantRange::getFull(Bits);
  return ConstantRange::getNonEmpty(-Offset,
                                    APInt(Bits, Size - Bytes + 1) - Offset);
}

/// By the range of each variable index.
std::optional<PointerDistance>
PointerDistances::indexed(GetElementPtrInst &G, IndexRanges::Place Where,
                          std::optional<Condition> If) {
  VariableOffsets Variable;
  unsigned Bits = DL.getIndexTypeSizeInBits(G.getType());
  APInt Constant(Bits, 0);
  if (!G.getType()->isPointerTy() ||
      !cast<GEPOperator>(G).collectOffset(DL, Bits, Variable, Constant) ||
      Constant.abs().ugt(LongestDistance))
    return std::nullopt;
  PointerDistance Result{G.getPointerOperand(), Constant.getSExtValue(), {}};
  const bool IsOne = Variable.size() == 1;
  ConstantRange Within = withinVariable(G, DL);
  for (auto &[Index, Scale] : Variable) {
    AddressDistances Between;
    int64_t Factor = factorOf(*Index, Between);
    ConstantRange Range = Ranges.of(*Index, Where, If);
    if (!Between.empty() || Range.isEmptySet() ||
        Scale.abs().ugt(LongestDistance))
      return std::nullopt;
    // The index is a multiple of its factor.
    int64_t By = Scale.getSExtValue() * Factor;
    uint64_t Stride = std::abs(By);
    int64_t Least = -LongestDistance, Greatest = LongestDistance;
    APInt Low = Range.getSignedMin(), High = Range.getSignedMax();
    bool IsKnown = Low.sge(-LongestDistance) && High.sle(LongestDistance);
    if (IsKnown) {
      int64_t A = divideCeilSigned(Low.getSExtValue(), Factor) * By,
              B = divideFloorSigned(High.getSExtValue(), Factor) * By;
      Least = std::min(A, B);
      Greatest = std::max(A, B);
    }
    if (IsOne && !Within.isFullSet()) {
      int64_t From = (Within.getSignedMin() - Constant).getSExtValue(),
              To = (Within.getSignedMax() - Constant).getSExtValue();
      Least = std::max(Least, divideCeilSigned(From, Stride) * int64_t(Stride));
      Greatest =
          std::min(Greatest, divideFloorSigned(To, Stride) * int64_t(Stride));
    } else if (!IsKnown) {
      return std::nullopt;
    }
    if (Least > Greatest)
      return std::nullopt;
    Result.First += Least;
    if (Least != Greatest)
      Result.By.push_back({Stride, uint64_t(Greatest - Least) / Stride + 1});
  }
  return Result;
}

std::set<int64_t> offsetsOf(int64_t First, ArrayRef<Steps> By) {
  std::set<int64_t> Offsets{First};
  for (const Steps &Each : By) {
    if (Each.Count * Offsets.size() > MostElements)
      return {};
    std::set<int64_t> Before = std::move(Offsets);
    Offsets.clear();
    for (int64_t Offset : Before)
      for (uint64_t I = 0; I != Each.Count; ++I)
        Offsets.insert(Offset + int64_t(I * Each.Stride));
  }
  return Offsets;
}

/// \p Phi begins at a pointer and is moved on in every round of a loop, of
/// which there are no more than a known number.
std::optional<PointerDistance> PointerDistances::walked(PHINode &Phi) {
  Loop *L = loopOf(Phi, Loops);
  if (!L || Phi.getNumIncomingValues() != 2)
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
  return PointerDistance{Phi.getIncomingValueForBlock(L->getLoopPredecessor()),
                         std::min<int64_t>(Whole, 0),
                         {{By.abs().getZExtValue(), Count}}};
}

/// Adds what \p V, a phi or select, is one of; whether there was anything.
bool PointerDistances::addChoices(Instruction &V,
                                  SmallVectorImpl<Choice> &Choices) {
  if (auto *Phi = dyn_cast<PHINode>(&V)) {
    for (unsigned I = 0; I != Phi->getNumIncomingValues(); ++I)
      Choices.push_back(
          {Phi->getIncomingValue(I),
           {Phi->getIncomingBlock(I)->getTerminator(), Phi->getParent()},
           std::nullopt});
    return true;
  }
  auto *Select = dyn_cast<SelectInst>(&V);
  auto *Test = Select ? dyn_cast<ICmpInst>(Select->getCondition()) : nullptr;
  if (!Test)
    return false;
  for (bool Holds : {true, false})
    Choices.push_back({Holds ? Select->getTrueValue() : Select->getFalseValue(),
                       {Select, nullptr},
                       Condition{Test, Holds}});
  return true;
}

/// \p V is one of several pointers, which differ from one and the same.
std::optional<PointerDistance> PointerDistances::chosen(Instruction &V) {
  const unsigned Most = 8;
  SmallVector<Choice, 8> Choices;
  SmallVector<PointerDistance, 4> Known;
  if (!addChoices(V, Choices))
    return std::nullopt;
  for (unsigned Next = 0; Next != Choices.size(); ++Next) {
    if (Next == Most)
      return std::nullopt;
    Choice At = Choices[Next];
    // Nothing is accessed at null.
    if (isa<ConstantPointerNull>(At.Pointer))
      continue;
    auto *I = dyn_cast<Instruction>(At.Pointer);
    if (I && isa<SelectInst>(I) && addChoices(*I, Choices))
      continue;
    auto *G = dyn_cast<GetElementPtrInst>(At.Pointer);
    std::optional<PointerDistance> D =
        G ? indexed(*G, At.Where, At.If) : PointerDistance{At.Pointer, 0, {}};
    if (!D || D->From == &V)
      return std::nullopt;
    Known.push_back(*D);
  }
  std::set<int64_t> Offsets;
  for (const PointerDistance &D : Known) {
    std::set<int64_t> Here = offsetsOf(D.First, D.By);
    if (D.From != Known.front().From || Here.empty())
      return std::nullopt;
    Offsets.insert(Here.begin(), Here.end());
  }
  if (Offsets.empty())
    return std::nullopt;
  uint64_t Stride = 0;
  for (int64_t Offset : Offsets)
    Stride = std::gcd(Stride, uint64_t(Offset - *Offsets.begin()));
  PointerDistance Result{Known.front().From, *Offsets.begin(), {}};
  if (Stride)
    Result.By.push_back(
        {Stride, uint64_t(*Offsets.rbegin() - Result.First) / Stride + 1});
  return Result;
}

std::optional<PointerDistance> PointerDistances::of(Value &V) {
  if (auto *G = dyn_cast<GetElementPtrInst>(&V))
    return indexed(*G, {G, nullptr}, std::nullopt);
  auto *I = dyn_cast<Instruction>(&V);
  if (!I || !I->getType()->isPointerTy())
    return std::nullopt;
  auto *Phi = dyn_cast<PHINode>(I);
  std::optional<PointerDistance> Walked = Phi ? walked(*Phi) : std::nullopt;
  return Walked ? Walked : chosen(*I);
}

} // namespace enzyme
