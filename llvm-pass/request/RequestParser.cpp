//===- RequestParser.cpp - From a call to a Request ------------------------===//

#include "analysis/MemoryModel.h"
#include "request/ArgumentConversion.h"
#include "request/EntryPoints.h"
#include "request/Markers.h"
#include "request/Origin.h"
#include "request/TypeName.h"
#include "support/RustPath.h"
#include "llvm/IR/Constants.h"

using namespace llvm;

namespace enzyme {

namespace {

/// Reads the arguments of one call from left to right.
class RequestParser {
public:
  RequestParser(CallBase &Call, RefusalLog &Log) : Call(Call), Log(Log) {
    Parsed.Call = &Call;
  }

  std::optional<Request> parse();

private:
  bool malformed(const Twine &Reason) {
    Log.refuse(RefusalCode::MalformedRequest, Call, Reason);
    return false;
  }
  bool unsupported(const Twine &Reason) {
    Log.refuse(RefusalCode::UnsupportedMode, Call, Reason);
    return false;
  }

  bool atEnd() const { return Next == Call.arg_size(); }
  Value *take() { return Call.getArgOperand(Next++); }

  bool parseEntryPoint();
  bool checkRegistrations();
  void parseStructReturn();
  bool parseFunction();
  bool parseMarker(const Marker &M);
  bool parseWidth();
  bool setReturn(const Marker &M);
  bool parseArgument();
  bool parseShadow(Type *Ty, RequestArgument &Of);
  std::optional<Activity> activityOf(Type *Ty, Value *Passed);
  bool checkActivity(Activity Kind, Type *Ty);
  bool resolveReturn();

  Type *parameterType() const {
    return Parsed.Primal->getFunctionType()->getParamType(
        Parsed.Arguments.size());
  }
  /// The parameter that comes next, for messages: "argument 2 of `model`".
  std::string parameter() const {
    return "argument " + std::to_string(Parsed.Arguments.size() + 1) +
           " of `" + Name + "`";
  }

  CallBase &Call;
  RefusalLog &Log;
  Request Parsed;
  std::string Name;
  unsigned Next = 0;
  /// The marker read for the argument that follows.
  std::optional<Marker> Pending;
  std::optional<Marker> ReturnMarker;
  bool SuppressesPrimal = false;
};

} // namespace

bool RequestParser::parseEntryPoint() {
  const EntryPoint *Entry = entryPointOf(Call);
  if (!Entry->Taken)
    return unsupported("`" + Entry->Name + "` is not taken yet");
  Parsed.DerivativeMode = *Entry->Taken;
  return true;
}

/// A derivative that the program registers, and that is not used, would be
/// an answer to another question.
bool RequestParser::checkRegistrations() {
  for (const GlobalVariable &G : Call.getModule()->globals())
    for (StringRef Registration :
         {"__enzyme_register_", "__enzyme_inactivefn", "__enzyme_nofree",
          "__enzyme_inactive_global", "__enzyme_function_like",
          "__enzyme_allocation_like"})
      if (G.getName().contains(Registration))
        return unsupported("the program registers a rule by the global `" +
                           G.getName() + "`, which is not taken yet");
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
  if (Parsed.Primal->isVarArg())
    return malformed("`" + Name + "` takes a variable number of arguments");
  for (const Argument &A : Parsed.Primal->args()) {
    if (A.hasStructRetAttr())
      return unsupported("`" + Name + "` returns a struct through memory: let "
                         "it write its results through a pointer argument");
    if (A.hasByValAttr())
      return unsupported("argument " + Twine(A.getArgNo() + 1) + " of `" +
                         Name + "` is a struct passed by value: pass a pointer "
                         "to it");
  }
  return true;
}

bool RequestParser::parseWidth() {
  auto *Width = atEnd() ? nullptr : dyn_cast<ConstantInt>(originOf(take()));
  if (!Width || Width->isZero() || Width->getValue().ugt(1u << 16))
    return malformed("enzyme_width is followed by a positive constant");
  Parsed.Width = Width->getZExtValue();
  if (Parsed.Width != 1)
    return unsupported("enzyme_width " + Twine(Parsed.Width) +
                       " is not taken yet");
  return true;
}

bool RequestParser::setReturn(const Marker &M) {
  if (ReturnMarker && ReturnMarker->Kind != M.Kind)
    return malformed(ReturnMarker->Name + " contradicts " + M.Name);
  ReturnMarker = M;
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
    Pending = M;
    return true;
  case MarkerKind::Width:
    return parseWidth();
  case MarkerKind::PrimalReturn:
    Parsed.Return.WantsPrimal = true;
    return true;
  case MarkerKind::NoReturn:
    SuppressesPrimal = true;
    return true;
  case MarkerKind::ConstReturn:
  case MarkerKind::ActiveReturn:
  case MarkerKind::DupReturn:
    return setReturn(M);
  case MarkerKind::Unsupported:
    return unsupported(M.Name + " is not taken yet");
  case MarkerKind::Unknown:
    break;
  }
  return malformed("there is no marker " + M.Name);
}

