//===- LoopPlan.cpp - How each loop is run backwards -----------------------===//

#include "plan/LoopPlan.h"
#include "support/Compat.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace enzyme {

std::optional<Induction> inductionOf(const PHINode &Phi, const Loop &L) {
  if (Phi.getParent() != L.getHeader() || Phi.getNumIncomingValues() != 2)
    return std::nullopt;
  Value *Next = Phi.getIncomingValueForBlock(L.getLoopLatch());
  Value *Start = Phi.getIncomingValueForBlock(L.getLoopPreheader());
  if (auto *B = dyn_cast<BinaryOperator>(Next)) {
    auto *C = dyn_cast<ConstantInt>(B->getOperand(1));
    if (C && B->getOperand(0) == &Phi && C->getBitWidth() <= 64) {
      if (B->getOpcode() == Instruction::Add)
        return Induction{Start, C->getSExtValue()};
      if (B->getOpcode() == Instruction::Sub)
        return Induction{Start, -C->getSExtValue()};
    }
    return std::nullopt;
  }
  if (auto *G = dyn_cast<GEPOperator>(Next)) {
    const DataLayout &DL = Phi.getModule()->getDataLayout();
    APInt Offset(DL.getIndexTypeSizeInBits(G->getType()), 0);
    if (G->getPointerOperand() == &Phi && G->accumulateConstantOffset(DL, Offset))
      return Induction{Start, Offset.getSExtValue()};
  }
  return std::nullopt;
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
