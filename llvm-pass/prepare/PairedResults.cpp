//===- PairedResults.cpp - Operations with two results ---------------------===//

#include "prepare/PairedResults.h"
#include "rules/CallTraits.h"
#include "rules/DerivativeTable.h"
#include "rules/Registrations.h"
#include "support/Compat.h"
#include "support/RustPath.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

namespace {
enum class Pair {
  None,
  SineCosine,
  FractionWhole,
  MantissaExponent,
  LogGammaSign
};
} // namespace

static Pair pairOfLibm(const Function &F) {
  if (F.isDeclaration() || !isRustMangled(F.getName()) || F.arg_size() != 1)
    return Pair::None;
  auto *Both = dyn_cast<StructType>(F.getReturnType());
  Type *X = F.getArg(0)->getType();
  if (!Both || Both->getNumElements() != 2 || Both->getElementType(0) != X ||
      !(X->isDoubleTy() || X->isFloatTy()))
    return Pair::None;
  Pair Named = StringSwitch<Pair>(libmName(F))
                   .Case("sincos", Pair::SineCosine)
                   .Case("sincosf", Pair::SineCosine)
                   .Case("modf", Pair::FractionWhole)
                   .Case("modff", Pair::FractionWhole)
                   .Case("frexp", Pair::MantissaExponent)
                   .Case("frexpf", Pair::MantissaExponent)
                   .Case("lgamma_r", Pair::LogGammaSign)
                   .Case("lgammaf_r", Pair::LogGammaSign)
                   .Default(Pair::None);
  bool IsCounted =
      Named == Pair::MantissaExponent || Named == Pair::LogGammaSign;
  Type *Second = Both->getElementType(1);
  bool IsAsNamed = IsCounted ? Second->isIntegerTy(32) : Second == X;
  return IsAsNamed ? Named : Pair::None;
}

static Pair pairOf(const CallInst &I) {
  const Function *Callee = I.getCalledFunction();
  if (!Callee || isInactiveCall(I))
    return Pair::None;
  Intrinsic::ID Id = Callee->getIntrinsicID();
  if (Id == Intrinsic::not_intrinsic)
    return pairOfLibm(*Callee);
  if (Id == SincosIntrinsic)
    return Pair::SineCosine;
  return Id == ModfIntrinsic ? Pair::FractionWhole : Pair::None;
}

static std::pair<Value *, Value *> fractionAndWhole(IRBuilder<> &B, Value *X) {
  Value *Whole = B.CreateUnaryIntrinsic(Intrinsic::trunc, X);
  Value *IsInfinite =
      B.CreateFCmpOEQ(B.CreateUnaryIntrinsic(Intrinsic::fabs, X),
                      ConstantFP::getInfinity(X->getType()));
  Value *Rest = B.CreateSelect(IsInfinite, ConstantFP::getZero(X->getType()),
                               B.CreateFSub(X, Whole));
  return {B.CreateCopySign(Rest, X), Whole};
}

/// The first result of \p Pairing as a function of its own, with the derivative
/// of \p Like: its body has none at the zeros, which it returns as constants.
static Function *firstResult(Function &Pairing, StringRef Like) {
  Module &M = *Pairing.getParent();
  std::string Name = ("enzyme.first." + Pairing.getName()).str();
  if (Function *Known = M.getFunction(Name))
    return Known;
  Type *X = Pairing.getArg(0)->getType();
  auto *First = Function::Create(FunctionType::get(X, {X}, false),
                                 GlobalValue::InternalLinkage, Name, M);
  First->addFnAttr(FunctionLikeAttribute, Like);
  First->addFnAttr(Attribute::NoInline);
  IRBuilder<> B(BasicBlock::Create(M.getContext(), "", First));
  CallInst *Both = B.CreateCall(&Pairing, {First->getArg(0)});
  Both->setCallingConv(Pairing.getCallingConv());
  B.CreateRet(B.CreateExtractValue(Both, 0));
  return First;
}

static std::pair<Value *, Value *> resultsOf(IRBuilder<> &B, CallInst &I,
                                             Pair Kind) {
  Value *X = I.getArgOperand(0);
  switch (Kind) {
  case Pair::SineCosine:
    return {B.CreateUnaryIntrinsic(Intrinsic::sin, X),
            B.CreateUnaryIntrinsic(Intrinsic::cos, X)};
  case Pair::FractionWhole:
    return fractionAndWhole(B, X);
  case Pair::MantissaExponent:
  case Pair::LogGammaSign:
    break;
  case Pair::None:
    llvm_unreachable("no pair");
  }
  // The integer has no derivative, and is taken from the function itself.
  auto *Itself = cast<CallInst>(I.clone());
  B.Insert(Itself);
  markInactive(*Itself);
  Itself->setDoesNotAccessMemory();
  Value *Count = B.CreateExtractValue(Itself, 1);
  if (Kind == Pair::LogGammaSign) {
    bool IsFloat = X->getType()->isFloatTy();
    Function *First =
        firstResult(*I.getCalledFunction(), IsFloat ? "lgammaf" : "lgamma");
    return {B.CreateCall(First, {X}), Count};
  }
  Value *Scaled =
      B.CreateIntrinsic(Intrinsic::ldexp, {X->getType(), Count->getType()},
                        {X, B.CreateNeg(Count)});
  return {Scaled, Count};
}

void separateResults(Function &F) {
  SmallVector<std::pair<CallInst *, Pair>, 4> Pairs;
  for (Instruction &I : instructions(F))
    if (auto *Call = dyn_cast<CallInst>(&I))
      if (Pair Kind = pairOf(*Call); Kind != Pair::None)
        Pairs.push_back({Call, Kind});
  for (auto [Call, Kind] : Pairs) {
    IRBuilder<> B(Call);
    auto [First, Second] = resultsOf(B, *Call, Kind);
    Value *Both = PoisonValue::get(Call->getType());
    Both = B.CreateInsertValue(Both, First, 0);
    Call->replaceAllUsesWith(B.CreateInsertValue(Both, Second, 1));
    Call->eraseFromParent();
  }
}

} // namespace enzyme
