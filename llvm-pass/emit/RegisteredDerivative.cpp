//===- RegisteredDerivative.cpp - Derivatives that the program brings ------===//

#include "emit/RegisteredDerivative.h"
#include "emit/RegisteredForm.h"
#include "support/PassedType.h"
#include "support/RustPath.h"
#include "support/ValueLayout.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

namespace enzyme {

namespace {

class Adapter {
public:
  Adapter(Function &F, const Signature &Shape, RefusalLog &Log)
      : F(F), Shape(Shape), Log(Log), M(*F.getParent()), C(F.getContext()),
        B(C), Primal(F.getFunctionType()) {}

  Function *forward(Function &Callee);
  Function *forwardInTwo(Function &Augmented, Function &Split);
  bool split(Function &Augmented, Function &Reverse, MemberDerivative &Into);

private:
  bool refuse(const Function &Of, const Twine &Reason);
  std::optional<ParameterForm> formOf(const Function &Callee, bool Floats,
                                      ArrayRef<Type *> Rest) const {
    return parameterFormOf(Callee, Primal, Floats, Rest);
  }
  Function *begin(FunctionType *T, const Twine &Kind);
  SmallVector<Value *, 8> arguments(Function &Of, ParameterForm Form,
                                    unsigned Lane);
  Value *call(Function &Callee, ArrayRef<Value *> Arguments);
  SmallVector<Value *, 4> fields(Value *Returned);
  SmallVector<Type *, 4> tapeTypes(const Function &Augmented) const;
  void finishForward(ArrayRef<Value *> Primals, ArrayRef<Value *> Tangents);
  void buildAugmented(Function &Callee, ParameterForm Form, StructType *Box,
                      Function &Into);
  void buildReverse(Function &Callee, StructType *Box, Function &Into);

  /// The results of an augmented function that follow the tape.
  unsigned resultCount() const {
    return (Primal->getReturnType()->isVoidTy() ? 0 : 1) + Shape.ShadowReturn;
  }

