//===- SweepValues.cpp - Forward values in the reverse sweep ---------------===//

#include "emit/SweepValues.h"
#include "plan/LoopPlan.h"
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
  Loop *L = LI.getLoopFor(Phi->getParent());
  Induction Of = *inductionOf(*Phi, *L);
  Value *Start = get(B, V.of(Of.Start));
  Value *Iteration = T.iteration(B, L);
  if (Phi->getType()->isPointerTy())
    return B.CreatePtrAdd(
        Start, B.CreateMul(Iteration, B.getInt64(static_cast<uint64_t>(Of.Step))));
  Iteration = B.CreateZExtOrTrunc(Iteration, Phi->getType());
  Value *Step = ConstantInt::getSigned(Phi->getType(), Of.Step);
  return B.CreateAdd(Start, B.CreateMul(Iteration, Step));
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
  B.Insert(Again, I->getName());
  return Again;
}

} // namespace enzyme
