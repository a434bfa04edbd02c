//===- Refusal.cpp - What the engine does not take, by name ----------------===//

#include "support/Refusal.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/Function.h"
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

static RefusalRow rowOf(RefusalCode Code) {
  switch (Code) {
  case RefusalCode::MalformedRequest:
    return {"E001", "see the protocol: function, then markers and arguments"};
  case RefusalCode::UnsupportedMode:
    return {"E002", "use __enzyme_autodiff or __enzyme_fwddiff with width 1"};
  case RefusalCode::MissingBody:
    return {"E003", "compile the function with bitcode (Rust source, or C with "
                    "clang -flto), or keep it away from active values"};
  case RefusalCode::Recursion:
    return {"E004", "rewrite the recursion as a loop"};
  case RefusalCode::IndirectCall:
    return {"E005", "call the function directly or through a generic parameter"};
  case RefusalCode::TooLarge:
    return {"E006", "differentiate a smaller function"};
  case RefusalCode::GrowingAllocation:
    return {"E007", "allocate the final length first: `vec![0.0; n]`, "
                    "`Vec::with_capacity(n)` filled within its capacity, or "
                    "`collect` from an iterator of known length"};
  case RefusalCode::UnknownType:
    return {"E008", "copy the values with their own type, for example field by "
                    "field"};
  case RefusalCode::MixedActivity:
    return {"E009", "make both arguments active, or copy the constant data "
                    "into a local array first"};
  case RefusalCode::ConstantMemory:
    return {"E010", "pass this memory as active (enzyme_dup, Duplicated) with a "
                    "shadow"};
  case RefusalCode::IntegerBits:
    return {"E011", "use the float operations (abs, copysign, neg) instead of "
                    "arithmetic on bits"};
  case RefusalCode::UnsupportedOperation:
    return {"E012", "replace the operation, or compute it outside of the "
                    "differentiated function"};
  case RefusalCode::Concurrency:
    return {"E013", "differentiate the work of one thread"};
  case RefusalCode::ControlFlow:
    return {"E014", "use structured loops"};
  case RefusalCode::Internal:
    return {"E099", "this is a bug of cargo enzyme: please report it with the "
                    "function"};
  }
  return {"E099", ""};
}

static std::string message(RefusalCode Code, const Twine &Reason) {
  RefusalRow Row = rowOf(Code);
  return ("cargo enzyme cannot differentiate this [" + Twine(Row.Code) +
          "]: " + Reason + "; help: " + Row.Help)
      .str();
}

/// The chain of calls that was inlined to bring \p At where it stands.
static std::string inlinedChain(const Instruction &At) {
  std::string Chain;
  raw_string_ostream OS(Chain);
  const DILocation *Loc = At.getDebugLoc().get();
  for (Loc = Loc ? Loc->getInlinedAt() : nullptr; Loc;
       Loc = Loc->getInlinedAt())
    OS << "; called from " << Loc->getFilename() << ':' << Loc->getLine() << ':'
       << Loc->getColumn();
  return Chain;
}

/// The position the user should look at: the innermost inlined frame that is
/// not in the standard library, whose files carry rustc's virtual prefix.
static DiagnosticLocation userLocation(const Instruction &At) {
  const DILocation *Loc = At.getDebugLoc().get();
  if (!Loc)
    return DiagnosticLocation(At.getFunction()->getSubprogram());
  auto InLibrary = [](const DILocation *L) {
    StringRef Dir = L->getDirectory(), File = L->getFilename();
    return Dir.contains("/rustc/") || File.contains("/rustc/") ||
           File.contains("/library/core/") || File.contains("/library/alloc/") ||
           File.contains("/library/std/");
  };
  const DILocation *User = Loc;
  while (User && InLibrary(User))
    User = User->getInlinedAt();
  return DiagnosticLocation(DebugLoc(User ? User : Loc));
}

void RefusalLog::refuse(RefusalCode Code, const Instruction &At,
                        const Twine &Reason) {
  std::string Text = message(Code, Reason) + inlinedChain(At);
  DiagnosticLocation Where = userLocation(At);
  ++Count;
  if (!Reported.insert(hash_combine(Text, Where.isValid() ? Where.getLine() : 0))
           .second)
    return;
  const Function &F = *At.getFunction();
  F.getContext().diagnose(DiagnosticInfoUnsupported(F, Text, Where, DS_Error));
}

void RefusalLog::refuse(RefusalCode Code, const Function &In,
                        const Twine &Reason) {
  ++Count;
  std::string Text = message(Code, Reason);
  if (!Reported.insert(hash_combine(Text, In.getName())).second)
    return;
  In.getContext().diagnose(DiagnosticInfoUnsupported(
      In, Text, DiagnosticLocation(In.getSubprogram()), DS_Error));
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
