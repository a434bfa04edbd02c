//===- RegisteredForm.cpp - How registered functions take and return -------===//

#include "emit/RegisteredForm.h"
#include "support/PassedType.h"
#include "llvm/IR/DerivedTypes.h"

using namespace llvm;

namespace enzyme {

SmallVector<Type *, 4> fieldTypes(Type *T) {
  if (T->isVoidTy())
    return {};
  if (auto *S = dyn_cast<StructType>(T))
    return SmallVector<Type *, 4>(S->elements());
  return {T};
}

SmallVector<Type *, 8> ParameterForm::parameters(FunctionType *Primal) const {
  SmallVector<Type *, 8> Types;
  for (Type *T : Primal->params())
    Types.append(hasShadow(T) ? 2 : 1, T);
  return Types;
}

std::optional<ParameterForm> parameterFormOf(const Function &Callee,
                                             FunctionType *Primal,
                                             bool FloatShadows,
                                             ArrayRef<Type *> Rest) {
  ArrayRef<Type *> Taken = Callee.getFunctionType()->params();
  if (returnsThroughMemory(Callee))
    Taken = Taken.drop_front();
  for (bool Integers : {false, true}) {
    ParameterForm Form{FloatShadows, Integers};
    SmallVector<Type *, 8> Expected = Form.parameters(Primal);
    Expected.append(Rest.begin(), Rest.end());
    if (Taken == ArrayRef<Type *>(Expected))
      return Form;
  }
  return std::nullopt;
}

} // namespace enzyme
