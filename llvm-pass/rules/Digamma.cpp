//===- Digamma.cpp - The derivative of log Γ -------------------------------===//
//
//   x < 1/2:  ψ(x) = ψ(1 - x) - π / tan πx            (reflection)
//   x < 10:   ψ(x) = ψ(x + 1) - 1/x                   (recurrence)
//   else:     ψ(x) ~ ln x - 1/2x - Σ B_2k / 2k x^2k   (k = 1 … 7)
//
// The first term left out of the series is 4e-17 at x = 10.
//
//===----------------------------------------------------------------------===//

#include "rules/Digamma.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace enzyme {

static constexpr const char *DigammaName = "cargo_enzyme.digamma";

/// ln x - 1/2x - Σ B_2k / 2k x^2k by Horner's scheme in 1/x².
static Value *asymptoticSeries(IRBuilder<> &B, Value *X) {
  static const double Coefficients[] = {
      1.0 / 12,  -691.0 / 32760, 1.0 / 132, -1.0 / 240,
      1.0 / 252, -1.0 / 120,     1.0 / 12,
  };
  Type *Double = B.getDoubleTy();
  Value *Inverse = B.CreateFDiv(ConstantFP::get(Double, 1), X);
  Value *Square = B.CreateFMul(Inverse, Inverse);
  Value *Sum = ConstantFP::get(Double, 0);
  for (double Coefficient : Coefficients)
    Sum = B.CreateFMul(
        B.CreateFAdd(Sum, ConstantFP::get(Double, Coefficient)), Square);
  Value *Half = B.CreateFMul(Inverse, ConstantFP::get(Double, 0.5));
  Value *Log = B.CreateUnaryIntrinsic(Intrinsic::log, X);
  return B.CreateFSub(B.CreateFSub(Log, Half), Sum);
}

/// π / tan πx, with the argument reduced to [-1/2, 1/2] before it is rounded.
static Value *reflectionTerm(IRBuilder<> &B, Value *X) {
  Constant *Pi = ConstantFP::get(B.getDoubleTy(), numbers::pi);
  Value *Nearest = B.CreateUnaryIntrinsic(Intrinsic::rint, X);
  Value *Angle = B.CreateFMul(B.CreateFSub(X, Nearest), Pi);
  Value *Sine = B.CreateUnaryIntrinsic(Intrinsic::sin, Angle);
  Value *Cosine = B.CreateUnaryIntrinsic(Intrinsic::cos, Angle);
  return B.CreateFDiv(B.CreateFMul(Pi, Cosine), Sine);
}

static Function *createDigamma(Module &M) {
  LLVMContext &Context = M.getContext();
  Type *Double = Type::getDoubleTy(Context);
  auto *F = Function::Create(FunctionType::get(Double, {Double}, false),
                             GlobalValue::InternalLinkage, DigammaName, M);
  F->setDoesNotThrow();
  F->setDoesNotAccessMemory();
  F->setWillReturn();
  F->setDoesNotRecurse();
  F->addFnAttr(Attribute::NoSync);

  auto *Entry = BasicBlock::Create(Context, "entry", F);
  auto *Header = BasicBlock::Create(Context, "recurrence", F);
  auto *Step = BasicBlock::Create(Context, "step", F);
  auto *Series = BasicBlock::Create(Context, "series", F);
  auto *Reflect = BasicBlock::Create(Context, "reflect", F);
  auto *Exit = BasicBlock::Create(Context, "exit", F);
  Constant *One = ConstantFP::get(Double, 1);

  IRBuilder<> B(Entry);
  Value *X = F->getArg(0);
  Value *Reflected = B.CreateFCmpOLT(X, ConstantFP::get(Double, 0.5));
  Value *Start = B.CreateSelect(Reflected, B.CreateFSub(One, X), X);
  B.CreateBr(Header);

  B.SetInsertPoint(Header);
  PHINode *Shifted = B.CreatePHI(Double, 2, "x");
  PHINode *Sum = B.CreatePHI(Double, 2, "sum");
  Shifted->addIncoming(Start, Entry);
  Sum->addIncoming(ConstantFP::get(Double, 0), Entry);
  Value *TooSmall = B.CreateFCmpOLT(Shifted, ConstantFP::get(Double, 10));
  B.CreateCondBr(TooSmall, Step, Series);

  B.SetInsertPoint(Step);
  Sum->addIncoming(B.CreateFSub(Sum, B.CreateFDiv(One, Shifted)), Step);
  Shifted->addIncoming(B.CreateFAdd(Shifted, One), Step);
  B.CreateBr(Header);

  B.SetInsertPoint(Series);
  Value *Right = B.CreateFAdd(asymptoticSeries(B, Shifted), Sum);
  B.CreateCondBr(Reflected, Reflect, Exit);

  B.SetInsertPoint(Reflect);
  Value *Left = B.CreateFSub(Right, reflectionTerm(B, X));
  B.CreateBr(Exit);

  B.SetInsertPoint(Exit);
  PHINode *Result = B.CreatePHI(Double, 2);
  Result->addIncoming(Right, Series);
  Result->addIncoming(Left, Reflect);
  B.CreateRet(Result);
  return F;
}

Value *emitDigamma(IRBuilder<> &B, Value *X) {
  Module &M = *B.GetInsertBlock()->getModule();
  Function *Digamma = M.getFunction(DigammaName);
  if (!Digamma)
    Digamma = createDigamma(M);
  Type *Ty = X->getType();
  Value *Wide = B.CreateFPCast(X, B.getDoubleTy());
  return B.CreateFPCast(B.CreateCall(Digamma, {Wide}), Ty);
}

} // namespace enzyme
