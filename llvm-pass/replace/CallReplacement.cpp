//===- CallReplacement.cpp - From a request to a call of its derivative ----===//

#include "replace/CallReplacement.h"
#include "replace/DerivativeRecord.h"
#include "replace/RequestCall.h"
#include "replace/ResultLayout.h"
#include "request/ArgumentConversion.h"
#include "rules/CallTraits.h"
#include "support/ValueLayout.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace enzyme {

/// Some of the fields of a struct, by number.
using FieldNumbers = SmallVector<unsigned, 4>;

static StructType *structOf(StructType *All, ArrayRef<unsigned> Numbers) {
  SmallVector<Type *, 4> Types;
  for (unsigned I : Numbers)
    Types.push_back(All->getElementType(I));
  return StructType::get(All->getContext(), Types);
}

static Value *pickFields(IRBuilder<> &B, Value *All,
                         ArrayRef<unsigned> Numbers) {
  Value *Picked = PoisonValue::get(
      structOf(cast<StructType>(All->getType()), Numbers));
  for (unsigned I = 0; I != Numbers.size(); ++I)
    Picked = B.CreateInsertValue(Picked, B.CreateExtractValue(All, Numbers[I]),
                                 I);
  return Picked;
}

/// What a forward sweep may return: the tape comes first unless the program
/// provides it, the primal's result if the program wants it. Where it does not
/// say so, its declaration does.
static SmallVector<FieldNumbers, 4> choicesOf(const Request &R,
                                              StructType *Result) {
  unsigned Count = Result->getNumElements();
  bool HasPrimal = !R.Primal->getReturnType()->isVoidTy();
  SmallVector<FieldNumbers, 4> Choices;
  auto Add = [&](bool WithTape, bool WithPrimal) {
    FieldNumbers Numbers;
    for (unsigned I = 0; I != Count; ++I)
      if ((I != 0 || WithTape) && (I != 1 || !HasPrimal || WithPrimal))
        Numbers.push_back(I);
    Choices.push_back(Numbers);
  };
  if (R.DerivativeMode != Mode::Augment) {
    Choices.push_back(FieldNumbers());
    for (unsigned I = 0; I != Count; ++I)
      Choices.back().push_back(I);
    return Choices;
  }
  for (bool WithTape : {!R.Tape.Address, true}) {
    if (!R.Return.RefusesPrimal)
      Add(WithTape, true);
    if (!R.Return.WantsPrimal)
      Add(WithTape, false);
  }
  return Choices;
}

/// The fields of the result that the call returns; nothing if it was refused.
static std::optional<FieldNumbers> chosenFields(const Request &R,
                                                StructType *Result,
                                                RefusalLog &Log) {
  if (!usesResult(R))
    return FieldNumbers();
  SmallVector<FieldNumbers, 4> Choices = choicesOf(R, Result);
  for (FieldNumbers &Numbers : Choices)
    if (haveSameLayout(structOf(Result, Numbers), declaredType(R),
                       R.Call->getModule()->getDataLayout()))
      return Numbers;
  refuseResult(R, structOf(Result, Choices.front()), Log);
  return std::nullopt;
}

static bool fitsProvided(const Request &R, const MemberDerivative &Made,
                         RefusalLog &Log) {
  if (!R.Tape.Allocated || *R.Tape.Allocated >= Made.TapeSize)
    return true;
  Log.refuse(RefusalCode::MalformedRequest, *R.Call,
             "enzyme_allocated says " + Twine(*R.Tape.Allocated) +
                 " bytes, the tape has " + Twine(Made.TapeSize));
  return false;
}

/// The adjoints of the result in the types of the derivative, packed.
static Value *packedSeeds(IRBuilder<> &B, const Request &R) {
  SmallVector<Value *, 4> Lanes;
  for (Value *Seed : R.Seeds)
    Lanes.push_back(convertArgument(B, Seed, R.Primal->getReturnType()));
  return packLanes(B, Lanes);
}

static Value *emitForwardSweep(IRBuilder<> &B, Request &R,
                               const MemberDerivative &Made) {
  SmallVector<Value *, 8> Arguments = derivativeArguments(B, R);
  Arguments.push_back(R.Tape.Address ? R.Tape.Address
                                     : allocateTape(B, Made.TapeSize));
  return emitRequestCall(B, R, *Made.Augmented, Arguments);
}

static Value *emitReverseSweep(IRBuilder<> &B, Request &R,
                               const MemberDerivative &Made) {
  SmallVector<Value *, 4> Arguments;
  if (!R.Seeds.empty())
    Arguments.push_back(packedSeeds(B, R));
  Arguments.append({R.Tape.Address, B.getInt1(!R.Tape.IsKept)});
  Arguments.append(derivativeShadows(B, R));
  Value *Result = emitRequestCall(B, R, *Made.Reverse, Arguments);
  if (!R.Tape.IsKept && !R.Tape.Allocated)
    releaseTape(B, R.Tape.Address, Made.TapeSize);
  return Result;
}

