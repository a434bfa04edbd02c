//===- PieceOrigins.cpp - Where the bits of a word come from ---------------===//

#include "prepare/PieceOrigins.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace enzyme {

bool PieceOrigins::isWide(const Value *V) const {
  return V->getType() == Word || V->getType()->isPointerTy();
}

bool PieceOrigins::isInPlace(const Value *V, BitRange R) const {
  if (isWide(V))
    return true;
  unsigned Size = V->getType()->getIntegerBitWidth();
  return Size < Word->getBitWidth() && Size >= R.Begin + R.Width;
}

APInt PieceOrigins::mask(BitRange R, const Value *V) const {
  const Type *T = isWide(V) ? Word : V->getType();
  return APInt::getBitsSet(T->getIntegerBitWidth(), R.Begin, R.Begin + R.Width);
}

/// What does not change the bits that count: the casts between addresses and
/// numbers, \p Mask, and what is zero there. Null if \p V is none of these.
static Value *throughWord(Value *V, const APInt &Mask, const DataLayout &DL) {
  Value *X, *Y;
  const APInt *Kept;
  if (match(V, m_PtrToInt(m_Value(X))) &&
      DL.getTypeSizeInBits(X->getType()) == Mask.getBitWidth())
    return X;
  if (match(V, m_IntToPtr(m_Value(X))) &&
      X->getType()->isIntegerTy(Mask.getBitWidth()))
    return X;
  // Bits that are zero need no mask: those of an aligned address.
  if (match(V, m_And(m_Value(X), m_APInt(Kept))) &&
      MaskedValueIsZero(X, Mask & ~*Kept, SimplifyQuery(DL)))
    return X;
  if (match(V, m_Or(m_Value(X), m_Value(Y)))) {
    if (MaskedValueIsZero(Y, Mask, SimplifyQuery(DL)))
      return X;
    if (MaskedValueIsZero(X, Mask, SimplifyQuery(DL)))
      return Y;
  }
  return nullptr;
}

/// What of \p V, which has the bits of \p R in their place, goes one step back;
/// null if nothing does.
Value *PieceOrigins::inPlaceBefore(Value *V, BitRange R) const {
  Value *X = nullptr;
  if (Value *Next = throughWord(V, mask(R, V), DL))
    return Next;
  // The first bits of an address, as of a static.
  if (match(V, m_PtrToInt(m_Value(X))) && isWide(X))
    return X;
  if (match(V, m_CombineOr(m_ZExt(m_Value(X)), m_Trunc(m_Value(X)))) &&
      isInPlace(X, R))
    return X;
  if (match(V, m_ZExt(m_Value(X))) && R.Begin == 0 &&
      X->getType()->isIntegerTy(R.Width))
    return X;
  if (R.Begin == 0 || !match(V, m_Shl(m_Value(X), m_SpecificInt(R.Begin))))
    return nullptr;
  Value *Y = nullptr;
  if (match(X, m_LShr(m_Value(Y), m_SpecificInt(R.Begin))))
    return Y;
  if (!match(X, m_ZExt(m_Value(Y))) ||
      Y->getType()->getIntegerBitWidth() < R.Width)
    return nullptr;
  return isInPlace(Y, R) ? nullptr : Y;
}

/// The same of \p V, which begins with the bits.
Value *PieceOrigins::beginningBefore(Value *V, BitRange R) const {
  Value *X = nullptr;
  unsigned Size = V->getType()->getIntegerBitWidth();
  if (match(V, m_Trunc(m_LShr(m_Value(X), m_SpecificInt(R.Begin)))) &&
      isInPlace(X, R))
    return X;
  if (match(V, m_CombineOr(m_ZExt(m_Value(X)), m_Trunc(m_Value(X)))) &&
      !isInPlace(X, R) && X->getType()->getIntegerBitWidth() >= R.Width)
    return X;
  return throughWord(V, APInt::getLowBitsSet(Size, R.Width), DL);
}

Value *PieceOrigins::of(Value *V, BitRange R) const {
  const unsigned Bits = Word->getBitWidth();
  while (true) {
    bool InPlace = isInPlace(V, R);
    const APInt *C;
    if (match(V, m_APInt(C)))
      return ConstantInt::get(
          Word, InPlace ? C->zext(Bits)
                        : C->zextOrTrunc(R.Width).zext(Bits).shl(R.Begin));
    Value *Before = InPlace ? inPlaceBefore(V, R) : beginningBefore(V, R);
    if (!Before)
      return V;
    V = Before;
  }
}

} // namespace enzyme
