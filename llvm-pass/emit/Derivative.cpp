//===- Derivative.cpp - The function that a request is replaced by ---------===//

#include "emit/Derivative.h"
#include "support/Compat.h"
#include "llvm/IR/Attributes.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace enzyme {

Signature Signature::of(const Request &R) {
  Signature S;
  S.DerivativeMode = isSplitMode(R.DerivativeMode) ? Mode::Augment
                     : R.DerivativeMode == Mode::ForwardSplit
                         ? Mode::Forward
                         : R.DerivativeMode;
  S.Width = R.Width;
  for (const RequestArgument &A : R.Arguments)
    S.Parameters.push_back(A.Kind);
  S.ActiveReturn = R.Return.Active;
  S.ShadowReturn = R.Return.Shadow;
  // Both sweeps have the same signature, whatever the program wants of each.
  S.TakesFrame = S.TakesRelease = S.isSplit();
  S.WantsPrimal = S.isSplit() || R.Return.WantsPrimal;
  S.RuntimeActivity = R.RuntimeActivity;
  return S;
}

bool Signature::operator==(const Signature &Other) const {
  return DerivativeMode == Other.DerivativeMode && Width == Other.Width &&
         Parameters == Other.Parameters && ActiveReturn == Other.ActiveReturn &&
         ShadowReturn == Other.ShadowReturn &&
         WantsPrimal == Other.WantsPrimal && TakesFrame == Other.TakesFrame &&
         TakesRelease == Other.TakesRelease &&
         SharesArena == Other.SharesArena &&
         RuntimeActivity == Other.RuntimeActivity;
}

Type *laneType(Type *T, unsigned Width) {
  return Width == 1 ? T : ArrayType::get(T, Width);
}

Value *packLanes(IRBuilder<> &B, ArrayRef<Value *> Lanes) {
  if (Lanes.size() == 1)
    return Lanes.front();
  Value *Packed =
      PoisonValue::get(ArrayType::get(Lanes.front()->getType(), Lanes.size()));
  for (unsigned I = 0; I != Lanes.size(); ++I)
    Packed = B.CreateInsertValue(Packed, Lanes[I], I);
  return Packed;
}

Value *unpackLane(IRBuilder<> &B, Value *Packed, unsigned Lane,
                  unsigned Width) {
  return Width == 1 ? Packed : B.CreateExtractValue(Packed, Lane);
}

static SmallVector<Type *, 8> parameterTypes(FunctionType *Primal,
                                             const Signature &S) {
  SmallVector<Type *, 8> Types;
  for (unsigned I = 0; I != Primal->getNumParams(); ++I) {
    unsigned Count = S.Parameters[I] == Activity::Duplicated ? 1 + S.Width : 1;
    Types.append(Count, Primal->getParamType(I));
  }
  return Types;
}

static void appendAdjoints(SmallVectorImpl<Type *> &Results,
                           FunctionType *Primal, const Signature &S) {
  for (unsigned I = 0; I != Primal->getNumParams(); ++I)
    if (S.Parameters[I] == Activity::Out)
      Results.push_back(laneType(Primal->getParamType(I), S.Width));
}

static FunctionType *functionType(FunctionType *Primal,
                                  ArrayRef<Type *> Results,
                                  ArrayRef<Type *> Parameters) {
  return FunctionType::get(StructType::get(Primal->getContext(), Results),
                           Parameters, false);
}

FunctionType *forwardType(FunctionType *Primal, const Signature &S) {
  SmallVector<Type *, 2> Results;
  Type *Returned = Primal->getReturnType();
  if (S.WantsPrimal && !Returned->isVoidTy())
    Results.push_back(Returned);
  if (S.ActiveReturn || S.ShadowReturn)
    Results.push_back(laneType(Returned, S.Width));
  return functionType(Primal, Results, parameterTypes(Primal, S));
}

FunctionType *reverseType(FunctionType *Primal, const Signature &S) {
  SmallVector<Type *, 4> Results;
  if (S.WantsPrimal && !Primal->getReturnType()->isVoidTy())
    Results.push_back(Primal->getReturnType());
  appendAdjoints(Results, Primal, S);
  return functionType(Primal, Results, parameterTypes(Primal, S));
}

