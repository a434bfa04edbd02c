//===- Adjoints.h - The adjoints of the values of a reverse sweep ----------===//

#ifndef CARGO_ENZYME_EMIT_ADJOINTS_H
#define CARGO_ENZYME_EMIT_ADJOINTS_H

#include "analysis/Activity.h"
#include "llvm/IR/IRBuilder.h"

namespace enzyme {

/// One stack slot for each active value and lane, of the value's type, zero
/// where the reverse sweep begins; the clean-up turns the slots into registers. Fields of aggregates that are
/// not floats stay zero and mean nothing.
class Adjoints {
public:
  /// Slots are zeroed in \p Begin, the first block of the reverse sweep.
  Adjoints(llvm::Function &F, llvm::BasicBlock &Begin,
           const ActivityAnalysis &Activities)
      : F(F), Begin(Begin), Activities(Activities) {}

  /// Adjoint of \p V += \p Delta. Nothing happens if \p V is not active or
  /// \p Delta is null (zero).
  void add(llvm::IRBuilder<> &B, llvm::Value *V, unsigned Lane,
           llvm::Value *Delta);
  /// The adjoint of \p V, which becomes zero.
  llvm::Value *take(llvm::IRBuilder<> &B, llvm::Value *V, unsigned Lane);

private:
  llvm::AllocaInst *slotOf(llvm::Value *V, unsigned Lane);

  llvm::Function &F;
  llvm::BasicBlock &Begin;
  const ActivityAnalysis &Activities;
  llvm::DenseMap<std::pair<llvm::Value *, unsigned>, llvm::AllocaInst *> Slots;
};

/// \p L + \p R for floats, vectors and the floats of aggregates. Sums of
/// adjoints have no defined order: they may be reassociated and contracted.
llvm::Value *emitAdjointSum(llvm::IRBuilder<> &B, llvm::Value *L,
                            llvm::Value *R);

} // namespace enzyme

#endif
