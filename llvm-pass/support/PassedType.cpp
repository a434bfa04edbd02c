//===- PassedType.cpp - What a function takes and returns, as its source says //

#include "support/PassedType.h"

using namespace llvm;

namespace enzyme {

bool returnsThroughMemory(const Function &F) {
  return F.arg_size() != 0 && F.hasParamAttribute(0, Attribute::StructRet);
}

Type *resultOf(const Function &F) {
  return returnsThroughMemory(F) ? F.getParamStructRetType(0)
                                 : F.getReturnType();
}

SmallVector<Type *, 8> passedTypes(const Function &F) {
  SmallVector<Type *, 8> Types;
  for (const Argument &A : F.args())
    if (!A.hasStructRetAttr())
      Types.push_back(A.hasByValAttr() ? A.getParamByValType() : A.getType());
  return Types;
}

} // namespace enzyme
