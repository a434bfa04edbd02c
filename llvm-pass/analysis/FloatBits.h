//===- FloatBits.h - Bits of active floats that have become integers -------===//
//
// Integers that are computed from the bits of a float: byte orders, keys that
// sort like floats. Memory of integers is not active; that such bits are in it
// has to be known all the same, for they may become a float again.
//
//===----------------------------------------------------------------------===//

#ifndef CARGO_ENZYME_ANALYSIS_FLOATBITS_H
#define CARGO_ENZYME_ANALYSIS_FLOATBITS_H

#include "analysis/MemoryModel.h"

namespace enzyme {

/// Whether \p I gives what stays the same where a float, whose bits it takes,
/// varies by little: its sign, its exponent, a single bit.
bool takesFewBits(const llvm::Instruction &I);
/// Whether \p I, an intrinsic, computes an integer from all bits of integers.
bool mixesBits(const llvm::Instruction &I);

class FloatBits {
public:
  FloatBits(const Slice &S, MemoryModel &Memory);

  /// Follows bits through \p I. \p Varied has the active floats. To be repeated
  /// until nothing changes.
  bool visit(llvm::Instruction &I,
             const llvm::DenseSet<const llvm::Value *> &Varied);
  /// The integer \p V may be made of the bits of an active float.
  bool areIn(const llvm::Value *V) const { return Integers.contains(V); }
  /// Computed ones are somewhere in \p O.
  bool areStoredIn(const MemoryObject *O) const { return Stored.contains(O); }

private:
  struct Stretch {
    int64_t Offset;
    uint64_t Size;
  };

  bool isFloat(const llvm::Value &V,
               llvm::SmallPtrSetImpl<const llvm::Value *> &Seen) const;
  bool follow(const llvm::Value &V, bool IsComputed);
  bool areComputedIn(const llvm::Value *V) const { return Computed.contains(V); }
  bool arise(const llvm::Instruction &I,
             const llvm::DenseSet<const llvm::Value *> &Varied) const;
  bool store(const llvm::Value *To, Stretch Bytes);
  bool areAt(const llvm::Value *From, uint64_t Size);
  bool copy(const llvm::MemTransferInst &T);

  const Slice &S;
  MemoryModel &Memory;
  /// Memory of which the request says that it holds floats.
  llvm::DenseSet<const MemoryObject *> OfFloats;
  llvm::DenseSet<const llvm::Value *> Integers;
  /// Those of them that are not just the bits as they were: they are no float's
  /// any more, and their types do not say that they have been.
  llvm::DenseSet<const llvm::Value *> Computed;
  /// By object, where computed ones are, relative to its start.
  llvm::DenseMap<const MemoryObject *, llvm::SmallVector<Stretch, 2>> Stored;
};

} // namespace enzyme

#endif