/// A constant in the place of the call.
static bool replaceByConstant(Request &R, Constant *C, RefusalLog &Log) {
  Type *Declared = R.Call->getType();
  if (R.StructReturn ||
      !isConvertibleArgument(C->getType(), Declared,
                             R.Call->getModule()->getDataLayout())) {
    refuseResult(R,
                 StructType::get(C->getContext(),
                                 ArrayRef<Type *>(C->getType())),
                 Log);
    return false;
  }
  IRBuilder<> B(R.Call);
  R.Call->replaceAllUsesWith(convertArgument(B, C, Declared));
  removeRequest(*R.Call);
  return true;
}

static bool replaceBySize(Request &R, uint64_t Bytes, RefusalLog &Log) {
  Type *Declared = R.Call->getType();
  if (!Declared->isIntegerTy()) {
    refuseResult(R,
                 StructType::get(Declared->getContext(),
                                 ArrayRef<Type *>(Type::getInt64Ty(
                                     Declared->getContext()))),
                 Log);
    return false;
  }
  return replaceByConstant(R, ConstantInt::get(Declared, Bytes), Log);
}

bool replaceRequest(Request &R, const MemberDerivative &Made, RefusalLog &Log) {
  if (R.DerivativeMode == Mode::TapeSize)
    return replaceBySize(R, Made.TapeSize, Log);
  if (R.DerivativeMode == Mode::Record)
    return replaceByConstant(R, derivativeRecord(*R.Primal, Made), Log);
  Function *Callee = Made.Whole;
  if (R.DerivativeMode == Mode::Augment)
    Callee = Made.Augmented;
  else if (R.DerivativeMode == Mode::ReverseSweep)
    Callee = Made.Reverse;
  std::optional<FieldNumbers> Fields = chosenFields(
      R, cast<StructType>(Callee->getReturnType()), Log);
  if (!Fields || !fitsProvided(R, Made, Log))
    return false;
  IRBuilder<> B(R.Call);
  B.SetCurrentDebugLocation(R.Call->getDebugLoc());
  Value *Result;
  if (R.DerivativeMode == Mode::Augment)
    Result = emitForwardSweep(B, R, Made);
  else if (R.DerivativeMode == Mode::ReverseSweep)
    Result = emitReverseSweep(B, R, Made);
  else
    Result = emitRequestCall(B, R, *Callee, derivativeArguments(B, R));
  deliver(B, R, pickFields(B, Result, *Fields));
  removeRequest(*R.Call);
  return true;
}

/// Once for each lane, with the arguments of that lane.
static Value *emitBatch(IRBuilder<> &B, Request &R) {
  SmallVector<Value *, 4> Lanes;
  for (unsigned Lane = 0; Lane != R.Width; ++Lane) {
    SmallVector<Value *, 8> Arguments;
    for (RequestArgument &A : R.Arguments) {
      Type *T = R.Primal->getFunctionType()->getParamType(Arguments.size());
      bool Shared = Lane == 0 || A.Kind == Activity::Constant;
      Arguments.push_back(
          convertArgument(B, Shared ? A.Primal : A.Shadows[Lane - 1], T));
    }
    Lanes.push_back(emitRequestCall(B, R, *R.Primal, Arguments));
  }
  if (R.Primal->getReturnType()->isVoidTy())
    return PoisonValue::get(StructType::get(B.getContext()));
  return packLanes(B, Lanes);
}

static Value *emitInactiveCall(IRBuilder<> &B, Request &R) {
  FunctionType *T = R.Primal->getFunctionType();
  SmallVector<Value *, 8> Arguments;
  for (RequestArgument &A : R.Arguments)
    Arguments.push_back(
        Arguments.size() < T->getNumParams()
            ? convertArgument(B, A.Primal, T->getParamType(Arguments.size()))
            : A.Primal);
  CallBase *Call = emitRequestCall(B, R, *R.Primal, Arguments);
  markInactive(*Call);
  return Call;
}

bool replacePrimalRequest(Request &R, RefusalLog &Log) {
  Type *Returned = R.Primal->getReturnType();
  LLVMContext &C = Returned->getContext();
  bool IsBatch = R.DerivativeMode == Mode::Batch;
  StructType *Result =
      Returned->isVoidTy()
          ? StructType::get(C)
          : StructType::get(C, ArrayRef<Type *>(
                                   IsBatch ? laneType(Returned, R.Width)
                                           : Returned));
  if (usesResult(R) && !haveSameLayout(Result, declaredType(R),
                                     R.Call->getModule()->getDataLayout())) {
    refuseResult(R, Result, Log);
    return false;
  }
  IRBuilder<> B(R.Call);
  B.SetCurrentDebugLocation(R.Call->getDebugLoc());
  deliver(B, R, IsBatch ? emitBatch(B, R) : emitInactiveCall(B, R));
  removeRequest(*R.Call);
  return true;
}

void removeRequest(CallBase &Call) {
  if (!Call.use_empty())
    Call.replaceAllUsesWith(PoisonValue::get(Call.getType()));
  if (auto *Invoke = dyn_cast<InvokeInst>(&Call))
    changeToCall(Invoke)->eraseFromParent();
  else
    Call.eraseFromParent();
}

} // namespace enzyme
