//===- SweepValues.cpp - Forward values in the reverse sweep ---------------===//

#include "emit/SweepValues.h"
#include "plan/ReversePlanner.h"
#include "llvm/Support/ErrorHandling.h"

using namespace llvm;

namespace enzyme {

Value *SweepValues::get(IRBuilder<> &B, SweepValue V) {
  if (isa<Constant>(V.value()) && V.isShadow())
    return Shadows.of(V.value(), V.lane());
  if (isa<Constant>(V.value()) || isa<MetadataAsValue>(V.value()))
    return V.value();
  auto Key = std::make_pair(B.GetInsertBlock(), V);
  if (Value *Known = Made.lookup(Key))
    return Known;
  Value *New = make(B, V);
  Made[Key] = New;
  return New;
}

Value *SweepValues::make(IRBuilder<> &B, SweepValue V) {
  switch (P.Sources.find(V)->second) {
  case Source::Always:
    return V.isShadow() ? Shadows.of(V.value(), V.lane()) : V.value();
  case Source::Tape:
    return T.load(B, V);
  case Source::Induction:
    return induction(B, V);
  case Source::Recompute:
  case Source::Reload:
    return repeat(B, V);
  }
  llvm_unreachable("covered switch");
}

Value *SweepValues::induction(IRBuilder<> &B, SweepValue V) {
  auto *Phi = cast<PHINode>(V.value());
  const Induction &Of = P.Inductions.find(Phi)->second;
  Value *Start = get(B, V.of(Of.Start));
  Value *Iteration = T.iteration(B, LI.getLoopFor(Phi->getParent()));
  Type *Steps = Of.Coefficients.front()->getType();
  Value *Offset = nullptr;
  for (Value *Coefficient : Of.Coefficients) {
    Value *Times = Iteration;
    // i(i − 1)/2 without a product that overflows: one factor is even.
    if (Offset)
      Times = B.CreateMul(
          B.CreateLShr(Iteration, 1),
          B.CreateOr(B.CreateSub(Iteration, B.getInt64(1)), B.getInt64(1)));
    Value *Term = B.CreateMul(B.CreateZExtOrTrunc(Times, Steps),
                              get(B, SweepValue::primal(Coefficient)));
    Offset = Offset ? B.CreateAdd(Offset, Term) : Term;
  }
  return Phi->getType()->isPointerTy() ? B.CreatePtrAdd(Start, Offset)
                                       : B.CreateAdd(Start, Offset);
}

Value *SweepValues::repeat(IRBuilder<> &B, SweepValue V) {
  auto *I = cast<Instruction>(V.value());
  SmallVector<Value *, 4> Operands;
  for (Value *Op : I->operands())
    Operands.push_back(isa<BasicBlock>(Op) || isa<Function>(Op)
                           ? Op
                           : get(B, operandOf(V, Op)));
  Instruction *Again = I->clone();
  for (unsigned Op = 0; Op != Operands.size(); ++Op)
    Again->setOperand(Op, Operands[Op]);
  // What the program states about the primal's memory need not hold of its
  // shadow, and scopes of aliasing end with the forward sweep.
  Again->dropUnknownNonDebugMetadata();
  if (isa<LoadInst>(Again) && !V.isShadow())
    Scopes.ofPrimal(*Again);
  B.Insert(Again, I->getName());
  return Again;
}

} // namespace enzyme