FunctionType *augmentedType(FunctionType *Primal, const Signature &S) {
  SmallVector<Type *, 4> Results{PointerType::get(Primal->getContext(), 0)};
  Type *Returned = Primal->getReturnType();
  if (!Returned->isVoidTy())
    Results.push_back(Returned);
  if (S.ShadowReturn)
    Results.push_back(laneType(Returned, S.Width));
  SmallVector<Type *, 8> Parameters = parameterTypes(Primal, S);
  if (S.TakesFrame || S.SharesArena)
    Parameters.push_back(PointerType::get(Primal->getContext(), 0));
  return functionType(Primal, Results, Parameters);
}

FunctionType *reverseSweepType(FunctionType *Primal, const Signature &S) {
  SmallVector<Type *, 4> Results;
  appendAdjoints(Results, Primal, S);
  SmallVector<Type *, 2> Parameters;
  if (S.ActiveReturn)
    Parameters.push_back(laneType(Primal->getReturnType(), S.Width));
  Parameters.push_back(PointerType::get(Primal->getContext(), 0));
  if (S.TakesRelease)
    Parameters.push_back(Type::getInt1Ty(Primal->getContext()));
  for (unsigned I = 0; S.TakesFrame && I != Primal->getNumParams(); ++I)
    if (S.Parameters[I] == Activity::Duplicated)
      Parameters.append(S.Width, Primal->getParamType(I));
  return functionType(Primal, Results, Parameters);
}

FunctionType *constructionType(FunctionType *Primal, const Signature &S) {
  if (S.isForward())
    return forwardType(Primal, S);
  if (!S.isSplit())
    return reverseType(Primal, S);
  SmallVector<Type *, 4> Results;
  appendAdjoints(Results, Primal, S);
  SmallVector<Type *, 8> Parameters = parameterTypes(Primal, S);
  if (S.ActiveReturn)
    Parameters.push_back(laneType(Primal->getReturnType(), S.Width));
  if (S.TakesRelease)
    Parameters.push_back(Type::getInt1Ty(Primal->getContext()));
  if (S.SharesArena)
    Parameters.push_back(PointerType::get(Primal->getContext(), 0));
  return functionType(Primal, Results, Parameters);
}

/// What the primal promises of itself and of its parameters, as far as its
/// derivative, which also writes to shadows, keeps the promise.
static void copyAttributes(const Function &From, Function &To, unsigned From1,
                           unsigned To1) {
  AttrBuilder Kept(To.getContext(), From.getAttributes().getParamAttrs(From1));
  for (Attribute::AttrKind K :
       {Attribute::StructRet, Attribute::ByVal, Attribute::Returned,
        Attribute::ReadOnly, Attribute::ReadNone, Attribute::WriteOnly,
        Attribute::Initializes, NoCaptureAttribute})
    Kept.removeAttribute(K);
  To.addParamAttrs(To1, Kept);
}

Derivative beginDerivative(Function &Body, Function &Into,
                           const Signature &Shape, MemoryModel &Memory,
                           ActivityAnalysis &Activities) {
  Derivative D;
  D.F = &Into;
  D.Shape = Shape;
  D.ResultType = cast<StructType>(Into.getReturnType());
  AttrBuilder OfFunction(Body.getContext(), Body.getAttributes().getFnAttrs());
  D.F->addFnAttrs(OfFunction);
  if (Body.hasPersonalityFn())
    D.F->setPersonalityFn(Body.getPersonalityFn());
  D.F->setSubprogram(Body.getSubprogram());
  Body.setSubprogram(nullptr);
  D.F->splice(D.F->end(), &Body);
  auto *To = D.F->arg_begin();
  for (Argument &A : Body.args()) {
    Argument *Primal = &*To++;
    Primal->setName(A.getName());
    copyAttributes(Body, *D.F, A.getArgNo(), Primal->getArgNo());
    Memory.rename(&A, Primal);
    Activities.rename(&A, Primal);
    A.replaceAllUsesWith(Primal);
    Activity Kind = Shape.Parameters[A.getArgNo()];
    if (Kind == Activity::Duplicated) {
      for (unsigned Lane = 0; Lane != Shape.Width; ++Lane) {
        Argument *Shadow = &*To++;
        Shadow->setName(A.getName() + ".shadow");
        copyAttributes(Body, *D.F, A.getArgNo(), Shadow->getArgNo());
        D.ArgumentShadows[Primal].push_back(Shadow);
      }
    } else if (Kind == Activity::Out) {
      D.OutArguments.push_back(Primal);
    }
  }
  if (Shape.isSplit() && Shape.ActiveReturn)
    D.Seed = &*To++;
  if (Shape.TakesRelease)
    D.Release = &*To++;
  if (Shape.SharesArena)
    D.Arena = &*To++;
  return D;
}

} // namespace enzyme
