//===- Refusal.cpp - What the engine does not take, by name ----------------===//

#include "support/Refusal.h"
#include "support/RustPath.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/DiagnosticPrinter.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>

using namespace llvm;

namespace enzyme {

namespace {
struct RefusalRow {
  const char *Code;
  const char *Help;
};
} // namespace

/// The help fits every place where the code is used. Numbers stay what they
/// are; docs/errors.md has a section for each.
static RefusalRow rowOf(RefusalCode Code) {
  switch (Code) {
  case RefusalCode::MalformedRequest:
    return {"E001", "pass the function, then each of its arguments, after its "
                    "marker and before its shadow; declare the result that the "
                    "derivative has"};
  case RefusalCode::UnsupportedMode:
    return {"E002", "let the function write what it returns beside a float "
                    "through a pointer argument, and pass structs by pointer; "
                    "docs/protocol.md says what each entry point takes"};
  case RefusalCode::MissingBody:
    return {"E003", "give the program its body (Rust source, or C compiled by "
                    "clang -flto), or keep it away from active values"};
  case RefusalCode::RecursiveRequest:
    return {"E004", "move the request out of the function that it "
                    "differentiates"};
  case RefusalCode::IndirectCall:
    return {"E005", "call the function directly or through a generic parameter, "
                    "or let fewer functions of the program be meant"};
  case RefusalCode::Reallocation:
    return {"E007", "allocate the final size at once, or use Vec, or malloc and "
                    "realloc"};
  case RefusalCode::UnknownType:
    return {"E008", "keep floats, integers and pointers in variables and fields "
                    "of their own types, and copy them as such"};
  case RefusalCode::MixedActivity:
    return {"E009", "make both active (Duplicated, enzyme_dup), or first copy "
                    "what is constant into memory of the function's own"};
  case RefusalCode::ConstantMemory:
    return {"E010", "pass this memory as active, with a shadow (Duplicated, "
                    "enzyme_dup), or write to memory of the function's own"};
  case RefusalCode::IntegerBits:
    return {"E011", "use the operations of floats (abs, copysign, negation, "
                    "powi) instead of arithmetic on bits"};
  case RefusalCode::UnsupportedOperation:
    return {"E012", "replace it, or compute it outside of the differentiated "
                    "function"};
  case RefusalCode::Concurrency:
    return {"E013", "keep what carries a derivative in plain floats, and "
                    "differentiate the work of one thread"};
  case RefusalCode::ControlFlow:
    return {"E014", "let the function return, and use `if`, `match` and loops "
                    "in place of jumps"};
  case RefusalCode::EscapingAllocation:
    return {"E015", "let the caller allocate this memory and its shadow, or use "
                    "forward mode"};
  case RefusalCode::Budget:
    return {"E016", "keep what needs no derivative (parsing, printing) out of "
                    "the function, or raise CARGO_ENZYME_BUDGET"};
  case RefusalCode::Internal:
    return {"E099", "this is a bug of cargo enzyme: please report it with the "
                    "function"};
  }
  llvm_unreachable("a code without a row");
}

namespace {
/// An error whose text says all, the place in the sources included: hosts print
/// it as it is, one with "rust-lld: error: " before it, another with "error: ".
class RefusalDiagnostic : public DiagnosticInfo {
public:
  explicit RefusalDiagnostic(StringRef Text)
      : DiagnosticInfo(kind(), DS_Error), Text(Text) {}
  void print(DiagnosticPrinter &Printer) const override { Printer << Text; }

private:
  static int kind() {
    static const int Kind = getNextAvailablePluginDiagnosticKind();
    return Kind;
  }

  StringRef Text;
};
} // namespace

void RefusalLog::begin(const CallBase &Of, const Function *Differentiated) {
  Request = &Of;
  Primal = Differentiated;
}

/// The name of the function of the program that the engine's \p F stems from.
static std::string nameOf(const Function &F) {
  StringRef Name = F.getName();
  // Copies are called `enzyme.<kind>.<name>`.
  if (Name.consume_front("enzyme."))
    Name = Name.split('.').second;
  return readableName(Name);
}

/// Where the current request is made, if that is a line of the user's.
std::optional<SourcePlace> RefusalLog::requestedAt() const {
  if (Request)
    for (const SourcePlace &Place : requestTrace(*Request))
      return Place;
  return std::nullopt;
}

/// The line of a message that says which derivative is refused; empty if that
/// is clear from the place \p Shown.
std::string
RefusalLog::derivative(const std::optional<SourcePlace> &Shown) const {
  std::string Line;
  raw_string_ostream OS(Line);
  std::optional<SourcePlace> Requested = requestedAt();
  std::string Name = Primal ? nameOfPrimal(*Primal) : "";
  bool ShowsRequest = Requested && Requested != Shown;
  if (!Name.empty())
    OS << "in the derivative of " << Name
       << (ShowsRequest ? ", asked for at " : "");
  else if (ShowsRequest)
    OS << "in the derivative that is asked for at ";
  else if (!Requested && Request)
    OS << "in the derivative that " << nameOf(*Request->getFunction())
       << " asks for";
  if (ShowsRequest)
    OS << *Requested;
  return Line;
}

/// \p Trace is empty if there is no line of the user's in it.
void RefusalLog::report(RefusalCode Code, const Function &In, SourceTrace Trace,
                        const Twine &Reason) {
  bool OwnPlace = !Trace.empty();
  if (!OwnPlace && Request)
    Trace = requestTrace(*Request);
  std::optional<SourcePlace> Shown, Requested = requestedAt();
  if (!Trace.empty())
    Shown = Trace.front();
  std::string Which = derivative(Shown);
  RefusalRow Row = rowOf(Code);
  std::string Text;
  raw_string_ostream OS(Text);
  if (Shown)
    OS << *Shown << ": ";
  else
    OS << "in '" << nameOf(In) << "': ";
  OS << "cargo enzyme cannot differentiate this [" << Row.Code
     << "]: " << Reason;
  const char *Indent = "\n  ";
  for (const SourcePlace &Caller : Trace)
    if (Caller != Shown && Caller != Requested)
      OS << Indent << "called from " << Caller;
  if (!Which.empty())
    OS << Indent << Which;
  OS << Indent << "help: " << Row.Help;
  OS << Indent << "see docs/errors.md#" << StringRef(Row.Code).lower();
  // On one line of a function, further refusals mostly follow from the first.
  std::string Key = OwnPlace && Primal
                        ? (Which + Shown->File + ":" + Twine(Shown->Line)).str()
                        : Text;
  if (Reported.insert(Key).second)
    In.getContext().diagnose(RefusalDiagnostic(Text));
}

void RefusalLog::refuse(RefusalCode Code, const Instruction &At,
                        const Twine &Reason) {
  report(Code, *At.getFunction(), userTrace(At), Reason);
}

void RefusalLog::refuse(RefusalCode Code, const Function &In,
                        const Twine &Reason) {
  SourceTrace Trace;
  if (std::optional<SourcePlace> Begin = userPlaceOf(In))
    Trace.push_back(*Begin);
  report(Code, In, Trace, Reason);
}

void report(const Twine &Line) {
  const char *Path = std::getenv("CARGO_ENZYME_REPORT");
  if (!Path || !*Path)
    return;
  std::error_code EC;
  raw_fd_ostream Out(Path, EC, sys::fs::OF_Append | sys::fs::OF_Text);
  if (!EC)
    Out << Line << '\n';
}

} // namespace enzyme
