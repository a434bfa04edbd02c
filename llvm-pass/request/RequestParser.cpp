//===- RequestParser.cpp - From a call to a Request ------------------------===//

#include "request/RequestParser.h"
#include "request/EntryPoints.h"
#include "request/Origin.h"
#include "support/PassedType.h"
#include "support/RustPath.h"
#include "support/ValueLayout.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/Constants.h"

using namespace llvm;

namespace enzyme {

std::string RequestParser::parameter() const {
  return "argument " + std::to_string(Parsed.Arguments.size() + 1) + " of `" +
         Name + "`";
}

bool RequestParser::parseEntryPoint() {
  Parsed.DerivativeMode = entryPointOf(Call)->Asks;
  return true;
}

void RequestParser::parseStructReturn() {
  if (atEnd() || !Call.paramHasAttr(0, Attribute::StructRet))
    return;
  Parsed.StructReturnType = Call.getParamStructRetType(0);
  Parsed.StructReturn = take();
}

bool RequestParser::parseFunction() {
  if (atEnd())
    return malformed("the call has no arguments, the first one is the function "
                     "to differentiate");
  Parsed.Primal = functionBehind(take());
  if (!Parsed.Primal)
    return malformed("the first argument is not a function that is known when "
                     "the program is compiled");
  Name = readableName(Parsed.Primal->getName());
  Parameters = passedTypes(*Parsed.Primal);
  if (Parsed.DerivativeMode == Mode::InactiveCall) {
    if (Parsed.Primal->isVarArg() && returnsThroughMemory(*Parsed.Primal))
      return unsupported("`" + Name + "` takes a variable number of arguments "
                         "and returns a struct through memory");
    return true;
  }
  if (Parsed.Primal->isVarArg())
    return malformed("`" + Name + "` takes a variable number of arguments");
  return checkValues();
}

static bool hasUnion(Type *Ty) {
  if (auto *S = dyn_cast<StructType>(Ty))
    return (S->hasName() && S->getName().starts_with("union.")) ||
           any_of(S->elements(), hasUnion);
  return Ty->isArrayTy() && hasUnion(Ty->getArrayElementType());
}

/// Whether nothing says where the floats are: rustc declares structs in memory
/// as bytes, clang unions as one of their members.
static bool hidesFloats(Type *Ty) {
  return hasUnion(Ty) ||
         (Ty->isArrayTy() && Ty->getArrayElementType()->isIntegerTy(8));
}

/// Structs by value are taken apart. The functions of a record take what the
/// primal takes, and are not called by us.
bool RequestParser::checkValues() {
  const unsigned MaxScalars = 1024;
  bool IsRecord = Parsed.DerivativeMode == Mode::Record;
  for (auto [I, Ty] : enumerate(Parameters)) {
    if (!Ty->isAggregateType())
      continue;
    std::string What = "argument " + std::to_string(I + 1) + " of `" + Name +
                       "` is a struct or array by value";
    if (IsRecord || hidesFloats(Ty))
      return unsupported(What + ": pass a pointer to it");
    if (size_t Scalars = scalarsOf(Ty).size(); Scalars > MaxScalars)
      return unsupported(What + " of " + Twine(Scalars) +
                         " numbers: pass a pointer to it");
  }
  if (returnsThroughMemory(*Parsed.Primal) &&
      (IsRecord || hidesFloats(resultOf(*Parsed.Primal))))
    return unsupported("`" + Name + "` returns a struct through memory: let it "
                       "write its results through a pointer argument");
  return true;
}

/// The width, which says how many shadows an argument has, may come behind the
/// arguments.
bool RequestParser::parseWidth() {
  bool Found = false;
  for (unsigned I = Next; I != Call.arg_size(); ++I) {
    std::optional<Marker> M = asMarker(Call.getArgOperand(I));
    if (!M || M->Kind != MarkerKind::Width)
      continue;
    if (Found)
      return malformed("enzyme_width is given twice");
    Found = true;
    auto *Width = I + 1 == Call.arg_size()
                      ? nullptr
                      : dyn_cast<ConstantInt>(
                            originOf(Call.getArgOperand(I + 1)));
    if (!Width || Width->isZero() || Width->getValue().ugt(1u << 10))
      return malformed("enzyme_width is followed by a constant from 1 to 1024");
    Parsed.Width = Width->getZExtValue();
  }
  if (!Found && isBatch())
    return malformed("a batch has an enzyme_width");
  return true;
}

bool RequestParser::setReturn(const Marker &M) {
  if (ReturnMarker && ReturnMarker->Kind != M.Kind)
    return malformed(ReturnMarker->Name + " contradicts " + M.Name);
  ReturnMarker = M;
  return true;
}

/// Where arguments are only described, the marker is all there is of one.
bool RequestParser::parseActivity(const Marker &M) {
  Pending = M;
  if (!passesNothing())
    return true;
  if (allParametersRead())
    return malformed(position() + "`" + Name + "` has only " +
                     Twine(Parsed.Arguments.size()) +
                     " arguments, found another " + M.Name);
  std::optional<Activity> Kind = activityOf(parameterType(), nullptr);
  if (!Kind || !checkActivity(*Kind, parameterType()))
    return false;
  Parsed.Arguments.push_back({*Kind, nullptr, {}, nullptr});
  Pending.reset();
  return true;
}

bool RequestParser::parseTapeMarker(const Marker &M) {
  if (!isSplitMode(Parsed.DerivativeMode) &&
      Parsed.DerivativeMode != Mode::ForwardSplit)
    return malformed(M.Name + " is for split mode");
  if (M.Kind == MarkerKind::NoFree) {
    Parsed.Tape.IsKept = true;
    return true;
  }
  if (atEnd())
    return malformed("the call ends after " + M.Name);
  Value *Given = take();
  if (M.Kind == MarkerKind::Tape) {
    if (!Given->getType()->isPointerTy())
      return malformed("enzyme_tape is followed by the address of the tape");
    Parsed.Tape.Address = Given;
    return true;
  }
  auto *Bytes = dyn_cast<ConstantInt>(originOf(Given));
  // The size of another request becomes a constant when that is replaced.
  if (!Bytes)
    return malformed("enzyme_allocated is followed by a constant, for example "
                     "the result of __enzyme_augmentsize");
  Parsed.Tape.Allocated = Bytes->getZExtValue();
  return true;
}

bool RequestParser::parseMarker(const Marker &M) {
  if (Pending)
    return malformed(Pending->Name + " is followed by " + M.Name +
                     ", expected " + parameter());
  switch (M.Kind) {
  case MarkerKind::Const:
  case MarkerKind::Out:
  case MarkerKind::Dup:
  case MarkerKind::DupNoNeed:
  case MarkerKind::DupStrided:
  case MarkerKind::Vector:
  case MarkerKind::Scalar:
    return parseActivity(M);
  case MarkerKind::Width:
    // Its number has been read.
    ++Next;
    return true;
  case MarkerKind::PrimalReturn:
    Parsed.Return.WantsPrimal = true;
    return true;
  case MarkerKind::NoReturn:
    Parsed.Return.RefusesPrimal = true;
    return true;
  case MarkerKind::ConstReturn:
  case MarkerKind::ActiveReturn:
  case MarkerKind::DupReturn:
    return setReturn(M);
  case MarkerKind::Tape:
  case MarkerKind::Allocated:
  case MarkerKind::NoFree:
    return parseTapeMarker(M);
  case MarkerKind::RuntimeActivity:
    Parsed.RuntimeActivity = true;
    return true;
  case MarkerKind::Unknown:
    break;
  }
  return malformed("there is no marker " + M.Name);
}

/// Markers and arguments, and what follows them in split mode.
bool RequestParser::parseItems() {
  bool HasTail = Parsed.DerivativeMode == Mode::ReverseSweep ||
                 Parsed.DerivativeMode == Mode::ForwardSplit;
  while (!atEnd()) {
    if (std::optional<Marker> M = asMarker(Call.getArgOperand(Next))) {
      ++Next;
      if (!parseMarker(*M))
        return false;
    } else if (HasTail && allParametersRead()) {
      Tail.push_back(take());
    } else if (!parseArgument()) {
      return false;
    }
  }
  return true;
}

std::optional<Request> RequestParser::parse() {
  if (!parseEntryPoint())
    return std::nullopt;
  parseStructReturn();
  if (parseFunction() && parseWidth() && parseItems() && completeUnpassed() &&
      checkComplete() && resolveReturn() && resolveTail())
    return std::move(Parsed);
  return std::nullopt;
}

std::optional<Request> parseRequest(CallBase &Call, RefusalLog &Log) {
  return RequestParser(Call, Log).parse();
}

} // namespace enzyme
