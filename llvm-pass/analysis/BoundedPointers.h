//===- BoundedPointers.h - Pointers into an array of known length ---------===//
//
// A variable index into one field of a struct says nothing of the fields beside
// it, if it is known how far it goes: an index in bounds of a loop or of a
// test, or a pointer that a loop moves on for a known number of times.
//
//===----------------------------------------------------------------------===//

#ifndef CARGO_ENZYME_ANALYSIS_BOUNDEDPOINTERS_H
#define CARGO_ENZYME_ANALYSIS_BOUNDEDPOINTERS_H

#include "analysis/PointerDistance.h"
#include "prepare/Slice.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>

namespace enzyme {

/// One of the addresses \p First bytes behind \p Anchor and as much more as one
/// number of each of \p By.
struct BoundedPointer {
  llvm::Value *Anchor;
  int64_t First;
  llvm::SmallVector<Steps, 2> By;
  /// How many bytes are read or written at it itself.
  uint64_t Extent = 0;
};

/// Of a function, those that go nowhere but into addresses that are bounded as
/// well: whatever is read or written by them is within these bounds.
class BoundedPointers {
public:
  /// Looks at the pointers that \p IsOfInterest.
  BoundedPointers(const Slice &S,
                  llvm::function_ref<bool(const llvm::Value &)> IsOfInterest);
  /// Null if \p V is at a constant distance from another pointer, or if it is
  /// not known how far it goes.
  const BoundedPointer *find(const llvm::Value *V) const;
  bool empty() const { return Known.empty(); }

private:
  llvm::DenseMap<const llvm::Value *, BoundedPointer> Known;
};

} // namespace enzyme

#endif
