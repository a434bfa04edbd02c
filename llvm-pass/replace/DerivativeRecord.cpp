//===- DerivativeRecord.cpp - Split derivatives as functions of the program ===//

#include "replace/DerivativeRecord.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace enzyme {

Value *allocateTape(IRBuilder<> &B, uint64_t Bytes) {
  if (Bytes == 0)
    return ConstantPointerNull::get(B.getPtrTy());
  Module &M = *B.GetInsertBlock()->getModule();
  return B.CreateCall(
      M.getOrInsertFunction("malloc", B.getPtrTy(), B.getInt64Ty()),
      {B.getInt64(Bytes)}, "tape");
}

void releaseTape(IRBuilder<> &B, Value *Tape, uint64_t Bytes) {
  if (Bytes == 0)
    return;
  Module &M = *B.GetInsertBlock()->getModule();
  B.CreateCall(M.getOrInsertFunction("free", B.getVoidTy(), B.getPtrTy()),
               {Tape});
}

/// Parameters of the registered form: all but floats twice.
static SmallVector<Type *, 8> registeredParameters(FunctionType *Primal) {
  SmallVector<Type *, 8> Types;
  for (Type *T : Primal->params())
    Types.append(T->isFPOrFPVectorTy() ? 1 : 2, T);
  return Types;
}

static Function *beginFunction(Module &M, FunctionType *T, const Twine &Name,
                               IRBuilder<> &B) {
  Function *F = Function::Create(T, GlobalValue::InternalLinkage, Name, M);
  B.SetInsertPoint(BasicBlock::Create(M.getContext(), "entry", F));
  return F;
}

static Function *augmentedOf(Function &Primal, const MemberDerivative &Made) {
  Module &M = *Primal.getParent();
  IRBuilder<> B(M.getContext());
  FunctionType *T = Primal.getFunctionType();
  Function *F = beginFunction(
      M,
      FunctionType::get(Made.Augmented->getReturnType(),
                        registeredParameters(T), false),
      "enzyme.record.augmented." + Primal.getName(), B);
  SmallVector<Value *, 8> Arguments;
  unsigned At = 0;
  for (unsigned I = 0; I != T->getNumParams(); ++I) {
    Arguments.push_back(F->getArg(At++));
    if (T->getParamType(I)->isFPOrFPVectorTy())
      continue;
    if (Made.Shape.Parameters[I] == Activity::Duplicated)
      Arguments.push_back(F->getArg(At));
    ++At;
  }
  Arguments.push_back(allocateTape(B, Made.TapeSize));
  B.CreateRet(B.CreateCall(Made.Augmented, Arguments));
  return F;
}

static Function *reverseOf(Function &Primal, const MemberDerivative &Made) {
  Module &M = *Primal.getParent();
  IRBuilder<> B(M.getContext());
  SmallVector<Type *, 8> Parameters =
      registeredParameters(Primal.getFunctionType());
  if (Made.Shape.ActiveReturn)
    Parameters.push_back(Primal.getReturnType());
  Parameters.push_back(B.getPtrTy());
  auto *Adjoints = cast<StructType>(Made.Reverse->getReturnType());
  unsigned Count = Adjoints->getNumElements();
  Type *Result = Count == 0   ? B.getVoidTy()
                 : Count == 1 ? Adjoints->getElementType(0)
                              : Adjoints;
  Function *F =
      beginFunction(M, FunctionType::get(Result, Parameters, false),
                    "enzyme.record.reverse." + Primal.getName(), B);
  SmallVector<Value *, 6> Arguments;
  Value *Tape = F->getArg(F->arg_size() - 1);
  if (Made.Shape.ActiveReturn)
    Arguments.push_back(F->getArg(F->arg_size() - 2));
  Arguments.append({Tape, B.getTrue()});
  unsigned At = 0;
  for (auto [I, T] : enumerate(Primal.getFunctionType()->params())) {
    At += T->isFPOrFPVectorTy() ? 1 : 2;
    if (Made.Shape.Parameters[I] == Activity::Duplicated)
      Arguments.push_back(F->getArg(At - 1));
  }
  Value *Returned = B.CreateCall(Made.Reverse, Arguments);
  releaseTape(B, Tape, Made.TapeSize);
  if (Count == 0)
    B.CreateRetVoid();
  else
    B.CreateRet(Count == 1 ? B.CreateExtractValue(Returned, 0) : Returned);
  return F;
}

Constant *derivativeRecord(Function &Primal, const MemberDerivative &Made) {
  Module &M = *Primal.getParent();
  std::string Name = ("enzyme.record." + Primal.getName()).str();
  if (GlobalVariable *Known = M.getNamedGlobal(Name))
    return Known;
  Type *Ptr = PointerType::get(M.getContext(), 0);
  auto *T = StructType::get(M.getContext(), {Ptr, Ptr});
  return new GlobalVariable(
      M, T, /*isConstant=*/true, GlobalValue::InternalLinkage,
      ConstantStruct::get(T, {augmentedOf(Primal, Made),
                              reverseOf(Primal, Made)}),
      Name);
}

} // namespace enzyme
