//===- IndexRange.cpp - Between which numbers an index lies -----------------===//

#include "analysis/IndexRange.h"
#include "analysis/IndexFactor.h"
#include <utility>

using namespace llvm;

namespace enzyme {

IndexRanges::IndexRanges(Function &F, FunctionAnalysisManager &FAM)
    : SE(FAM.getResult<ScalarEvolutionAnalysis>(F)),
      Loops(FAM.getResult<LoopAnalysis>(F)),
      Dominators(FAM.getResult<DominatorTreeAnalysis>(F)),
      Values(FAM.getResult<LazyValueAnalysis>(F)) {}

static ConstantRange both(const ConstantRange &A, const ConstantRange &B) {
  return A.intersectWith(B, ConstantRange::Signed);
}

/// By the tests of \p V, without which \p At is not reached.
ConstantRange IndexRanges::tested(Value &V, const BasicBlock &At) {
  const unsigned MostBlocks = 64;
  ConstantRange Result = ConstantRange::getFull(V.getType()->getIntegerBitWidth());
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

ConstantRange IndexRanges::known(Value &V, Place At) {
  ConstantRange Known =
      both(Values.getConstantRange(&V, At.Instruction, /*UndefAllowed=*/false),
           SE.getSignedRange(SE.getSCEV(&V)));
  for (auto &[Of, Range] : Assumed)
    if (Of == &V)
      Known = both(Known, Range);
  if (isa<Instruction>(V))
    Known = both(Known, tested(V, *At.Instruction->getParent()));
  return At.To ? both(Known, Values.getConstantRangeOnEdge(
                                 &V, At.Instruction->getParent(), At.To))
               : Known;
}

/// A phi that counts up from below a number at which the loop ends, and cannot
/// step over it, stays below that number; and down, above it.
ConstantRange IndexRanges::counted(PHINode &Phi) {
  ConstantRange All = ConstantRange::getFull(Phi.getType()->getIntegerBitWidth());
  Loop *L = Loops.getLoopFor(Phi.getParent());
  BasicBlock *Latch = L && L->getHeader() == Phi.getParent() ? L->getLoopLatch()
                                                             : nullptr;
  BasicBlock *Before = L ? L->getLoopPredecessor() : nullptr;
  auto *Branch = Latch ? dyn_cast<BranchInst>(Latch->getTerminator()) : nullptr;
  if (!Before || !Branch || !Branch->isConditional())
    return All;
  auto *Test = dyn_cast<ICmpInst>(Branch->getCondition());
  Value *Next = Phi.getIncomingValueForBlock(Latch);
  auto *Add = dyn_cast<BinaryOperator>(Next);
  auto *Step = Add ? dyn_cast<ConstantInt>(Add->getOperand(1)) : nullptr;
  auto *End = Test ? dyn_cast<ConstantInt>(Test->getOperand(1)) : nullptr;
  if (!Step || !End || Add->getOpcode() != Instruction::Add ||
      Add->getOperand(0) != &Phi || Test->getOperand(0) != Next)
    return All;
  bool BackIfTrue = Branch->getSuccessor(0) == L->getHeader();
  if (L->contains(Branch->getSuccessor(BackIfTrue ? 1 : 0)) ||
      Test->getPredicate() != (BackIfTrue ? CmpInst::ICMP_NE : CmpInst::ICMP_EQ))
    return All;
  Seen Above;
  ConstantRange Start = find(*Phi.getIncomingValueForBlock(Before),
                             {Before->getTerminator(), Phi.getParent()}, Above);
  if (Start.isEmptySet())
    return All;
  const APInt &N = End->getValue();
  AddressDistances Between;
  uint64_t Factor = factorOf(*Phi.getIncomingValueForBlock(Before), Between);
  uint64_t By = Step->getValue().abs().getLimitedValue();
  bool Meets =
      By == 1 || (By && Between.empty() && Factor % By == 0 &&
                  N.abs().getLimitedValue() % By == 0);
  APInt Low = Start.getSignedMin(), High = Start.getSignedMax();
  if (Meets && Step->getValue().isStrictlyPositive() && High.slt(N))
    return ConstantRange(Low, N);
  if (Meets && Step->isNegative() && Low.sgt(N))
    return ConstantRange(N + 1, High + 1);
  return All;
}

/// A phi is one of its inputs. One that leads back to it adds nothing, as it comes
/// without having been computed with.
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

/// Each choice is made where the condition says so.
ConstantRange IndexRanges::chosen(SelectInst &S, Place At, Seen &Above) {
  auto *Test = dyn_cast<ICmpInst>(S.getCondition());
  auto *Bound = Test ? dyn_cast<ConstantInt>(Test->getOperand(1)) : nullptr;
  auto Choice = [&](Value &V, bool Holds) {
    if (!Bound)
      return find(V, At, Above);
    auto Condition = Holds ? Test->getPredicate() : Test->getInversePredicate();
    Assumed.push_back({Test->getOperand(0),
                       ConstantRange::makeExactICmpRegion(Condition,
                                                          Bound->getValue())});
    ConstantRange Result = find(V, At, Above);
    Assumed.pop_back();
    return Result;
  };
  return Choice(*S.getTrueValue(), true)
      .unionWith(Choice(*S.getFalseValue(), false), ConstantRange::Signed);
}

ConstantRange IndexRanges::find(Value &V, Place At, Seen &Above) {
  const unsigned MostVisits = 64, Deepest = 4;
  ConstantRange Known = known(V, At);
  auto *I = dyn_cast<Instruction>(&V);
  if (!I || Known.isSingleElement() || ++Visits > MostVisits ||
      Depth > Deepest)
    return Known;
  if (auto *Phi = dyn_cast<PHINode>(I)) {
    if (!Above.insert(Phi).second)
      return ConstantRange::getEmpty(Known.getBitWidth());
    // What is assumed now did not hold for an earlier round of a loop.
    auto Now = std::exchange(Assumed, {});
    ConstantRange Counted = counted(*Phi);
    Known = both(Known, Counted.isFullSet() ? chosen(*Phi, Above) : Counted);
    Assumed = std::move(Now);
    Above.erase(Phi);
    return Known;
  }
  // What is computed from a phi above is not that phi.
  auto Of = [&](unsigned Op) {
    Seen Anew;
    ++Depth;
    ConstantRange Result = find(*I->getOperand(Op), At, Anew);
    --Depth;
    return Result;
  };
  switch (I->getOpcode()) {
  case Instruction::Select:
    return both(Known, chosen(cast<SelectInst>(*I), At, Above));
  case Instruction::Freeze:
    return both(Known, find(*I->getOperand(0), At, Above));
  case Instruction::Add:
    return both(Known, Of(0).add(Of(1)));
  case Instruction::Sub:
    return both(Known, Of(0).sub(Of(1)));
  case Instruction::Mul:
    return both(Known, Of(0).multiply(Of(1)));
  case Instruction::Trunc:
    return both(Known, Of(0).truncate(Known.getBitWidth()));
  case Instruction::ZExt:
    return both(Known, Of(0).zeroExtend(Known.getBitWidth()));
  case Instruction::SExt:
    return both(Known, Of(0).signExtend(Known.getBitWidth()));
  default:
    return Known;
  }
}

ConstantRange IndexRanges::of(Value &V, Instruction &At) {
  Visits = 0;
  Seen Above;
  return find(V, {&At, nullptr}, Above);
}

} // namespace enzyme
