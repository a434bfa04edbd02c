//===- IndexRange.cpp - Between which numbers an index lies ---------------===//

#include "analysis/IndexRange.h"
#include "analysis/IndexFactor.h"
#include "llvm/Analysis/ScalarEvolutionExpressions.h"
#include <utility>

using namespace llvm;

namespace enzyme {

IndexRanges::IndexRanges(Function &F, FunctionAnalysisManager &FAM)
    : SE(FAM.getResult<ScalarEvolutionAnalysis>(F)),
      Loops(FAM.getResult<LoopAnalysis>(F)),
      Dominators(FAM.getResult<DominatorTreeAnalysis>(F)),
      Values(FAM.getResult<LazyValueAnalysis>(F)) {}

Loop *loopOf(const PHINode &Phi, const LoopInfo &Loops) {
  Loop *L = Loops.getLoopFor(Phi.getParent());
  return L && L->getHeader() == Phi.getParent() && L->getLoopLatch() &&
                 L->getLoopPredecessor()
             ? L
             : nullptr;
}

static ConstantRange both(const ConstantRange &A, const ConstantRange &B) {
  return A.intersectWith(B, ConstantRange::Signed);
}

/// By the tests of \p V, without which \p At is not reached.
ConstantRange IndexRanges::tested(Value &V, const BasicBlock &At) {
  const unsigned MostBlocks = 64;
  ConstantRange Result =
      ConstantRange::getFull(V.getType()->getIntegerBitWidth());
  auto *Node = Dominators.getNode(&At);
  for (unsigned I = 0; Node && Node->getIDom() && I != MostBlocks; ++I) {
    Node = Node->getIDom();
    auto *Branch = dyn_cast<BranchInst>(Node->getBlock()->getTerminator());
    auto *Test = Branch && Branch->isConditional()
                     ? dyn_cast<ICmpInst>(Branch->getCondition())
                     : nullptr;
    auto *Bound = Test && Test->getOperand(0) == &V
                      ? dyn_cast<ConstantInt>(Test->getOperand(1))
                      : nullptr;
    for (unsigned Way : {0u, 1u})
      if (Bound && Dominators.dominates(
                       {Node->getBlock(), Branch->getSuccessor(Way)}, &At))
        Result = both(Result, ConstantRange::makeExactICmpRegion(
                                  Way == 0 ? Test->getPredicate()
                                           : Test->getInversePredicate(),
                                  Bound->getValue()));
  }
  return Result;
}

/// \p Range without what the facts exclude that hold of \p V at a place.
ConstantRange IndexRanges::narrow(ConstantRange Range, Value &V, Place At) {
  Range = both(Range, Values.getConstantRange(&V, At.Instruction,
                                              /*UndefAllowed=*/false));
  Range = both(Range, SE.getSignedRange(SE.getSCEV(&V)));
  for (auto &[Of, Assumption] : Assumed)
    if (Of == &V)
      Range = both(Range, Assumption);
  if (isa<Instruction>(V))
    Range = both(Range, tested(V, *At.Instruction->getParent()));
  return At.To ? both(Range, Values.getConstantRangeOnEdge(
                                 &V, At.Instruction->getParent(), At.To))
               : Range;
}

/// By how much \p Next differs from \p Phi where \p Test, being \p Outcome,
/// lets the loop go on.
static ConstantInt *stepOf(Value &Next, PHINode &Phi, Value &Test,
                           bool Outcome) {
  auto *Add = dyn_cast<BinaryOperator>(&Next);
  if (!Add || Add->getOpcode() != Instruction::Add)
    return nullptr;
  unsigned Of = Add->getOperand(0) == &Phi ? 1 : 0;
  Value *Step = Add->getOperand(Of);
  if (Add->getOperand(1 - Of) != &Phi)
    return nullptr;
  if (auto *S = dyn_cast<SelectInst>(Step); S && S->getCondition() == &Test)
    Step = Outcome ? S->getTrueValue() : S->getFalseValue();
  return dyn_cast<ConstantInt>(Step);
}

/// By the tests of the loop that \p Phi is counted in, where it begins and
/// ends.
ConstantRange IndexRanges::counted(PHINode &Phi) {
  ConstantRange Result =
      ConstantRange::getFull(Phi.getType()->getIntegerBitWidth());
  Loop *L = loopOf(Phi, Loops);
  if (!L)
    return Result;
  for (BasicBlock *At : {L->getLoopLatch(), L->getHeader()})
    if (auto *Branch = dyn_cast<BranchInst>(At->getTerminator());
        Branch && Branch->isConditional())
      Result = both(Result, countedUntil(Phi, *L, *Branch));
  return Result;
}

/// A phi that counts up from below a number at which the loop ends, and cannot
/// step over it, does not go beyond that number; and down, not below it.
ConstantRange IndexRanges::countedUntil(PHINode &Phi, Loop &L,
                                        BranchInst &Branch) {
  ConstantRange All =
      ConstantRange::getFull(Phi.getType()->getIntegerBitWidth());
  auto *Test = dyn_cast<ICmpInst>(Branch.getCondition());
  auto *End = Test ? dyn_cast<ConstantInt>(Test->getOperand(1)) : nullptr;
  bool OnIfTrue = L.contains(Branch.getSuccessor(0));
  if (!End || L.contains(Branch.getSuccessor(OnIfTrue ? 1 : 0)) ||
      Test->getPredicate() != (OnIfTrue ? CmpInst::ICMP_NE : CmpInst::ICMP_EQ))
    return All;
  // Either the number of this round is tested or that of the next.
  Value *Next = Phi.getIncomingValueForBlock(L.getLoopLatch());
  bool Includes = Test->getOperand(0) == &Phi;
  auto *Step = stepOf(*Next, Phi, *Test, OnIfTrue);
  if (!Step || (!Includes && Test->getOperand(0) != Next))
    return All;
  BasicBlock *Before = L.getLoopPredecessor();
  Value *First = Phi.getIncomingValueForBlock(Before);
  Seen Above;
  ConstantRange Start =
      find(*First, {Before->getTerminator(), Phi.getParent()}, Above);
  if (Start.isEmptySet())
    return All;
  const APInt &N = End->getValue();
  AddressDistances Between;
  uint64_t Factor = factorOf(*First, Between);
  uint64_t By = Step->getValue().abs().getLimitedValue();
  APInt Low = Start.getSignedMin(), High = Start.getSignedMax();
  uint64_t Apart = (High - N).abs().getLimitedValue();
  bool Meets = By == 1 || (By && Low == High && Apart % By == 0) ||
               (By && Between.empty() && Factor % By == 0 &&
                N.abs().getLimitedValue() % By == 0);
  APInt More(N.getBitWidth(), Includes ? 1 : 0);
  if (N.isMaxSignedValue() || N.isMinSignedValue() || !Meets)
    return All;
  if (Step->getValue().isStrictlyPositive() && High.slt(N + More))
    return ConstantRange(Low, N + More);
  if (Step->isNegative() && Low.sgt(N - More))
    return ConstantRange(N + 1 - More, High + 1);
  return All;
}

/// A phi to which some number is added in every round of a loop, of which there
/// are no more than a known number; there is one less where the loop goes on.
ConstantRange IndexRanges::limited(PHINode &Phi, Place At) {
  const unsigned Most = 1 << 20;
  const unsigned Bits = Phi.getType()->getIntegerBitWidth();
  ConstantRange All = ConstantRange::getFull(Bits);
  Loop *L = loopOf(Phi, Loops);
  if (!L)
    return All;
  BasicBlock *Latch = L->getLoopLatch(), *Before = L->getLoopPredecessor();
  auto *Add = dyn_cast<BinaryOperator>(Phi.getIncomingValueForBlock(Latch));
  if (!Add || Add->getOpcode() != Instruction::Add || Bits < 32)
    return All;
  unsigned Of = Add->getOperand(0) == &Phi ? 1 : 0;
  auto *Count = dyn_cast<SCEVConstant>(SE.getConstantMaxBackedgeTakenCount(L));
  if (Add->getOperand(1 - Of) != &Phi || !Count || Count->getAPInt().ugt(Most))
    return All;
  uint64_t Rounds = Count->getAPInt().getZExtValue();
  if (Rounds && At.To == L->getHeader() && At.Instruction->getParent() == Latch)
    --Rounds;
  Seen AboveStart, AboveStep;
  ConstantRange Start =
      find(*Phi.getIncomingValueForBlock(Before),
           {Before->getTerminator(), Phi.getParent()}, AboveStart);
  ConstantRange Step = find(*Add->getOperand(Of), {Add, nullptr}, AboveStep);
  if (Start.isEmptySet() || Step.isEmptySet() ||
      Step.getSignedMin().slt(-int64_t(Most)) || Step.getSignedMax().sgt(Most))
    return All;
  return Start.add(
      ConstantRange::getNonEmpty(APInt(Bits, 0), APInt(Bits, Rounds + 1))
          .multiply(Step));
}

/// A phi is one of its inputs. One that leads back to it adds nothing, as it
/// comes without having been computed with.
ConstantRange IndexRanges::chosen(PHINode &Phi, Seen &Above) {
  ConstantRange Result =
      ConstantRange::getEmpty(Phi.getType()->getIntegerBitWidth());
  for (unsigned I = 0; I != Phi.getNumIncomingValues(); ++I) {
    Value *In = Phi.getIncomingValue(I);
    BasicBlock *From = Phi.getIncomingBlock(I);
    Result = Result.unionWith(
        find(*In, {From->getTerminator(), Phi.getParent()}, Above),
        ConstantRange::Signed);
  }
  return Result;
}

ConstantRange IndexRanges::findIf(Value &V, Condition C, Place At,
                                  Seen &Above) {
  auto *Bound = dyn_cast<ConstantInt>(C.Test->getOperand(1));
  if (!Bound)
    return find(V, At, Above);
  auto Predicate =
      C.Holds ? C.Test->getPredicate() : C.Test->getInversePredicate();
  Assumed.push_back({C.Test->getOperand(0), ConstantRange::makeExactICmpRegion(
                                                Predicate, Bound->getValue())});
  ConstantRange Result = find(V, At, Above);
  Assumed.pop_back();
  return Result;
}

/// Each choice is made where the condition says so.
ConstantRange IndexRanges::chosen(SelectInst &S, Place At, Seen &Above) {
  auto *Test = dyn_cast<ICmpInst>(S.getCondition());
  auto Choice = [&](Value &V, bool Holds) {
    return Test ? findIf(V, {Test, Holds}, At, Above) : find(V, At, Above);
  };
  return Choice(*S.getTrueValue(), true)
      .unionWith(Choice(*S.getFalseValue(), false), ConstantRange::Signed);
}

ConstantRange IndexRanges::find(Value &V, Place At, Seen &Above) {
  const unsigned MostVisits = 64, Deepest = 4;
  ConstantRange Known =
      narrow(ConstantRange::getFull(V.getType()->getIntegerBitWidth()), V, At);
  auto *I = dyn_cast<Instruction>(&V);
  if (!I || Known.isSingleElement() || ++Visits > MostVisits || Depth > Deepest)
    return Known;
  auto *Phi = dyn_cast<PHINode>(I);
  if (Phi && Above.contains(Phi))
    return ConstantRange::getEmpty(Known.getBitWidth());
  // A range of the two has no hole in its middle, but may have one at its end.
  ConstantRange Made = Phi ? ofPhi(*Phi, At, Above) : computed(*I, At, Above);
  return narrow(both(Known, Made), V, At);
}

ConstantRange IndexRanges::ofPhi(PHINode &Phi, Place At, Seen &Above) {
  Above.insert(&Phi);
  // What is assumed now did not hold for an earlier round of a loop.
  auto Now = std::exchange(Assumed, {});
  ConstantRange Counted = both(counted(Phi), limited(Phi, At));
  ConstantRange Result = Counted.isFullSet() ? chosen(Phi, Above) : Counted;
  Assumed = std::move(Now);
  Above.erase(&Phi);
  return Result;
}

/// By the ranges of its operands.
ConstantRange IndexRanges::computed(Instruction &I, Place At, Seen &Above) {
  const unsigned Bits = I.getType()->getIntegerBitWidth();
  // What is computed from a phi above is not that phi.
  auto Of = [&](unsigned Op) {
    Seen Anew;
    ++Depth;
    ConstantRange Result = find(*I.getOperand(Op), At, Anew);
    --Depth;
    return Result;
  };
  switch (I.getOpcode()) {
  case Instruction::Select:
    return chosen(cast<SelectInst>(I), At, Above);
  case Instruction::Freeze:
    return find(*I.getOperand(0), At, Above);
  case Instruction::Add:
    return Of(0).add(Of(1));
  case Instruction::Or:
    return cast<PossiblyDisjointInst>(I).isDisjoint()
               ? Of(0).add(Of(1))
               : ConstantRange::getFull(Bits);
  case Instruction::Sub:
    return Of(0).sub(Of(1));
  case Instruction::Mul:
    return Of(0).multiply(Of(1));
  case Instruction::Trunc:
    return Of(0).truncate(Bits);
  case Instruction::ZExt:
    return Of(0).zeroExtend(Bits);
  case Instruction::SExt:
    return Of(0).signExtend(Bits);
  default:
    return ConstantRange::getFull(Bits);
  }
}

ConstantRange IndexRanges::of(Value &V, Place At, std::optional<Condition> If) {
  Visits = 0;
  Seen Above;
  return If ? findIf(V, *If, At, Above) : find(V, At, Above);
}

} // namespace enzyme
