//===- AtomicWrite.h - Reading and writing in one instruction -------------===//

#ifndef CARGO_ENZYME_SUPPORT_ATOMICWRITE_H
#define CARGO_ENZYME_SUPPORT_ATOMICWRITE_H

#include "llvm/IR/Instructions.h"

namespace enzyme {

/// An atomic exchange, comparison or computation, which both reads and writes.
struct AtomicWrite {
  /// Where; null if the instruction is something else.
  llvm::Value *Pointer = nullptr;
  /// What is written, or what it is computed from.
  llvm::Value *Written = nullptr;
  /// A constant is added or taken off.
  bool IsCount = false;

  explicit operator bool() const { return Pointer; }
};

AtomicWrite asAtomicWrite(llvm::Instruction &I);

} // namespace enzyme

#endif
