//===- HelperFunction.cpp - Functions that derivatives call ----------------===//

#include "emit/HelperFunction.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace enzyme {

Function *createHelper(Module &M, StringRef Name, Type *Result,
                       ArrayRef<Type *> Parameters) {
  Function *F = Function::Create(FunctionType::get(Result, Parameters, false),
                                 GlobalValue::InternalLinkage, Name, M);
  F->addFnAttr(Attribute::NoUnwind);
  return F;
}

} // namespace enzyme
