//===- SourceTrace.cpp - Where code is in the sources of its user ----------===//

#include "support/SourceTrace.h"
#include "support/RustPath.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace enzyme {

raw_ostream &operator<<(raw_ostream &OS, const SourcePlace &Place) {
  OS << Place.File << ':' << Place.Line;
  if (Place.Column != 0)
    OS << ':' << Place.Column;
  return OS;
}

/// rustc names the files of the standard library, and of what that depends on,
/// by virtual paths, or by those of the component `rust-src`.
static bool isInStandardLibrary(const DIScope &Scope) {
  for (StringRef Path : {Scope.getFilename(), Scope.getDirectory()})
    if (Path.starts_with("/rustc/") || Path.starts_with("/rust/deps/") ||
        Path.contains("/rustlib/src/rust/library/"))
      return true;
  return false;
}

/// By name, since paths within a dependency look like the user's own.
static bool isInEnzymeCrate(StringRef Symbol) {
  return isRustMangled(Symbol) &&
         StringRef(readableName(Symbol)).starts_with("enzyme::");
}

static bool isUserCode(const DISubprogram &Function) {
  return !isInStandardLibrary(Function) &&
         !isInEnzymeCrate(Function.getLinkageName());
}

static SourcePlace beginOf(const DISubprogram &Function) {
  return {Function.getFilename().str(), Function.getLine(), 0};
}

static SourceTrace userTrace(const DILocation *Innermost) {
  SourceTrace Trace;
  std::optional<SourcePlace> WithoutLine;
  for (const DILocation *L = Innermost; L; L = L->getInlinedAt()) {
    const DISubprogram *Function = L->getScope()->getSubprogram();
    if (!Function || !isUserCode(*Function) || isInStandardLibrary(*L->getScope()))
      continue;
    SourcePlace Place{L->getFilename().str(), L->getLine(), L->getColumn()};
    if (Place.Line == 0) {
      if (!WithoutLine)
        WithoutLine = beginOf(*Function);
    } else if (Trace.empty() || !(Trace.back() == Place)) {
      Trace.push_back(Place);
    }
  }
  if (Trace.empty() && WithoutLine)
    Trace.push_back(*WithoutLine);
  return Trace;
}

SourceTrace userTrace(const Instruction &At) {
  if (const DILocation *Innermost = At.getDebugLoc().get())
    return userTrace(Innermost);
  const DISubprogram *Function = At.getFunction()->getSubprogram();
  if (Function && isUserCode(*Function))
    return {beginOf(*Function)};
  return {};
}

/// The functions that \p At was inlined through, outermost first.
static SmallVector<const DISubprogram *, 8> frames(const Instruction &At) {
  SmallVector<const DISubprogram *, 8> Result;
  for (const DILocation *L = At.getDebugLoc().get(); L; L = L->getInlinedAt())
    if (const DISubprogram *Function = L->getScope()->getSubprogram())
      Result.push_back(Function);
  std::reverse(Result.begin(), Result.end());
  return Result;
}

SourceTrace requestTrace(const CallBase &Request) {
  SourceTrace Trace = userTrace(Request);
  SetVector<const Function *> Callers;
  Callers.insert(Request.getFunction());
  for (unsigned Next = 0; Trace.empty() && Next != Callers.size(); ++Next)
    for (const User *U : Callers[Next]->users())
      if (auto *Call = dyn_cast<CallBase>(U); Call && Trace.empty()) {
        Trace = userTrace(*Call);
        Callers.insert(Call->getFunction());
      }
  return Trace;
}

/// Whether an attribute generated \p Function to call what it stands at.
static bool isGenerated(const DISubprogram &Function,
                        const std::optional<SourcePlace> &RequestedAt) {
  return RequestedAt && Function.getName().contains("closure") &&
         Function.getLine() == RequestedAt->Line &&
         Function.getFilename() == RequestedAt->File;
}

/// The outermost frame in \p Of that is the function meant.
static const DISubprogram *
meantFrame(const Function &Of, const std::optional<SourcePlace> &RequestedAt) {
  auto IsMeant = [&](const DISubprogram *F) {
    return isUserCode(*F) && !isGenerated(*F, RequestedAt);
  };
  const DISubprogram *Itself = Of.getSubprogram();
  if (Itself && IsMeant(Itself))
    return Itself;
  for (const Instruction &I : instructions(Of))
    for (const DISubprogram *Inlined : frames(I))
      if (IsMeant(Inlined))
        return Inlined;
  return nullptr;
}

/// The same, also in what \p Of calls: unoptimised, or if it is not worth to be
/// inlined, the function meant is called by what was generated.
static const DISubprogram *
meantFunction(const Function &Of,
              const std::optional<SourcePlace> &RequestedAt) {
  SetVector<const Function *> Reached;
  Reached.insert(&Of);
  for (unsigned Next = 0; Next != Reached.size(); ++Next) {
    const Function *F = Reached[Next];
    if (const DISubprogram *Meant = meantFrame(*F, RequestedAt))
      return Meant;
    for (const Instruction &I : instructions(*F))
      if (auto *Call = dyn_cast<CallBase>(&I))
        if (const Function *Callee = Call->getCalledFunction())
          Reached.insert(Callee);
  }
  return nullptr;
}

std::optional<SourcePlace>
userPlaceOf(const Function &F, const std::optional<SourcePlace> &RequestedAt) {
  if (const DISubprogram *Meant = meantFunction(F, RequestedAt))
    return beginOf(*Meant);
  return std::nullopt;
}

std::string nameOfPrimal(const Function &Primal,
                         const std::optional<SourcePlace> &RequestedAt) {
  if (const DISubprogram *Meant = meantFunction(Primal, RequestedAt)) {
    StringRef Symbol = Meant->getLinkageName();
    return Symbol.empty() ? Meant->getName().str() : readableName(Symbol);
  }
  std::string Name = readableName(Primal.getName());
  bool InLibrary = StringRef(Name).starts_with("core::") ||
                   isInEnzymeCrate(Primal.getName());
  return InLibrary ? "" : Name;
}

} // namespace enzyme
