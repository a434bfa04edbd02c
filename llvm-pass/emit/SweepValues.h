//===- SweepValues.h - Forward values in the reverse sweep -----------------===//

#ifndef CARGO_ENZYME_EMIT_SWEEPVALUES_H
#define CARGO_ENZYME_EMIT_SWEEPVALUES_H

#include "emit/Tape.h"

namespace enzyme {

/// Makes values of the forward sweep available in blocks of the reverse sweep,
/// each from the source that the plan names.
class SweepValues {
public:
  SweepValues(const Plan &P, const ShadowMemory &Shadows, Tape &T,
              const MemoryScopes &Scopes, llvm::LoopInfo &LI)
      : P(P), Shadows(Shadows), T(T), Scopes(Scopes), LI(LI) {}

  /// \p V, in the block that \p B appends to.
  llvm::Value *get(llvm::IRBuilder<> &B, SweepValue V);
  llvm::Value *primal(llvm::IRBuilder<> &B, llvm::Value *V) {
    return get(B, SweepValue::primal(V));
  }
  llvm::Value *shadow(llvm::IRBuilder<> &B, llvm::Value *V, unsigned Lane) {
    return get(B, SweepValue::shadow(V, Lane));
  }

private:
  llvm::Value *make(llvm::IRBuilder<> &B, SweepValue V);
  llvm::Value *induction(llvm::IRBuilder<> &B, SweepValue V);
  llvm::Value *repeat(llvm::IRBuilder<> &B, SweepValue V);

  const Plan &P;
  const ShadowMemory &Shadows;
  Tape &T;
  const MemoryScopes &Scopes;
  llvm::LoopInfo &LI;
  /// What has been made already, by block of the reverse sweep.
  llvm::DenseMap<std::pair<llvm::BasicBlock *, SweepValue>, llvm::Value *> Made;
};

} // namespace enzyme

#endif
