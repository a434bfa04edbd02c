//===- ResultLayout.cpp - Results as the program declares them -------------===//

#include "replace/ResultLayout.h"
#include "request/TypeName.h"
#include "support/ValueLayout.h"

using namespace llvm;

namespace enzyme {

bool usesResult(const Request &R) {
  return R.StructReturn ||
         !(R.Call->getType()->isVoidTy() || R.Call->use_empty());
}

Type *declaredType(const Request &R) {
  return R.StructReturn ? R.StructReturnType : R.Call->getType();
}

/// What \p T holds, in the words of a user.
static std::string describeResult(Type *T) {
  SmallVector<Type *, 8> Scalars = scalarsOf(T);
  if (Scalars.empty())
    return "nothing";
  if (Scalars.size() == 1)
    return describe(Scalars.front());
  std::string Text;
  for (Type *Scalar : Scalars)
    Text += (Text.empty() ? "(" : ", ") + describe(Scalar);
  return Text + ")";
}

void refuseResult(const Request &R, StructType *Result, RefusalLog &Log) {
  Log.refuse(RefusalCode::MalformedRequest, *R.Call,
             "the derivative returns " + describeResult(Result) +
                 ", and the call is declared to return " +
                 describeResult(declaredType(R)));
}

void deliver(IRBuilder<> &B, const Request &R, Value *Result) {
  if (!usesResult(R))
    return;
  Value *Declared = convertLayout(B, Result, declaredType(R));
  if (R.StructReturn)
    B.CreateStore(Declared, R.StructReturn);
  else
    R.Call->replaceAllUsesWith(Declared);
}

} // namespace enzyme
