//===- Nowhere.cpp - Shadows of what a library has made --------------------===//

#include "emit/Nowhere.h"

using namespace llvm;

namespace enzyme {

/// No program is that low in memory, and no text is that long.
static const uint64_t Lowest = 1u << 22;

Value *isNowhere(IRBuilder<> &B, Value *Shadow) {
  if (Shadow->getType()->isPointerTy())
    Shadow = B.CreatePtrToInt(Shadow, B.getInt64Ty());
  Type *T = Shadow->getType();
  return B.CreateICmpULT(B.CreateAdd(Shadow, ConstantInt::get(T, Lowest)),
                         ConstantInt::get(T, 2 * Lowest));
}

Value *isTooLow(IRBuilder<> &B, Value *Word) {
  return B.CreateICmpULT(Word, ConstantInt::get(Word->getType(), Lowest));
}

Value *bytesThere(IRBuilder<> &B, Value *Shadow, Value *Bytes) {
  return B.CreateSelect(isNowhere(B, Shadow),
                        Constant::getNullValue(Bytes->getType()), Bytes);
}

Value *placeFor(IRBuilder<> &B, Value *Shadow, Type *T) {
  Function &F = *B.GetInsertBlock()->getParent();
  IRBuilder<> Entry(&F.getEntryBlock(), F.getEntryBlock().begin());
  Value *Scratch = Entry.CreateAlloca(T);
  B.CreateStore(Constant::getNullValue(T), Scratch);
  return B.CreateSelect(isNowhere(B, Shadow), Scratch, Shadow);
}

void moveShadows(IRBuilder<> &B, Value *To, MaybeAlign ToAlign, Value *From,
                 MaybeAlign FromAlign, Value *Bytes) {
  Bytes = bytesThere(B, To, Bytes);
  Value *Moved = bytesThere(B, From, Bytes);
  B.CreateMemSet(To, B.getInt8(0), B.CreateSub(Bytes, Moved), ToAlign);
  B.CreateMemMove(To, ToAlign, From, FromAlign, Moved);
}

} // namespace enzyme
