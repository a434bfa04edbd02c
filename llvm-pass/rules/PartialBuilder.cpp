//===- PartialBuilder.cpp - What a row of the table sees -------------------===//

#include "rules/PartialBuilder.h"
#include "rules/LibmName.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace enzyme {

Constant *PartialBuilder::number(double Value) const {
  return ConstantFP::get(type(), Value);
}

Value *PartialBuilder::add(Value *L, Value *R) const {
  return B.CreateFAdd(L, R);
}

Value *PartialBuilder::sub(Value *L, Value *R) const {
  return B.CreateFSub(L, R);
}

Value *PartialBuilder::mul(Value *L, Value *R) const {
  return B.CreateFMul(L, R);
}

Value *PartialBuilder::div(Value *L, Value *R) const {
  return B.CreateFDiv(L, R);
}

Value *PartialBuilder::neg(Value *V) const { return B.CreateFNeg(V); }

Value *PartialBuilder::apply(Intrinsic::ID Id, Value *V) const {
  return B.CreateUnaryIntrinsic(Id, V);
}

Value *PartialBuilder::apply(Intrinsic::ID Id, Value *L, Value *R) const {
  return B.CreateBinaryIntrinsic(Id, L, R);
}

Value *PartialBuilder::libm(StringRef Name, Value *V) const {
  Type *Ty = V->getType();
  SmallString<16> Variant(Name);
  if (Ty->isFloatTy())
    Variant = floatVariant(Name);
  Module *M = B.GetInsertBlock()->getModule();
  FunctionCallee Callee =
      M->getOrInsertFunction(Variant, FunctionType::get(Ty, {Ty}, false));
  CallInst *Call = B.CreateCall(Callee, {V});
  Call->setDoesNotThrow();
  Call->addFnAttr(Attribute::WillReturn);
  return Call;
}

Value *PartialBuilder::callAgain(Value *First) const {
  const auto &Call = cast<CallBase>(Op);
  SmallVector<Value *, 2> Arguments(Operands.begin(), Operands.end());
  Arguments[0] = First;
  return B.CreateCall(Call.getFunctionType(), Call.getCalledOperand(),
                      Arguments);
}

Value *PartialBuilder::compare(CmpInst::Predicate P, Value *L, Value *R) const {
  return B.CreateFCmp(P, L, R);
}

Value *PartialBuilder::isZero(Value *V) const {
  return compare(CmpInst::FCMP_OEQ, V, ConstantFP::getZero(V->getType()));
}

Value *PartialBuilder::both(Value *L, Value *R) const {
  return B.CreateAnd(L, R);
}

Value *PartialBuilder::select(Value *Condition, Value *IfTrue,
                              Value *IfFalse) const {
  return B.CreateSelect(Condition, IfTrue, IfFalse);
}

Value *PartialBuilder::zeroWhere(Value *Condition, Value *Otherwise) const {
  return select(Condition, ConstantFP::getZero(Otherwise->getType()),
                Otherwise);
}

Value *PartialBuilder::toFloat(Value *Integer) const {
  auto *Vector = dyn_cast<VectorType>(type());
  if (!Vector || Integer->getType()->isVectorTy())
    return B.CreateSIToFP(Integer, type());
  Value *Scalar = B.CreateSIToFP(Integer, Vector->getElementType());
  return B.CreateVectorSplat(Vector->getElementCount(), Scalar);
}

} // namespace enzyme
