//===- ReverseEmitter.cpp - Forward sweep, then the inverted program -------===//

#include "emit/ReverseEmitter.h"

using namespace llvm;

namespace enzyme {

ReverseEmitter::ReverseEmitter(Derivative &D, TapeArena &Arena, const Plan &P,
                               MemoryModel &Memory,
                               const ActivityAnalysis &Activities,
                               const ShadowMemory &Shadows,
                               const MemberCalls &Calls,
                               const MemoryScopes &Scopes, LoopInfo &LI,
                               const DenseSet<const BasicBlock *> &Cold)
    : D(D), P(P), Memory(Memory), Activities(Activities), Shadows(Shadows),
      Calls(Calls), Scopes(Scopes), LI(LI),
      Begin(*BasicBlock::Create(D.F->getContext(), "reverse.begin", D.F)),
      T(*D.F, Arena, P, Shadows, Calls, Scopes, Cold), Values(P, Shadows, T, Scopes, LI),
      Adjoint(*D.F, Begin, Activities), Guard(D, Memory) {}

SweepBoundary ReverseEmitter::emit() {
  LLVMContext &C = D.F->getContext();
  T.emitForward();
  BasicBlock *Last = nullptr;
  for (auto &[BB, Branch] : P.Branches) {
    Reversed[BB] =
        BasicBlock::Create(C, "reverse." + BB->getName(), D.F);
    if (isa<ReturnInst>(BB->getTerminator()))
      Last = BB;
  }
  IRBuilder<>(&Begin).CreateBr(Reversed[Last]);
  auto *Return = cast<ReturnInst>(Last->getTerminator());
  Boundary.PrimalResult = Return->getReturnValue();
  if (D.Shape.ShadowReturn)
    for (unsigned Lane = 0; Lane != D.Shape.Width; ++Lane)
      Boundary.ShadowResults.push_back(
          Shadows.of(Boundary.PrimalResult, Lane));
  for (auto &[BB, Branch] : P.Branches)
    reverseBlock(*BB);
  Boundary.Branch = IRBuilder<>(Return).CreateBr(&Begin);
  Return->eraseFromParent();
  // Where the primal is freed by the reverse sweep, the forward one must not.
  for (Instruction *Free : P.DeferredFrees)
    Free->eraseFromParent();
  Scopes.finish();
  return Boundary;
}

void ReverseEmitter::reverseBlock(BasicBlock &BB) {
  IRBuilder<> B(Reversed[&BB]);
  for (Instruction &I : reverse(BB)) {
    Action A = P.actionOf(&I);
    if (A == Action::None)
      continue;
    B.SetCurrentDebugLocation(I.getDebugLoc());
    reverseInstruction(B, I, A);
  }
  B.SetCurrentDebugLocation(BB.getTerminator()->getDebugLoc());
  if (&BB == &D.F->getEntryBlock())
    emitReturn(B);
  else
    invertControlFlow(BB, B);
}

void ReverseEmitter::emitReturn(IRBuilder<> &B) {
  Value *Result = PoisonValue::get(D.ResultType);
  unsigned Field = 0;
  if (!D.Shape.isSplit() && D.Shape.WantsPrimal && Boundary.PrimalResult)
    Result = B.CreateInsertValue(Result, Boundary.PrimalResult, Field++);
  for (Argument *Out : D.OutArguments) {
    SmallVector<Value *, 1> Lanes;
    for (unsigned Lane = 0; Lane != P.Width; ++Lane)
      Lanes.push_back(Adjoint.take(B, Out, Lane));
    Result = B.CreateInsertValue(Result, packLanes(B, Lanes), Field++);
  }
  BasicBlock *After = beginRelease(B);
  T.release(B);
  endRelease(B, After);
  B.CreateRet(Result);
}

void ReverseEmitter::invertControlFlow(BasicBlock &BB, IRBuilder<> &B) {
  const ReverseBranch &Branch = P.Branches.find(&BB)->second;
  // All phis take their values at once: read every adjoint before adding one.
  PhiAdjoints Phis;
  for (PHINode &Phi : BB.phis())
    if (containsFloat(Phi.getType()) && Activities.isActive(&Phi))
      for (unsigned Lane = 0; Lane != P.Width; ++Lane)
        Phis.push_back({&Phi, Lane, Adjoint.take(B, &Phi, Lane)});
  Loop *L = LI.getLoopFor(&BB);
  if (L && L->getHeader() == &BB) {
    Value *IsFirst = B.CreateICmpEQ(T.iteration(B, L), B.getInt64(0));
    BasicBlock *Before = edge(BB, Branch.Edges[0], Phis);
    BasicBlock *Again = edge(BB, Branch.Edges[1], Phis);
    B.CreateCondBr(IsFirst, Before, Again);
    return;
  }
  if (Branch.Edges.size() == 1) {
    B.CreateBr(edge(BB, Branch.Edges[0], Phis));
    return;
  }
  Value *Selector = Values.primal(B, Branch.Selector);
  SmallVector<BasicBlock *, 4> Targets;
  for (const ReverseEdge &E : Branch.Edges)
    Targets.push_back(edge(BB, E, Phis));
  if (Selector->getType()->isIntegerTy(1)) {
    B.CreateCondBr(Selector, Targets[0], Targets[1]);
    return;
  }
  auto *Numbers = cast<IntegerType>(Selector->getType());
  SwitchInst *Switch = B.CreateSwitch(Selector, Targets[0], Targets.size() - 1);
  for (unsigned I = 1; I != Targets.size(); ++I)
    Switch->addCase(ConstantInt::get(Numbers, I), Targets[I]);
}

/// The block that leads from the reverse of \p BB along \p E.
BasicBlock *ReverseEmitter::edge(BasicBlock &BB, const ReverseEdge &E,
                                 const PhiAdjoints &Phis) {
  BasicBlock *Edge = BasicBlock::Create(
      D.F->getContext(), "reverse.edge", D.F, Reversed[E.To]);
  IRBuilder<> B(Edge);
  for (auto &[Phi, Lane, Taken] : Phis)
    Adjoint.add(B, Phi->getIncomingValueForBlock(E.From), Lane, Taken);
  Loop *L = LI.getLoopFor(&BB);
  if (L && L->getHeader() == &BB && E.From == L->getLoopLatch()) {
    T.stepBack(B, L);
  } else {
    SmallVector<Loop *, 4> Entered;
    for (Loop *In = LI.getLoopFor(E.To); In && !In->contains(&BB);
         In = In->getParentLoop())
      Entered.push_back(In);
    for (Loop *In : reverse(Entered)) {
      const LoopPlan &LP = P.Loops.find(In)->second;
      T.enter(B, In,
              LP.isCounted() ? Values.primal(B, LP.LastIteration) : nullptr);
    }
  }
  B.CreateBr(Reversed[E.To]);
  return Edge;
}

} // namespace enzyme
