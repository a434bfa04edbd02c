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
  explicit TapeArena(llvm::Function &F) : F(F) {}

  /// The address of \p Bytes (i64) new bytes, aligned to 16.
  llvm::Value *reserve(llvm::IRBuilder<> &B, llvm::Value *Bytes);
  /// Frees everything that was reserved.
  void release(llvm::IRBuilder<> &B);

private:
  llvm::AllocaInst *arena();

  llvm::Function &F;
  llvm::AllocaInst *Arena = nullptr;
};

} // namespace enzyme

#endif