  Function &F;
  Signature Shape;
  RefusalLog &Log;
  Module &M;
  LLVMContext &C;
  IRBuilder<> B;
  FunctionType *Primal;
  /// Where the reverse function takes the adjoint of the result.
  unsigned SeedPosition = 0;
};

} // namespace

bool Adapter::refuse(const Function &Of, const Twine &Reason) {
  Log.refuse(RefusalCode::MalformedRequest, F,
             "`" + readableName(Of.getName()) + "`, registered for `" +
                 readableName(F.getName()) + "`, " + Reason);
  return false;
}

Function *Adapter::begin(FunctionType *T, const Twine &Kind) {
  Function *New = Function::Create(T, GlobalValue::InternalLinkage,
                                   "enzyme.rule." + Kind + "." + F.getName(),
                                   M);
  B.SetInsertPoint(BasicBlock::Create(C, "entry", New));
  return New;
}

/// The parameters of the derivative \p Of as a function of the program takes
/// them.
SmallVector<Value *, 8> Adapter::arguments(Function &Of, ParameterForm Form,
                                           unsigned Lane) {
  SmallVector<Value *, 8> Arguments;
  unsigned At = 0;
  for (unsigned I = 0; I != Primal->getNumParams(); ++I) {
    Type *T = Primal->getParamType(I);
    Arguments.push_back(Of.getArg(At++));
    bool IsDuplicated = Shape.Parameters[I] == Activity::Duplicated;
    if (Form.hasShadow(T))
      Arguments.push_back(IsDuplicated
                              ? static_cast<Value *>(Of.getArg(At + Lane))
                              : Constant::getNullValue(T));
    At += IsDuplicated ? Shape.Width : 0;
  }
  return Arguments;
}

Value *Adapter::call(Function &Callee, ArrayRef<Value *> Arguments) {
  SmallVector<Value *, 8> All;
  Value *Slot = nullptr;
  if (returnsThroughMemory(Callee)) {
    BasicBlock &Entry = B.GetInsertBlock()->getParent()->getEntryBlock();
    Slot = IRBuilder<>(&Entry, Entry.begin())
               .CreateAlloca(Callee.getParamStructRetType(0));
    All.push_back(Slot);
  }
  All.append(Arguments.begin(), Arguments.end());
  CallInst *Call = B.CreateCall(&Callee, All);
  Call->setCallingConv(Callee.getCallingConv());
  if (Slot)
    Call->addParamAttr(0, Callee.getParamAttribute(0, Attribute::StructRet));
  return Slot ? B.CreateLoad(resultOf(Callee), Slot)
              : static_cast<Value *>(Call);
}

SmallVector<Value *, 4> Adapter::fields(Value *Returned) {
  SmallVector<Value *, 4> Fields;
  auto *S = dyn_cast<StructType>(Returned->getType());
  if (Returned->getType()->isVoidTy())
    return Fields;
  if (!S)
    return {Returned};
  for (unsigned I = 0; I != S->getNumElements(); ++I)
    Fields.push_back(B.CreateExtractValue(Returned, I));
  return Fields;
}

/// What an augmented function returns before the primal's result and its
/// shadow: any values, or none.
SmallVector<Type *, 4> Adapter::tapeTypes(const Function &Augmented) const {
  SmallVector<Type *, 4> Types = fieldTypes(resultOf(Augmented));
  Types.resize(Types.size() - std::min<size_t>(Types.size(), resultCount()));
  return Types;
}

void Adapter::finishForward(ArrayRef<Value *> Primals,
                              ArrayRef<Value *> Tangents) {
  Value *Result = PoisonValue::get(forwardType(Primal, Shape)->getReturnType());
  unsigned Field = 0;
  if (!Primals.empty())
    Result = B.CreateInsertValue(Result, Primals.front(), Field++);
  if (!Tangents.empty())
    Result = B.CreateInsertValue(Result, packLanes(B, Tangents), Field++);
  B.CreateRet(Result);
}

Function *Adapter::forward(Function &Callee) {
  std::optional<ParameterForm> Form = formOf(Callee, /*Floats=*/true, {});
  Type *Returned = Primal->getReturnType();
  bool HasTangent = Shape.ActiveReturn || Shape.ShadowReturn;
  SmallVector<Type *, 2> Expected;
  if (!Returned->isVoidTy())
    Expected.append(HasTangent ? 2 : 1, Returned);
  auto *Pair = StructType::get(C, Expected);
  if (!Form || (!Expected.empty() &&
                !haveSameLayout(resultOf(Callee), Pair, M.getDataLayout()))) {
    refuse(Callee, "is no derivative of its form: it takes each argument and "
                   "its tangent, and returns the result and its tangent");
    return nullptr;
  }
  Function *New = begin(forwardType(Primal, Shape), "forward");
  SmallVector<Value *, 4> Primals, Tangents;
  for (unsigned Lane = 0; Lane != Shape.Width; ++Lane) {
    Value *Result = call(Callee, arguments(*New, *Form, Lane));
    if (Expected.empty())
      continue;
    Result = convertLayout(B, Result, Pair);
    Primals.push_back(B.CreateExtractValue(Result, 0));
    if (HasTangent)
      Tangents.push_back(B.CreateExtractValue(Result, 1));
  }
  finishForward(Primals, Tangents);
  return New;
}

/// The augmented function gives the result, the other one its tangent.
Function *Adapter::forwardInTwo(Function &Augmented, Function &Split) {
  SmallVector<Type *, 4> Tape = tapeTypes(Augmented);
  std::optional<ParameterForm> First = formOf(Augmented, false, {});
  std::optional<ParameterForm> Second = formOf(Split, true, Tape);
  bool HasTangent = Shape.ActiveReturn || Shape.ShadowReturn;
  if (!First || !Second ||
      fieldTypes(resultOf(Augmented)).size() < resultCount() ||
      (HasTangent && resultOf(Split) != Primal->getReturnType())) {
    refuse(First ? Split : Augmented,
           "is no part of a split derivative of its form");
    return nullptr;
  }
  Function *New = begin(forwardType(Primal, Shape), "forward");
  SmallVector<Value *, 4> Primals, Tangents;
  for (unsigned Lane = 0; Lane != Shape.Width; ++Lane) {
    SmallVector<Value *, 4> Fields =
        fields(call(Augmented, arguments(*New, *First, Lane)));
    if (!Primal->getReturnType()->isVoidTy())
      Primals.push_back(Fields[Tape.size()]);
    SmallVector<Value *, 8> Arguments = arguments(*New, *Second, Lane);
    Arguments.append(Fields.begin(), Fields.begin() + Tape.size());
    Value *Tangent = call(Split, Arguments);
    if (HasTangent)
      Tangents.push_back(Tangent);
  }
  finishForward(Primals, Tangents);
  return New;
}

/// The tape is what the reverse function takes, once for each lane: arguments
/// and the program's own tape.
void Adapter::buildAugmented(Function &Callee, ParameterForm Form,
                             StructType *Box, Function &Into) {
  B.SetInsertPoint(BasicBlock::Create(C, "entry", &Into));
  uint64_t Size = M.getDataLayout().getTypeAllocSize(Box);
  Value *Tape = ConstantPointerNull::get(B.getPtrTy());
  if (Size != 0)
    Tape = B.CreateCall(
        M.getOrInsertFunction("malloc", B.getPtrTy(), B.getInt64Ty()),
        {B.getInt64(Size * Shape.Width)});
  Value *Result = PoisonValue::get(Into.getReturnType());
  unsigned Field = 0;
  Result = B.CreateInsertValue(Result, Tape, Field++);
  SmallVector<Value *, 4> Primals, Shadows;
  for (unsigned Lane = 0; Lane != Shape.Width; ++Lane) {
    SmallVector<Value *, 8> Kept = arguments(Into, Form, Lane);
    SmallVector<Value *, 4> Fields = fields(call(Callee, Kept));
    unsigned OfTape = Fields.size() - resultCount();
    Kept.append(Fields.begin(), Fields.begin() + OfTape);
    Value *At = B.CreateConstGEP1_64(Box, Tape, Lane);
    for (unsigned I = 0; I != Kept.size(); ++I)
      B.CreateStore(Kept[I], B.CreateStructGEP(Box, At, I));
    if (!Primal->getReturnType()->isVoidTy())
      Primals.push_back(Fields[OfTape]);
    if (Shape.ShadowReturn)
      Shadows.push_back(Fields[OfTape + 1]);
  }
  if (!Primals.empty())
    Result = B.CreateInsertValue(Result, Primals.front(), Field++);
  if (!Shadows.empty())
    Result = B.CreateInsertValue(Result, packLanes(B, Shadows), Field++);
  B.CreateRet(Result);
}

void Adapter::buildReverse(Function &Callee, StructType *Box, Function &Into) {
  B.SetInsertPoint(BasicBlock::Create(C, "entry", &Into));
  auto *ResultType = cast<StructType>(Into.getReturnType());
  unsigned Outs = ResultType->getNumElements();
  Argument *Tape = Into.getArg(Shape.ActiveReturn ? 1 : 0);
  SmallVector<Type *, 4> OneLane;
  for (unsigned I = 0; I != Primal->getNumParams(); ++I)
    if (Shape.Parameters[I] == Activity::Out)
      OneLane.push_back(Primal->getParamType(I));
  SmallVector<SmallVector<Value *, 1>, 4> Adjoints(Outs);
  for (unsigned Lane = 0; Lane != Shape.Width; ++Lane) {
    Value *At = B.CreateConstGEP1_64(Box, Tape, Lane);
    SmallVector<Value *, 8> Arguments;
    for (unsigned I = 0; I != Box->getNumElements(); ++I)
      Arguments.push_back(B.CreateLoad(Box->getElementType(I),
                                       B.CreateStructGEP(Box, At, I)));
    // The adjoint of the result stands between the arguments and the tape.
    if (Shape.ActiveReturn)
      Arguments.insert(Arguments.begin() + SeedPosition,
                       unpackLane(B, Into.getArg(0), Lane, Shape.Width));
    Value *Returned = call(Callee, Arguments);
    if (Outs == 0)
      continue;
    Value *Packed = convertLayout(B, Returned, StructType::get(C, OneLane));
    for (unsigned I = 0; I != Outs; ++I)
      Adjoints[I].push_back(B.CreateExtractValue(Packed, I));
  }
  Value *Result = PoisonValue::get(ResultType);
  for (unsigned I = 0; I != Outs; ++I)
    Result = B.CreateInsertValue(Result, packLanes(B, Adjoints[I]), I);
  ReturnInst *Return = B.CreateRet(Result);
  if (M.getDataLayout().getTypeAllocSize(Box) == 0)
    return;
  Instruction *Before = Return;
  if (Shape.TakesRelease)
    Before = SplitBlockAndInsertIfThen(Into.getArg(Into.arg_size() - 1), Return,
                                       /*Unreachable=*/false);
  IRBuilder<>(Before).CreateCall(
      M.getOrInsertFunction("free", B.getVoidTy(), B.getPtrTy()), {Tape});
}

bool Adapter::split(Function &Augmented, Function &Reverse,
                    MemberDerivative &Into) {
  std::optional<ParameterForm> Form = formOf(Augmented, /*Floats=*/false, {});
  SmallVector<Type *, 4> Results = fieldTypes(resultOf(Augmented));
  if (!Form || Results.size() < resultCount())
    return refuse(Augmented,
                  "is no augmented function of its form: it takes each "
                  "argument, those that are no floats followed by their "
                  "shadows, and returns a tape, the result and its shadow");
  SmallVector<Type *, 4> Tape = tapeTypes(Augmented);
  SmallVector<Type *, 4> Rest(Tape);
  if (Shape.ActiveReturn)
    Rest.insert(Rest.begin(), Primal->getReturnType());
  SmallVector<Type *, 4> Adjoints;
  for (unsigned I = 0; I != Primal->getNumParams(); ++I)
    if (Shape.Parameters[I] == Activity::Out)
      Adjoints.push_back(Primal->getParamType(I));
  std::optional<ParameterForm> OfReverse = formOf(Reverse, false, Rest);
  if (!OfReverse || OfReverse->IntegerShadows != Form->IntegerShadows ||
      (!Adjoints.empty() &&
       !haveSameLayout(resultOf(Reverse), StructType::get(C, Adjoints),
                       M.getDataLayout())))
    return refuse(Reverse,
                  "is no reverse function of its form: it takes what the "
                  "augmented one takes, the adjoint of the result and the "
                  "tape, and returns the adjoints of the floats");
  SmallVector<Type *, 8> Kept = Form->parameters(Primal);
  SeedPosition = Kept.size();
  Kept.append(Tape.begin(), Tape.end());
  StructType *Box = StructType::get(C, Kept);
  auto Declare = [&](FunctionType *T, const Twine &Kind) {
    return Function::Create(T, GlobalValue::InternalLinkage,
                            "enzyme.rule." + Kind + "." + F.getName(), M);
  };
  Into.Augmented = Declare(augmentedType(Primal, Shape), "augmented");
  Into.Reverse = Declare(reverseSweepType(Primal, Shape), "reverse");
  buildAugmented(Augmented, *Form, Box, *Into.Augmented);
  buildReverse(Reverse, Box, *Into.Reverse);
  return true;
}

static Signature shapeFor(Function &F, const Signature &Root) {
  Signature Shape;
  bool Forward = Root.isForward();
  Shape.DerivativeMode = Forward ? Mode::Forward : Mode::Augment;
  Shape.Width = Root.Width;
  Shape.WantsPrimal = true;
  Shape.ActiveReturn = F.getReturnType()->isFPOrFPVectorTy();
  Shape.ShadowReturn = F.getReturnType()->isPointerTy();
  Shape.TakesRelease = Root.TakesRelease;
  for (Argument &A : F.args()) {
    Type *T = A.getType();
    Shape.Parameters.push_back(T->isPointerTy() ? Activity::Duplicated
                               : !T->isFPOrFPVectorTy() ? Activity::Constant
                               : Forward ? Activity::Duplicated
                                         : Activity::Out);
  }
  return Shape;
}

std::optional<MemberDerivative>
registeredDerivative(Function &F, const RegisteredRule &Rule,
                     const Signature &Root, RefusalLog &Log) {
  MemberDerivative Made;
  Made.Shape = shapeFor(F, Root);
  bool TakesMemory =
      any_of(F.args(), [](Argument &A) { return A.getType()->isPointerTy(); });
  if (Root.Width > 1 && TakesMemory && !F.onlyReadsMemory() &&
      !F.hasFnAttribute(RepeatableAttribute)) {
    Log.refuse(RefusalCode::UnsupportedMode, F,
               "the derivative registered for `" + readableName(F.getName()) +
                   "` would be called once for each lane, and may write the "
                   "same memory each time");
    return std::nullopt;
  }
  Adapter Adapts(F, Made.Shape, Log);
  if (!Root.isForward())
    return Adapts.split(*Rule.Augmented, *Rule.Reverse, Made)
               ? std::optional<MemberDerivative>(Made)
               : std::nullopt;
  Made.Whole = Rule.Forward
                   ? Adapts.forward(*Rule.Forward)
                   : Adapts.forwardInTwo(*Rule.SplitAugmented, *Rule.Split);
  return Made.Whole ? std::optional<MemberDerivative>(Made) : std::nullopt;
}

Function *callerOf(Function &F) {
  Module &M = *F.getParent();
  std::string Name = ("enzyme.rule.caller." + F.getName()).str();
  if (Function *Known = M.getFunction(Name))
    return Known;
  Function *Caller = Function::Create(F.getFunctionType(),
                                      GlobalValue::InternalLinkage, Name, M);
  IRBuilder<> B(BasicBlock::Create(F.getContext(), "entry", Caller));
  SmallVector<Value *, 8> Arguments;
  for (Argument &A : Caller->args())
    Arguments.push_back(&A);
  CallInst *Call = B.CreateCall(&F, Arguments);
  Call->setCallingConv(F.getCallingConv());
  if (F.getReturnType()->isVoidTy())
    B.CreateRetVoid();
  else
    B.CreateRet(Call);
  return Caller;
}

} // namespace enzyme
