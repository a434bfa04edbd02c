//===- SourceTrace.cpp - Where code is in the sources of its user ----------===//

#include "support/SourceTrace.h"
#include "support/RustPath.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace enzyme {

raw_ostream &operator<<(raw_ostream &OS, const SourcePlace &Place) {
  OS << Place.File << ':' << Place.Line;
  if (Place.Column != 0)
    OS << ':' << Place.Column;
  return OS;
}

/// rustc names the files of the standard library, and of what that depends on,
/// by virtual paths, by those of the component `rust-src`, or as a distribution
/// has them.
static bool isInStandardLibrary(const DIScope &Scope) {
  for (StringRef Path : {Scope.getFilename(), Scope.getDirectory()})
    if (Path.starts_with("/rustc/") || Path.starts_with("/rust/deps/") ||
        Path.contains("/rustlib/src/rust/library/") ||
        Path.starts_with("/usr/src/rustc-"))
      return true;
  return false;
}

/// The path of the file as a terminal in the current directory understands it:
/// each compilation has a directory of its own.
static std::string pathOf(const DIScope &Scope) {
  SmallString<128> Here, Path;
  if (!sys::path::is_absolute(Scope.getFilename()))
    Path = Scope.getDirectory();
  sys::path::append(Path, Scope.getFilename());
  if (!sys::fs::current_path(Here) && Path.str().starts_with(Here) &&
      sys::path::is_separator(Path.c_str()[Here.size()]))
    return Path.substr(Here.size() + 1).str();
  return Path.str().str();
}

/// By name, since paths within a dependency look like the user's own.
/// Also what it implements for types of others.
static bool isInEnzymeCrate(StringRef Symbol) {
  if (!isRustMangled(Symbol))
    return false;
  std::string Name = readableName(Symbol);
  return StringRef(Name).starts_with("enzyme::") ||
         StringRef(Name).contains(" as enzyme::");
}

/// Also one that the user wrote: who asks it for memory is to be found.
static bool isInRustAllocator(StringRef Symbol) {
  if (!isRustMangled(Symbol))
    return false;
  RustPath Path = demangleRust(Symbol);
  return StringRef(Path.Trait).ends_with("::GlobalAlloc") ||
         StringRef(Path.Function).starts_with("__rust_");
}

static bool isUserCode(const DISubprogram &Function) {
  StringRef Symbol = Function.getLinkageName();
  return !isInStandardLibrary(Function) && !isInEnzymeCrate(Symbol) &&
         !isInRustAllocator(Symbol);
}

static SourcePlace beginOf(const DISubprogram &Function) {
  return {pathOf(Function), Function.getLine(), 0};
}

static bool isClosure(const DISubprogram &Function) {
  return Function.getName().starts_with("{closure");
}

/// The function of the standard library that stands for a closure without
/// captures where it has become a pointer to a function: what an attribute
/// generates is such a closure, around a call of the function it stands at.
static bool isShim(const DISubprogram *Function) {
  return Function && Function->getName().starts_with("call_once") &&
         isInStandardLibrary(*Function);
}

/// Whether \p L is the call of the user's function in a generated closure.
static bool isGenerated(const DILocation &L, const DISubprogram &Function) {
  const DILocation *Outer = L.getInlinedAt();
  return isClosure(Function) && L.getLine() == Function.getLine() && Outer &&
         !Outer->getInlinedAt() && isShim(Outer->getScope()->getSubprogram());
}

static SourceTrace userTrace(const DILocation *Innermost) {
  SourceTrace Trace;
  std::optional<SourcePlace> WithoutLine;
  for (const DILocation *L = Innermost; L; L = L->getInlinedAt()) {
    const DISubprogram *Function = L->getScope()->getSubprogram();
    if (!Function || !isUserCode(*Function) ||
        isInStandardLibrary(*L->getScope()) ||
        (!Trace.empty() && isGenerated(*L, *Function)))
      continue;
    SourcePlace Place{pathOf(*L->getScope()), L->getLine(), L->getColumn()};
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

/// The location of \p At, or of what is executed before it: a jump or a merge
/// that a compiler made has none of its own.
static const DILocation *locationNear(const Instruction &At) {
  for (const Instruction *I = &At; I; I = I->getPrevNode())
    if (const DILocation *L = I->getDebugLoc().get())
      return L;
  for (const BasicBlock *Before : predecessors(At.getParent()))
    if (const DILocation *L = Before->getTerminator()->getDebugLoc().get())
      return L;
  return nullptr;
}

SourceTrace userTrace(const Instruction &At) {
  if (const DILocation *Innermost = locationNear(At))
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

namespace {
/// The function that the user means by a primal: it may have been inlined into
/// what a library has, or an attribute generated, to call it.
class MeantFunction {
public:
  explicit MeantFunction(const Function &Primal)
      : IsShim(isShim(Primal.getSubprogram())) {
    // Unoptimised, or where inlining is not worth it, it is called.
    SetVector<const llvm::Function *> Reached;
    Reached.insert(&Primal);
    for (unsigned Next = 0; !Found && Next != Reached.size(); ++Next) {
      visit(Reached[Next]->getSubprogram());
      for (const Instruction &I : instructions(*Reached[Next])) {
        for (const DISubprogram *Inlined : frames(I))
          visit(Inlined);
        if (auto *Call = dyn_cast<CallBase>(&I))
          if (const llvm::Function *Callee = Call->getCalledFunction())
            Reached.insert(Callee);
      }
    }
  }
  const DISubprogram *get() const { return Found ? Found : Generated; }

private:
  void visit(const DISubprogram *Candidate) {
    if (Found || !Candidate || !isUserCode(*Candidate))
      return;
    if (!Generated && IsShim && isClosure(*Candidate))
      Generated = Candidate;
    // A function that was copied is described several times.
    if (!Generated ||
        Generated->getLinkageName() != Candidate->getLinkageName())
      Found = Candidate;
  }

  bool IsShim;
  const DISubprogram *Generated = nullptr, *Found = nullptr;
};
} // namespace

std::optional<SourcePlace> userPlaceOf(const Function &F) {
  if (const DISubprogram *Meant = MeantFunction(F).get())
    return beginOf(*Meant);
  return std::nullopt;
}

std::string nameOfPrimal(const Function &Primal) {
  if (const DISubprogram *Meant = MeantFunction(Primal).get()) {
    StringRef Symbol = Meant->getLinkageName();
    return Symbol.empty() ? Meant->getName().str() : readableName(Symbol);
  }
  std::string Name = readableName(Primal.getName());
  bool InLibrary = StringRef(Name).starts_with("core::") ||
                   isInEnzymeCrate(Primal.getName());
  return InLibrary ? "" : Name;
}

} // namespace enzyme
