//===- ActivityGuard.cpp - Shadows that are known when the program runs ----===//

#include "emit/ActivityGuard.h"

using namespace llvm;

namespace enzyme {

bool mayBeItsShadow(const MemoryObject *O) {
  if (!O)
    return false;
  const Provenance &P = O->From;
  return P.Duplicated || P.Constant || P.MutableGlobal || P.ConstantGlobal ||
         P.Foreign;
}

bool ActivityGuard::guards(const Value *Pointer) const {
  return D.Shape.RuntimeActivity && mayBeItsShadow(Memory.objectOf(Pointer));
}

/// Zero where the function begins.
AllocaInst *ActivityGuard::slot(Slots &Known, Type *T, const char *Name) {
  AllocaInst *&Slot = Known[T];
  if (Slot)
    return Slot;
  const Align ForAnyAccess(64);
  BasicBlock &Entry = D.F->getEntryBlock();
  IRBuilder<> B(&Entry, Entry.begin());
  Slot = B.CreateAlloca(T, nullptr, Name);
  Slot->setAlignment(ForAnyAccess);
  B.CreateStore(Constant::getNullValue(T), Slot);
  return Slot;
}

Value *ActivityGuard::readFrom(IRBuilder<> &B, const Value *Pointer,
                               Value *Primal, Value *Shadow, Type *T) {
  return guards(Pointer)
             ? B.CreateSelect(B.CreateICmpEQ(Primal, Shadow),
                              slot(Zeros, T, "no.derivative"), Shadow)
             : Shadow;
}

Value *ActivityGuard::writeTo(IRBuilder<> &B, const Value *Pointer,
                              Value *Primal, Value *Shadow, Type *T) {
  return guards(Pointer)
             ? B.CreateSelect(B.CreateICmpEQ(Primal, Shadow),
                              slot(Sinks, T, "unread"), Shadow)
             : Shadow;
}

Value *ActivityGuard::bytes(IRBuilder<> &B, const Value *Pointer, Value *Primal,
                            Value *Shadow, Value *Bytes) {
  return guards(Pointer)
             ? B.CreateSelect(B.CreateICmpEQ(Primal, Shadow),
                              Constant::getNullValue(Bytes->getType()), Bytes)
             : Bytes;
}

} // namespace enzyme
