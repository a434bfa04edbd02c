//===- Adjoints.cpp - The adjoints of the values of a reverse sweep --------===//

#include "emit/Adjoints.h"

using namespace llvm;

namespace enzyme {

Value *emitAdjointSum(IRBuilder<> &B, Value *L, Value *R) {
  Type *T = L->getType();
  if (T->isFPOrFPVectorTy()) {
    IRBuilder<>::FastMathFlagGuard Guard(B);
    FastMathFlags Flags;
    Flags.setAllowReassoc();
    Flags.setNoSignedZeros();
    Flags.setAllowContract(true);
    B.setFastMathFlags(Flags);
    return B.CreateFAdd(L, R);
  }
  unsigned Count = T->isStructTy() ? T->getStructNumElements()
                                   : T->getArrayNumElements();
  Value *Sum = L;
  for (unsigned I = 0; I != Count; ++I) {
    Value *Field = B.CreateExtractValue(L, I);
    if (containsFloat(Field->getType()))
      Sum = B.CreateInsertValue(
          Sum, emitAdjointSum(B, Field, B.CreateExtractValue(R, I)), I);
  }
  return Sum;
}

AllocaInst *Adjoints::slotOf(Value *V, unsigned Lane) {
  AllocaInst *&Slot = Slots[{V, Lane}];
  if (!Slot) {
    BasicBlock &Entry = F.getEntryBlock();
    IRBuilder<> B(&Entry, Entry.begin());
    Slot = B.CreateAlloca(V->getType(), nullptr, V->getName() + ".adjoint");
    B.SetInsertPoint(&Begin, Begin.begin());
    B.CreateStore(Constant::getNullValue(V->getType()), Slot);
  }
  return Slot;
}

void Adjoints::add(IRBuilder<> &B, Value *V, unsigned Lane, Value *Delta) {
  if (!Delta || isa<Constant>(V) || !Activities.isActive(V))
    return;
  AllocaInst *Slot = slotOf(V, Lane);
  Value *Old = B.CreateLoad(V->getType(), Slot);
  B.CreateStore(emitAdjointSum(B, Old, Delta), Slot);
}

Value *Adjoints::take(IRBuilder<> &B, Value *V, unsigned Lane) {
  AllocaInst *Slot = slotOf(V, Lane);
  Value *Adjoint = B.CreateLoad(V->getType(), Slot);
  B.CreateStore(Constant::getNullValue(V->getType()), Slot);
  return Adjoint;
}

} // namespace enzyme
