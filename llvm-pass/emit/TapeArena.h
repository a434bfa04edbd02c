//===- TapeArena.h - The memory of a tape ----------------------------------===//

#ifndef CARGO_ENZYME_EMIT_TAPEARENA_H
#define CARGO_ENZYME_EMIT_TAPEARENA_H

#include "llvm/IR/Function.h"
#include "llvm/IR/IRBuilder.h"

namespace enzyme {

/// All tape memory of one call of a derivative: chunks from the C library,
/// handed out from front to back and released together. When memory is
/// exhausted the program aborts, as it does when a Vec cannot be allocated.
class TapeArena {
public:
  /// Of \p F itself, or, if that is not null, the one that \p Shared points to
  /// and that its owner releases.
  TapeArena(llvm::Function &F, llvm::Value *Shared)
      : F(F), Arena(Shared), IsShared(Shared) {}

  /// The address of \p Bytes (i64) new bytes, aligned to 16.
  llvm::Value *reserve(llvm::IRBuilder<> &B, llvm::Value *Bytes);
  /// Frees everything that was reserved.
  void release(llvm::IRBuilder<> &B);

  /// The arena, for functions that share it.
  llvm::Value *arena();

private:
  llvm::Function &F;
  llvm::Value *Arena;
  bool IsShared;
};

} // namespace enzyme

#endif
