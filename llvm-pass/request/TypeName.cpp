//===- TypeName.cpp - Types in the words of a user -------------------------===//

#include "request/TypeName.h"

using namespace llvm;

namespace enzyme {

std::string describe(Type *Ty) {
  if (Ty->isFloatTy())
    return "f32";
  if (Ty->isDoubleTy())
    return "f64";
  if (Ty->isPointerTy())
    return "a pointer";
  if (Ty->isIntegerTy(1))
    return "a bool";
  if (Ty->isIntegerTy())
    return "an integer of " + std::to_string(Ty->getIntegerBitWidth()) +
           " bits";
  if (Ty->isVectorTy())
    return "a vector";
  return "a struct or array by value";
}

} // namespace enzyme