/// What the protocol says of an argument that has, or has no, marker.
std::optional<Activity> RequestParser::activityOf(Type *Ty, Value *Passed) {
  if (Pending) {
    switch (Pending->Kind) {
    case MarkerKind::Const:
      return Activity::Constant;
    case MarkerKind::Out:
      return Activity::Out;
    default:
      return Activity::Duplicated;
    }
  }
  if (Ty->isPointerTy())
    return functionBehind(Passed) ? Activity::Constant : Activity::Duplicated;
  if (Ty->isFPOrFPVectorTy())
    return Parsed.DerivativeMode == Mode::Forward ? Activity::Duplicated
                                                  : Activity::Out;
  if (!containsFloat(Ty))
    return Activity::Constant;
  unsupported(parameter() + " is a struct or array by value: pass a pointer "
                            "to it");
  return std::nullopt;
}

bool RequestParser::checkActivity(Activity Kind, Type *Ty) {
  bool IsFloat = Ty->isFPOrFPVectorTy();
  bool IsForward = Parsed.DerivativeMode == Mode::Forward;
  if (Kind == Activity::Out) {
    if (IsForward)
      return malformed("enzyme_out is for reverse mode: " + parameter() +
                       " takes enzyme_dup and its tangent");
    if (!IsFloat)
      return malformed("enzyme_out is for floats, " + parameter() + " is " +
                       describe(Ty) +
                       (Ty->isPointerTy() ? ": use enzyme_dup and a shadow"
                                          : ": use enzyme_const"));
  }
  if (Kind == Activity::Duplicated) {
    if (IsFloat && !IsForward)
      return malformed(parameter() + " is " + describe(Ty) +
                       ", whose gradient is returned in reverse mode: use "
                       "enzyme_out, without a shadow");
    if (!IsFloat && !Ty->isPointerTy())
      return malformed("enzyme_dup is for pointers and floats, " +
                       parameter() + " is " + describe(Ty));
  }
  return true;
}

bool RequestParser::parseShadow(Type *Ty, RequestArgument &Of) {
  std::string Expected =
      "expected the shadow of " + parameter() + " (" + describe(Ty) + ")";
  std::string Remedy = Pending ? "" : ", or enzyme_const before it";
  std::string Position = "position " + std::to_string(Next + 1) + ": ";
  if (atEnd())
    return malformed(Position + Expected + Remedy + ", the call ends here");
  if (std::optional<Marker> M = asMarker(Call.getArgOperand(Next)))
    return malformed(Position + Expected + Remedy + ", found " + M->Name);
  Value *Shadow = take();
  if (!isConvertibleArgument(Shadow->getType(), Ty,
                             Call.getModule()->getDataLayout()))
    return malformed(Position + Expected + Remedy + ", found " +
                     describe(Shadow->getType()));
  Of.Shadows.push_back(Shadow);
  return true;
}

