//===- LibraryBodies.cpp - Functions of libraries that the engine knows ----===//

#include "prepare/LibraryBodies.h"
#include "llvm/AsmParser/Parser.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Support/SourceMgr.h"

using namespace llvm;

namespace enzyme {

/// library/bodies.ll, as CMake embeds it.
static const char Bodies[] =
#include "LibraryBodies.inc"
    ;

/// Marks what is taken out of the module again.
static constexpr const char *LibraryAttribute = "enzyme-library";

static bool isDeclared(const Module &M, const Function &Body) {
  const Function *F = M.getFunction(Body.getName());
  return F && F->isDeclaration() && !F->use_empty() &&
         F->getFunctionType() == Body.getFunctionType();
}

static std::unique_ptr<Module> parseBodies(LLVMContext &C) {
  SMDiagnostic Problem;
  // Text has names; clang lets its contexts forget them.
  bool Discards = C.shouldDiscardValueNames();
  C.setDiscardValueNames(false);
  std::unique_ptr<Module> Library = parseAssemblyString(Bodies, Problem, C);
  C.setDiscardValueNames(Discards);
  if (!Library)
    report_fatal_error("library/bodies.ll: " + Problem.getMessage());
  return Library;
}

LibraryBodies::LibraryBodies(Module &M) : M(M) {
  std::unique_ptr<Module> Library = parseBodies(M.getContext());
  bool Needed = false;
  for (Function &F : *Library) {
    if (F.hasAvailableExternallyLinkage() && !isDeclared(M, F)) {
      F.deleteBody();
      continue;
    }
    if (F.isDeclaration())
      continue;
    Needed |= F.hasAvailableExternallyLinkage();
    F.addFnAttr(LibraryAttribute);
  }
  if (!Needed)
    return;
  Library->setDataLayout(M.getDataLayout());
  Library->setTargetTriple(M.getTargetTriple());
  Linker::linkModules(M, std::move(Library));
}

LibraryBodies::~LibraryBodies() {
  SmallVector<Function *, 16> Helpers;
  for (Function &F : M) {
    if (!F.hasFnAttribute(LibraryAttribute))
      continue;
    F.removeFnAttr(LibraryAttribute);
    if (F.hasAvailableExternallyLinkage())
      F.deleteBody();
    else
      Helpers.push_back(&F);
  }
  // Those that a derivative calls stay.
  while (true) {
    auto Unused = find_if(Helpers, [](Function *F) { return F->use_empty(); });
    if (Unused == Helpers.end())
      return;
    (*Unused)->eraseFromParent();
    Helpers.erase(Unused);
  }
}

} // namespace enzyme
