//===- ArgumentConversion.cpp - Undoing C's default promotions -------------===//

#include "request/ArgumentConversion.h"

using namespace llvm;

namespace enzyme {

static constexpr unsigned PromotedWidth = 32;

bool isConvertibleArgument(Type *From, Type *To, const DataLayout &Layout) {
  if (From == To)
    return true;
  if (From->isDoubleTy() && To->isFloatTy())
    return true;
  if (From->isPointerTy() && To->isPointerTy())
    return true;
  if (From->isIntegerTy() && To->isPointerTy())
    return Layout.getTypeSizeInBits(From) == Layout.getTypeSizeInBits(To);
  if (From->isPointerTy() && To->isIntegerTy())
    return Layout.getTypeSizeInBits(From) == Layout.getTypeSizeInBits(To);
  return From->isIntegerTy(PromotedWidth) && To->isIntegerTy() &&
         To->getIntegerBitWidth() < PromotedWidth;
}

Value *convertArgument(IRBuilder<> &B, Value *V, Type *To) {
  Type *From = V->getType();
  if (From == To)
    return V;
  if (From->isFloatingPointTy() && To->isFloatingPointTy())
    return B.CreateFPCast(V, To);
  if (From->isPointerTy() && To->isPointerTy())
    return B.CreateAddrSpaceCast(V, To);
  if (From->isPointerTy())
    return B.CreatePtrToInt(V, To);
  if (To->isPointerTy())
    return B.CreateIntToPtr(V, To);
  return B.CreateTrunc(V, To);
}

} // namespace enzyme