bool RequestParser::parseArgument() {
  std::string Position = "position " + std::to_string(Next + 1) + ": ";
  Value *Passed = take();
  if (Parsed.Arguments.size() == Parsed.Primal->arg_size())
    return malformed(Position + "`" + Name + "` has only " +
                     Twine(Parsed.Primal->arg_size()) +
                     " arguments, found another one (" +
                     describe(Passed->getType()) + ")");
  Type *Ty = parameterType();
  if (!isConvertibleArgument(Passed->getType(), Ty,
                             Call.getModule()->getDataLayout()))
    return malformed(Position + "expected " + parameter() + " (" +
                     describe(Ty) + "), found " + describe(Passed->getType()));
  std::optional<Activity> Kind = activityOf(Ty, Passed);
  if (!Kind || !checkActivity(*Kind, Ty))
    return false;
  RequestArgument Argument{*Kind, Passed, {}};
  // Messages speak of the argument after those that are complete: add it last.
  if (*Kind == Activity::Duplicated && !parseShadow(Ty, Argument))
    return false;
  Parsed.Arguments.push_back(std::move(Argument));
  Pending.reset();
  return true;
}

/// The return value by its type, unless a marker says otherwise.
bool RequestParser::resolveReturn() {
  Type *Ty = Parsed.Primal->getReturnType();
  bool IsForward = Parsed.DerivativeMode == Mode::Forward;
  bool IsFloat = Ty->isFPOrFPVectorTy();
  if (Parsed.Return.WantsPrimal && SuppressesPrimal)
    return malformed("enzyme_primal_return contradicts enzyme_noret");
  if (Parsed.Return.WantsPrimal && Ty->isVoidTy())
    return malformed("enzyme_primal_return, but `" + Name +
                     "` returns nothing");
  if (ReturnMarker && ReturnMarker->Kind == MarkerKind::ConstReturn)
    return true;
  if (ReturnMarker) {
    bool IsDup = ReturnMarker->Kind == MarkerKind::DupReturn;
    if (IsDup && !IsForward)
      return unsupported("enzyme_dup_return in reverse mode is not taken yet");
    if (!IsDup && IsForward)
      return malformed("enzyme_active_return is for reverse mode: use "
                       "enzyme_dup_return");
    if (!containsFloat(Ty))
      return malformed(ReturnMarker->Name + ", but `" + Name +
                       "` does not return a float");
  }
  if (!IsFloat && containsFloat(Ty) && !IsForward)
    return unsupported("`" + Name + "` returns a struct, which has no seed in "
                       "reverse mode: let it write its results through a "
                       "pointer argument, or add enzyme_const_return");
  if (Ty->isPointerTy() && IsForward)
    return unsupported("`" + Name + "` returns a pointer: add "
                       "enzyme_const_return, or let it write its results "
                       "through a pointer argument");
  Parsed.Return.Active = containsFloat(Ty);
  return true;
}

std::optional<Request> RequestParser::parse() {
  if (!parseEntryPoint() || !checkRegistrations())
    return std::nullopt;
  parseStructReturn();
  if (!parseFunction())
    return std::nullopt;
  while (!atEnd()) {
    if (std::optional<Marker> M = asMarker(Call.getArgOperand(Next))) {
      ++Next;
      if (!parseMarker(*M))
        return std::nullopt;
    } else if (!parseArgument()) {
      return std::nullopt;
    }
  }
  if (Parsed.Arguments.size() != Parsed.Primal->arg_size()) {
    malformed("the call ends where " + parameter() + " (" +
              describe(parameterType()) + ") is expected");
    return std::nullopt;
  }
  if (Pending) {
    malformed("the call ends after " + Pending->Name +
              ", and `" + Name + "` has no further arguments");
    return std::nullopt;
  }
  if (!resolveReturn())
    return std::nullopt;
  return std::move(Parsed);
}

std::optional<Request> parseRequest(CallBase &Call, RefusalLog &Log) {
  return RequestParser(Call, Log).parse();
}

} // namespace enzyme
