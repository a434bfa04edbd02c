//===- CallTree.h - A private, flattened copy of a function ----------------===//

#ifndef CARGO_ENZYME_PREPARE_CALLTREE_H
#define CARGO_ENZYME_PREPARE_CALLTREE_H

#include "support/Effort.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/PassManager.h"

namespace enzyme {

/// The blocks of \p F from which no return can be reached: panics and other
/// calls that never come back. They take no part in the reverse sweep.
llvm::DenseSet<const llvm::BasicBlock *> coldBlocks(const llvm::Function &F);

/// Whether the body of \p Callee is what \p Call does: not that of an
/// allocator, of a function with a rule or of one without a derivative, whose
/// meaning is known without it.
bool isTransparent(const llvm::CallBase &Call, const llvm::Function &Callee);

/// Marks the copies of a slice, which call each other and are not inlined.
inline constexpr const char *SliceAttribute = "enzyme-slice";

/// Marks derivatives, and what they have been inlined into.
inline constexpr const char *DerivativeAttribute = "enzyme-derivative";

/// Flattens functions: every call that can be inlined is, bottom-up, and each
/// function is simplified once before it is inlined into its callers. Calls of
/// recursive functions stay. Copies
/// are kept for all requests of a module and erased at the end.
class CallTree {
public:
  CallTree(llvm::Module &M, llvm::FunctionAnalysisManager &FAM, Effort &Spent);
  ~CallTree();
  CallTree(const CallTree &) = delete;
  CallTree &operator=(const CallTree &) = delete;

  /// The flattened copy of \p F, an internal function without `invoke`. Calls
  /// that remain are allocators, rules, inactive functions, calls in cold
  /// blocks, bodies that are missing, recursion, and what exceeds the budget.
  llvm::Function *flatten(llvm::Function &F);

  /// Inlines what can be inlined into \p F, which is a copy; whether anything
  /// was.
  bool inlineCalls(llvm::Function &F);

  /// Runs the scalar pipeline (no vectorising, no runtime unrolling) on \p F.
  void simplify(llvm::Function &F);

  /// Of the derivative that is being made.
  Effort &effort() const { return Spent; }
  /// Calls of \p F are not inlined from now on.
  void keepCalls(const llvm::Function &F) { Recursive.insert(&F); }

private:
  llvm::FunctionAnalysisManager &FAM;
  Effort &Spent;
  llvm::FunctionPassManager Pipeline;
  /// Functions of the program that can come to call themselves. They are not
  /// inlined: that would only repeat them.
  llvm::DenseSet<const llvm::Function *> Recursive;
  /// Null while a function is being flattened: a call to it is recursion.
  llvm::DenseMap<llvm::Function *, llvm::Function *> Flat;
};

} // namespace enzyme

#endif
