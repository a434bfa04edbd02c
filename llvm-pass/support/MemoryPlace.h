//===- MemoryPlace.h - Places at a known distance -------------------------===//

#ifndef CARGO_ENZYME_SUPPORT_MEMORYPLACE_H
#define CARGO_ENZYME_SUPPORT_MEMORYPLACE_H

#include "llvm/IR/Value.h"
#include <tuple>

namespace enzyme {

/// So many bytes from what a pointer is computed from.
struct MemoryPlace {
  const llvm::Value *Base;
  int64_t Offset;

  bool operator==(const MemoryPlace &P) const {
    return Base == P.Base && Offset == P.Offset;
  }
  bool operator<(const MemoryPlace &P) const {
    return std::tie(Base, Offset) < std::tie(P.Base, P.Offset);
  }
};

/// Where \p Pointer points to.
MemoryPlace placeBehind(const llvm::Value &Pointer, const llvm::DataLayout &DL);

/// Where the bits of \p V are from: the memory that it is read from, or \p V
/// itself.
MemoryPlace sourceOf(const llvm::Value &V);

} // namespace enzyme

#endif
