//===- UnchangedBytes.cpp - Stores that may write what is there -----------===//

#include "emit/UnchangedBytes.h"

using namespace llvm;

namespace enzyme {

Value *unlessUnchanged(IRBuilder<> &B, StoreInst &S, Value *Stored,
                       Value *Place) {
  const unsigned Word = 64;
  Type *T = S.getValueOperand()->getType();
  if (!T->isIntegerTy() || T->getIntegerBitWidth() >= Word || S.isVolatile())
    return Stored;
  IRBuilder<> Before(&S);
  // Of memory that was not written yet nothing is known.
  Value *Old = Before.CreateFreeze(Before.CreateAlignedLoad(
      T, S.getPointerOperand(), S.getAlign(), "old"));
  Value *IsThere = Before.CreateICmpEQ(Old, S.getValueOperand());
  return B.CreateSelect(
      IsThere, B.CreateAlignedLoad(T, Place, S.getAlign()), Stored);
}

} // namespace enzyme
