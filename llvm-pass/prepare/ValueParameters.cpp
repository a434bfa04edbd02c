//===- ValueParameters.cpp - Structs by value as their scalars --------------===//

#include "prepare/ValueParameters.h"
#include "support/PassedType.h"
#include "support/Processor.h"
#include "support/ValueLayout.h"
#include "llvm/IR/IRBuilder.h"

using namespace llvm;

namespace enzyme {

static bool hasValues(const Function &F) {
  return returnsThroughMemory(F) || any_of(F.args(), [](const Argument &A) {
           return A.hasByValAttr() || A.getType()->isAggregateType();
         });
}

/// A function that takes scalars and calls \p F.
static Function *scalarFormOf(Function &F) {
  Module &M = *F.getParent();
  std::string Name = (F.getName() + ".by-value").str();
  if (Function *Known = M.getFunction(Name))
    return Known;
  SmallVector<Type *, 8> Scalars;
  for (Type *T : passedTypes(F))
    Scalars.append(scalarsOf(T));
  Function *Form = Function::Create(
      FunctionType::get(resultOf(F), Scalars, /*isVarArg=*/false),
      GlobalValue::InternalLinkage, Name, M);
  compileAs(*Form, F);

  IRBuilder<> B(BasicBlock::Create(F.getContext(), "entry", Form));
  SmallVector<Value *, 8> Given, Arguments;
  for (Argument &A : Form->args())
    Given.push_back(&A);
  ArrayRef<Value *> Rest(Given);
  AllocaInst *Result = nullptr;
  auto Place = [&](Type *T, const Argument &A) {
    AllocaInst *Memory = B.CreateAlloca(T);
    if (MaybeAlign Required = A.getParamAlign())
      Memory->setAlignment(std::max(*Required, Memory->getAlign()));
    return Memory;
  };
  for (Argument &A : F.args()) {
    if (A.hasStructRetAttr()) {
      Result = Place(A.getParamStructRetType(), A);
      Arguments.push_back(Result);
    } else if (A.hasByValAttr()) {
      AllocaInst *Copy = Place(A.getParamByValType(), A);
      B.CreateStore(joinScalars(B, A.getParamByValType(), Rest), Copy);
      Arguments.push_back(Copy);
    } else {
      Arguments.push_back(joinScalars(B, A.getType(), Rest));
    }
  }
  CallInst *Call = B.CreateCall(&F, Arguments);
  Call->setCallingConv(F.getCallingConv());
  Call->setAttributes(F.getAttributes());
  if (Result)
    B.CreateRet(B.CreateLoad(resultOf(F), Result));
  else if (F.getReturnType()->isVoidTy())
    B.CreateRetVoid();
  else
    B.CreateRet(Call);
  return Form;
}

/// The scalars of \p V, by which a parameter of type \p T is passed; null ones
/// where the request only describes it.
static SmallVector<Value *, 8> scalarsPassed(IRBuilder<> &B, Value *V,
                                             Type *T) {
  if (!T->isAggregateType())
    return {V};
  if (!V)
    return SmallVector<Value *, 8>(scalarsOf(T).size(), nullptr);
  return scalarsOf(B, V->getType()->isPointerTy() ? B.CreateLoad(T, V) : V);
}

/// The activity of a scalar of type \p T of a struct.
static Activity activityOf(Activity Struct, Type *T, bool IsBatch) {
  bool Carries = T->isFPOrFPVectorTy() ||
                 (Struct == Activity::Duplicated && T->isPointerTy());
  return IsBatch || Carries ? Struct : Activity::Constant;
}

static void spread(IRBuilder<> &B, const Request &R, const RequestArgument &A,
                   Type *T, SmallVectorImpl<RequestArgument> &Into) {
  if (!T->isAggregateType()) {
    Into.push_back(A);
    return;
  }
  size_t First = Into.size();
  bool IsBatch = R.DerivativeMode == Mode::Batch;
  SmallVector<Type *, 8> Types = scalarsOf(T);
  for (auto [Scalar, V] : zip_equal(Types, scalarsPassed(B, A.Primal, T)))
    Into.push_back({activityOf(A.Kind, Scalar, IsBatch), V, {}, nullptr});
  for (Value *Shadow : A.Shadows)
    for (auto [I, V] : enumerate(scalarsPassed(B, Shadow, T)))
      if (RequestArgument &Of = Into[First + I];
          Of.Kind == Activity::Duplicated)
        Of.Shadows.push_back(V);
}

void spreadValues(Request &R) {
  Function &F = *R.Primal;
  if (F.isVarArg() || !hasValues(F))
    return;
  IRBuilder<> B(R.Call);
  B.SetCurrentDebugLocation(R.Call->getDebugLoc());
  SmallVector<RequestArgument, 4> Scalars;
  for (auto [A, T] : zip_equal(R.Arguments, passedTypes(F)))
    spread(B, R, A, T, Scalars);
  R.Arguments = std::move(Scalars);
  R.Primal = scalarFormOf(F);
}

} // namespace enzyme
