//===- ArgumentParser.cpp - The arguments of a request ---------------------===//

#include "analysis/MemoryModel.h"
#include "request/ArgumentConversion.h"
#include "request/Origin.h"
#include "request/RequestParser.h"
#include "support/ValueLayout.h"

using namespace llvm;

namespace enzyme {

/// What the protocol says of an argument without marker.
std::optional<Activity> RequestParser::unmarkedActivityOf(Type *Ty,
                                                          Value *Passed) {
  if (isBatch())
    return Activity::Duplicated;
  if (Ty->isPointerTy())
    return Passed && functionBehind(Passed) ? Activity::Constant
                                            : Activity::Duplicated;
  if (containsPointer(Ty))
    return Activity::Duplicated;
  if (!containsFloat(Ty))
    return Activity::Constant;
  return isForward() ? Activity::Duplicated : Activity::Out;
}

/// What the protocol says of an argument that has, or has no, marker.
std::optional<Activity> RequestParser::activityOf(Type *Ty, Value *Passed) {
  if (Parsed.DerivativeMode == Mode::InactiveCall)
    return Activity::Constant;
  if (!Pending)
    return unmarkedActivityOf(Ty, Passed);
  switch (Pending->Kind) {
  case MarkerKind::Const:
    return Activity::Constant;
  case MarkerKind::Out:
    return Activity::Out;
  case MarkerKind::Vector:
  case MarkerKind::Scalar:
    if (!isBatch()) {
      malformed(Pending->Name + " is for __enzyme_batch");
      return std::nullopt;
    }
    return Pending->Kind == MarkerKind::Vector ? Activity::Duplicated
                                               : Activity::Constant;
  default:
    return Activity::Duplicated;
  }
}

bool RequestParser::checkActivity(Activity Kind, Type *Ty) {
  bool HasFloats = containsFloat(Ty), HasPointers = containsPointer(Ty);
  if (Kind == Activity::Out) {
    if (isForward())
      return malformed("enzyme_out is for reverse mode: " + parameter() +
                       " takes enzyme_dup and its tangent");
    if (isBatch())
      return malformed("enzyme_out is for reverse mode: a batch has no "
                       "derivative");
    if (!HasFloats || HasPointers)
      return malformed("enzyme_out is for floats, " + parameter() + " is " +
                       describe(Ty) +
                       (HasPointers ? ": use enzyme_dup and a shadow"
                                    : ": use enzyme_const"));
  }
  if (Kind == Activity::Duplicated && !isBatch()) {
    if (HasFloats && HasPointers && !isForward())
      return unsupported(parameter() + " is a struct of floats and pointers by "
                         "value, and the adjoints of the floats have no place "
                         "in a shadow by value: pass a pointer to it");
    if (HasFloats && !isForward())
      return malformed(parameter() + " is " + describe(Ty) +
                       ", whose gradient is returned in reverse mode: use "
                       "enzyme_out, without a shadow");
    if (!HasFloats && !HasPointers)
      return malformed("enzyme_dup is for pointers and floats, " +
                       parameter() + " is " + describe(Ty));
  }
  return true;
}

/// Whether operand \p Operand of the call can be meant for a parameter of type
/// \p Ty: by itself, or as what a struct in memory holds.
bool RequestParser::isPassed(unsigned Operand, Type *Ty) const {
  const DataLayout &Layout = Call.getModule()->getDataLayout();
  Type *Passed = Call.getArgOperand(Operand)->getType();
  if (!Ty->isAggregateType())
    return !Call.isByValArgument(Operand) &&
           isConvertibleArgument(Passed, Ty, Layout);
  return Passed == Ty ||
         (Call.isByValArgument(Operand) &&
          haveSameLayout(Call.getParamByValType(Operand), Ty, Layout));
}

bool RequestParser::parseShadow(Type *Ty, RequestArgument &Of) {
  std::string Expected =
      "expected the shadow of " + parameter() + " (" + describe(Ty) + ")";
  if (Parsed.Width > 1)
    Expected = "expected " +
               std::string(isBatch() ? "lane " : "the shadow of lane ") +
               std::to_string(Of.Shadows.size() + (isBatch() ? 2 : 1)) +
               " of " + parameter() + " (" + describe(Ty) + ")";
  std::string Remedy = Pending ? "" : ", or enzyme_const before it";
  if (atEnd())
    return malformed(position() + Expected + Remedy + ", the call ends here");
  if (std::optional<Marker> M = asMarker(Call.getArgOperand(Next)))
    return malformed(position() + Expected + Remedy + ", found " + M->Name);
  std::string At = position();
  Value *Shadow = take();
  if (!isPassed(Next - 1, Ty))
    return malformed(At + Expected + Remedy + ", found " +
                     describe(Shadow->getType()));
  Of.Shadows.push_back(Shadow);
  return true;
}

bool RequestParser::parseShadows(Type *Ty, RequestArgument &Of) {
  unsigned Count = isBatch() ? Parsed.Width - 1 : Of.Stride ? 1 : Parsed.Width;
  while (Of.Shadows.size() != Count)
    if (!parseShadow(Ty, Of))
      return false;
  return true;
}

bool RequestParser::parseArgument() {
  bool IsVariable = Parsed.Primal->isVarArg() && allParametersRead();
  bool IsStrided = Pending && Pending->Kind == MarkerKind::DupStrided;
  std::string At = position();
  Value *Passed = take();
  if (allParametersRead() && !IsVariable)
    return malformed(At + "`" + Name + "` has only " +
                     Twine(Parsed.Arguments.size()) +
                     " arguments, found another one (" +
                     describe(Passed->getType()) + ")");
  RequestArgument Argument{Activity::Constant, Passed, {}, nullptr};
  if (IsVariable) {
    if (Call.isByValArgument(Next - 1))
      return unsupported(At + "a struct by value among the variable arguments "
                         "of `" + Name + "`: pass a pointer to it");
    Parsed.Arguments.push_back(std::move(Argument));
    return true;
  }
  if (IsStrided) {
    if (!Passed->getType()->isIntegerTy() || atEnd())
      return malformed(At + "expected the stride of " + parameter() +
                       " in bytes, found " + describe(Passed->getType()));
    Argument.Stride = Passed;
    At = position();
    Argument.Primal = Passed = take();
  }
  Type *Ty = parameterType();
  if (IsStrided && !Ty->isPointerTy())
    return malformed(Pending->Name + " is for pointers, " + parameter() +
                     " is " + describe(Ty));
  if (!isPassed(Next - 1, Ty))
    return malformed(At + "expected " + parameter() + " (" + describe(Ty) +
                     "), found " + describe(Passed->getType()));
  std::optional<Activity> Kind = activityOf(Ty, Passed);
  if (!Kind || !checkActivity(*Kind, Ty))
    return false;
  Argument.Kind = *Kind;
  // Messages speak of the argument after those that are complete: add it last.
  if (*Kind == Activity::Duplicated && !parseShadows(Ty, Argument))
    return false;
  Parsed.Arguments.push_back(std::move(Argument));
  Pending.reset();
  return true;
}

/// Arguments that a request which passes none has not described.
bool RequestParser::completeUnpassed() {
  while (passesNothing() && !allParametersRead()) {
    std::optional<Activity> Kind = unmarkedActivityOf(parameterType(), nullptr);
    if (!Kind)
      return false;
    Parsed.Arguments.push_back({*Kind, nullptr, {}, nullptr});
  }
  return true;
}

bool RequestParser::checkComplete() {
  if (Parsed.Arguments.size() < Parameters.size())
    return malformed("the call ends where " + parameter() + " (" +
                     describe(parameterType()) + ") is expected");
  if (Pending)
    return malformed("the call ends after " + Pending->Name + ", and `" + Name +
                     "` has no further arguments");
  return true;
}

} // namespace enzyme
