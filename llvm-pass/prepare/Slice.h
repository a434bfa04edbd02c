//===- Slice.h - The functions that one derivative is made of --------------===//

#ifndef CARGO_ENZYME_PREPARE_SLICE_H
#define CARGO_ENZYME_PREPARE_SLICE_H

#include "prepare/CallTree.h"
#include "rules/Registrations.h"
#include "support/Refusal.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace enzyme {

/// A private copy of the flattened primal (the root) and of every function
/// that is still called from it after flattening: recursive functions, and
/// those that are too large to be inlined. Calls between the copies name the
/// copies. All analyses work on a slice as a whole, and whatever they find of
/// a member holds for all calls of it.
class Slice {
public:
  /// Copies \p Primal and what it calls, but for calls of functions with one of
  /// \p Rules for the mode of the derivative.
  Slice(llvm::Function &Primal, const RegisteredRules &Rules, bool ForwardMode,
        CallTree &Tree, llvm::FunctionAnalysisManager &FAM);
  /// Erases the copies that are left.
  ~Slice();
  Slice(const Slice &) = delete;
  Slice &operator=(const Slice &) = delete;

  llvm::Function &root() const { return *Functions.front(); }
  /// The root first.
  llvm::ArrayRef<llvm::Function *> functions() const { return Functions; }
  llvm::ArrayRef<llvm::Function *> members() const {
    return llvm::ArrayRef<llvm::Function *>(Functions).drop_front();
  }
  bool isForward() const { return ForwardMode; }
  /// The member that \p Call calls, or null.
  llvm::Function *memberCalled(const llvm::CallBase &Call) const;
  /// The rule by which \p Call is differentiated, or null.
  const RegisteredRule *ruleOf(const llvm::CallBase &Call) const;
  /// The function of the program that \p Member is a copy of.
  llvm::Function &originalOf(const llvm::Function &Member) const {
    return *Originals.lookup(&Member);
  }

  /// A copy of \p Original, flattened, which is not to be changed.
  llvm::Function &flattened(llvm::Function &Original) const {
    return *Tree.flatten(Original);
  }

  /// Simplifies every function that is other than its last simplification left
  /// it, inlines and copies what has come to be called. Whether anything is
  /// other than before the change that simplification has been asked for: it
  /// may undo that.
  bool simplify();
  /// Brings every function into canonical form; refuses what cannot be.
  bool canonicalise(RefusalLog &Log);
  /// Of the functions, to be told when these change.
  llvm::FunctionAnalysisManager &analyses() const { return FAM; }
  /// Of the derivative that the slice is for.
  Effort &effort() const { return Tree.effort(); }
  /// Adds a visit of every function; whether there is budget left.
  bool spendVisit() const;
  /// Blocks of all functions from which no return can be reached.
  const llvm::DenseSet<const llvm::BasicBlock *> &cold() const { return Cold; }

private:
  void add(llvm::Function &Original);
  llvm::Function *memberFor(llvm::Function &Original);
  void redirect(llvm::Function &F, bool OnlyKnown);
  bool simplifyAll();
  bool leaveEndless();
  void dropUncalled();
  void findCold();

  const RegisteredRules &Rules;
  bool ForwardMode;
  CallTree &Tree;
  llvm::FunctionAnalysisManager &FAM;
  llvm::SmallVector<llvm::Function *, 4> Functions;
  llvm::DenseMap<const llvm::Function *, llvm::Function *> Copies;
  llvm::DenseMap<const llvm::Function *, llvm::Function *> Originals;
  llvm::DenseSet<const llvm::BasicBlock *> Cold;
  /// What simplification has left each function as.
  llvm::DenseMap<const llvm::Function *, uint64_t> Simplified;
};

/// Every instruction of \p S.
template <typename Callback> void forEach(const Slice &S, Callback Do) {
  for (llvm::Function *F : S.functions())
    for (llvm::BasicBlock &BB : *F)
      for (llvm::Instruction &I : BB)
        Do(I);
}

} // namespace enzyme

#endif
