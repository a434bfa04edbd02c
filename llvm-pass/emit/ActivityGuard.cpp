//===- ActivityGuard.cpp - Shadows that are known when the program runs ----===//

#include "emit/ActivityGuard.h"
#include "emit/BitsCheck.h"
#include "emit/WordTransfer.h"

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

/// Whether a bit of \p V is set; of aggregates that is not looked at.
static Value *isNotZero(IRBuilder<> &B, Value *V) {
  Type *T = V->getType();
  if (T->isAggregateType())
    return B.getTrue();
  return B.CreateIsNotNull(
      B.CreateBitCast(V, B.getIntNTy(T->getPrimitiveSizeInBits())));
}

/// Whether the words of \p Shadow are the addresses that those of \p V are.
static Value *areSameAddresses(IRBuilder<> &B, Value *V, Value *Shadow) {
  Value *Words = asWords(B, V), *OfShadow = asWords(B, Shadow);
  Value *Same = B.CreateAnd(isAddress(B, Words), B.CreateICmpEQ(Words, OfShadow));
  return Same->getType()->isVectorTy() ? B.CreateAndReduce(Same) : Same;
}

/// Where there is no derivative, \p Carried says whether \p I would lose one.
static void endIfLost(IRBuilder<> &B, Value *Pointer, Value *Shadow,
                      Value *Carried, const Instruction &I) {
  emitConstantCheck(B, B.CreateAnd(B.CreateICmpEQ(Pointer, Shadow), Carried), I);
}

void ActivityGuard::keepTangent(IRBuilder<> &B, StoreInst &S, Value *Shadow,
                                Value *Tangent) {
  Value *Pointer = S.getPointerOperand(), *V = S.getValueOperand();
  if (!keeps(Pointer))
    return;
  Value *Carried = isNotZero(B, Tangent);
  if (Memory.isAmbiguousAt(S))
    Carried = B.CreateAnd(Carried, B.CreateNot(areSameAddresses(B, V, Tangent)));
  endIfLost(B, Pointer, Shadow, Carried, S);
}

void ActivityGuard::keepShadow(IRBuilder<> &B, StoreInst &S, Value *Shadow,
                               Value *OfStored) {
  Value *Pointer = S.getPointerOperand(), *V = S.getValueOperand();
  if (!keeps(Pointer) || V == OfStored)
    return;
  Value *Carried = B.getTrue();
  if (V->getType()->isPointerTy()) {
    Carried = B.CreateICmpNE(V, OfStored);
  } else if (!V->getType()->isAggregateType()) {
    Value *Words = asWords(B, OfStored);
    Carried = B.CreateAnd(isAddress(B, Words), B.CreateICmpNE(Words, asWords(B, V)));
    if (Carried->getType()->isVectorTy())
      Carried = B.CreateOrReduce(Carried);
  }
  endIfLost(B, Pointer, Shadow, Carried, S);
}

void ActivityGuard::keepAdjoint(IRBuilder<> &B, StoreInst &S, Value *Shadow) {
  Value *Pointer = S.getPointerOperand();
  if (!keeps(Pointer))
    return;
  // Of a word, what it is shows.
  Value *Carried = Memory.isAmbiguousAt(S)
                       ? holdsAdjoint(B, S.getValueOperand())
                       : B.getTrue();
  endIfLost(B, Pointer, Shadow, Carried, S);
}

void ActivityGuard::keepCopied(IRBuilder<> &B, MemTransferInst &T, Value *To,
                               Value *From) {
  Value *Dest = T.getRawDest(), *Source = T.getRawSource();
  if (!keeps(Dest) || Source == From)
    return;
  auto *Length = dyn_cast<ConstantInt>(T.getLength());
  Layout Pieces =
      Memory.layoutAt(Source, Length ? Length->getZExtValue() : ~0ull);
  if (!Pieces.has(ByteKind::Float) && !Pieces.has(ByteKind::Double) &&
      !Pieces.has(ByteKind::Pointer) && !Pieces.has(ByteKind::Conflict))
    return;
  Value *Carried = B.CreateAnd(B.CreateICmpNE(Source, From),
                               B.CreateIsNotNull(T.getLength()));
  endIfLost(B, Dest, To, Carried, T);
}

Value *ActivityGuard::bytes(IRBuilder<> &B, const Value *Pointer, Value *Primal,
                            Value *Shadow, Value *Bytes) {
  return guards(Pointer)
             ? B.CreateSelect(B.CreateICmpEQ(Primal, Shadow),
                              Constant::getNullValue(Bytes->getType()), Bytes)
             : Bytes;
}

} // namespace enzyme
