//===- Engine.h - All requests of a module, stage by stage -----------------===//

#ifndef CARGO_ENZYME_ENGINE_H
#define CARGO_ENZYME_ENGINE_H

#include "llvm/IR/PassManager.h"

namespace enzyme {

/// What `print<…>` passes show of each request.
enum class Stage { Request, Prepare, Memory, Activity, Plan, Derivative };

/// The pass: replaces every request of a module by a call of its derivative,
/// or refuses it by an error.
class EnginePass : public llvm::PassInfoMixin<EnginePass> {
public:
  EnginePass() = default;
  /// Prints what \p Shown leaves of each request to stderr as well.
  explicit EnginePass(Stage Shown) : Shown(Shown), Prints(true) {}

  llvm::PreservedAnalyses run(llvm::Module &M,
                              llvm::ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }

private:
  Stage Shown = Stage::Plan;
  bool Prints = false;
};

/// Comes before all other passes: what a program registers is not inlined until
/// the engine has run.
class KeepRegisteredPass : public llvm::PassInfoMixin<KeepRegisteredPass> {
public:
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }
};

} // namespace enzyme

#endif
