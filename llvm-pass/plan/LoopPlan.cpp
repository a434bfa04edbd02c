//===- LoopPlan.cpp - How each loop is run backwards -----------------------===//

#include "plan/LoopPlan.h"
#include "support/Compat.h"

using namespace llvm;

namespace enzyme {

/// Second differences of offsets occur (rows of a triangle); more do not.
static const unsigned MaxDegree = 2;

static const SCEVAddRecExpr *recurrenceOf(PHINode &Phi, Loop &L,
                                          ScalarEvolution &SE) {
  if (Phi.getParent() != L.getHeader() || !SE.isSCEVable(Phi.getType()) ||
      SE.getTypeSizeInBits(Phi.getType()) > 64)
    return nullptr;
  auto *R = dyn_cast<SCEVAddRecExpr>(SE.getSCEV(&Phi));
  return R && R->getLoop() == &L && R->getNumOperands() <= MaxDegree + 1 ? R
                                                                         : nullptr;
}

bool isInduction(PHINode &Phi, Loop &L, ScalarEvolution &SE) {
  const SCEVAddRecExpr *R = recurrenceOf(Phi, L, SE);
  if (!R)
    return false;
  Instruction *At = L.getLoopPreheader()->getTerminator();
  SCEVExpander Expander = scevExpander(SE, "enzyme.step");
  return all_of(drop_begin(R->operands()), [&](const SCEV *Coefficient) {
    return Expander.isSafeToExpandAt(Coefficient, At);
  });
}

Induction expandInduction(PHINode &Phi, Loop &L, ScalarEvolution &SE) {
  const SCEVAddRecExpr *R = recurrenceOf(Phi, L, SE);
  BasicBlock *Preheader = L.getLoopPreheader();
  SCEVExpander Expander = scevExpander(SE, "enzyme.step");
  Induction Result;
  Result.Start = Phi.getIncomingValueForBlock(Preheader);
  for (const SCEV *Coefficient : drop_begin(R->operands()))
    Result.Coefficients.push_back(
        Expander.expandCodeFor(Coefficient, Coefficient->getType(),
                               Preheader->getTerminator()->getIterator()));
  return Result;
}

Value *expandLastIteration(Loop &L, ScalarEvolution &SE,
                           const DenseSet<const BasicBlock *> &Cold) {
  SmallVector<std::pair<BasicBlock *, BasicBlock *>, 4> Exits;
  SmallVector<Loop::Edge, 4> Edges;
  L.getExitEdges(Edges);
  BasicBlock *Exiting = nullptr;
  for (auto &[From, To] : Edges) {
    if (Cold.contains(To))
      continue;
    if (Exiting && Exiting != From)
      return nullptr;
    Exiting = From;
  }
  if (!Exiting)
    return nullptr;
  Type *I64 = Type::getInt64Ty(L.getHeader()->getContext());
  const SCEV *Count = SE.getExitCount(&L, Exiting);
  if (isa<SCEVCouldNotCompute>(Count) || !SE.isLoopInvariant(Count, &L))
    return nullptr;
  // A panicking exit that is countable bounds the iterations as well: without
  // it `for i in 0..` with a bounds check would reserve without end. At the
  // regular exit the minimum of all counts is the count of that exit.
  const SCEV *Bound = SE.getSymbolicMaxBackedgeTakenCount(&L);
  if (!isa<SCEVCouldNotCompute>(Bound) && SE.isLoopInvariant(Bound, &L))
    Count = Bound;
  if (SE.getTypeSizeInBits(Count->getType()) > 64)
    return nullptr;
  Count = SE.getNoopOrZeroExtend(Count, I64);
  Instruction *At = L.getLoopPreheader()->getTerminator();
  SCEVExpander Expander = scevExpander(SE, "enzyme.count");
  if (!Expander.isSafeToExpandAt(Count, At))
    return nullptr;
  return Expander.expandCodeFor(Count, I64, At->getIterator());
}

} // namespace enzyme
