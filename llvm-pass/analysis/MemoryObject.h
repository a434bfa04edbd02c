//===- MemoryObject.h - Classes of memory and the types of their bytes -----===//
//
// Memory is partitioned into objects: all memory that one pointer value can
// name belongs to one object (unification). The bytes of an object have kinds,
// by offset; an object that is indexed by a variable has a period, and its
// offsets count modulo that period.
//
//===----------------------------------------------------------------------===//

#ifndef CARGO_ENZYME_ANALYSIS_MEMORYOBJECT_H
#define CARGO_ENZYME_ANALYSIS_MEMORYOBJECT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/Value.h"
#include <cstdint>
#include <map>
#include <vector>

namespace enzyme {

/// What some bytes hold. Join goes from Unknown towards Conflict.
enum class ByteKind { Unknown, Integer, Pointer, Float, Double, Conflict };

ByteKind join(ByteKind A, ByteKind B);
const char *nameOf(ByteKind K);

/// \p Offset where bytes repeat with \p Period; as it is if that is 0.
inline int64_t modulo(int64_t Offset, uint64_t Period) {
  if (!Period)
    return Offset;
  int64_t P = static_cast<int64_t>(Period);
  int64_t R = Offset % P;
  return R < 0 ? R + P : R;
}

class MemoryObject;

/// A position in a memory object. Null: nothing is known (constants).
struct MemoryRef {
  MemoryObject *Object = nullptr;
  int64_t Offset = 0;
  explicit operator bool() const { return Object; }
};

struct MemoryCell {
  ByteKind Kind = ByteKind::Unknown;
  unsigned Size = 0;
  /// One of the readings is of an f32.
  bool Single = false;
  MemoryRef Pointee;
};

/// Where the memory of an object comes from; several may hold after merging.
struct Provenance {
  bool Stack = false;
  bool Heap = false;
  bool Duplicated = false;     // reachable from an argument with a shadow
  bool Constant = false;       // reachable from an argument without
  bool MutableGlobal = false;
  bool ConstantGlobal = false;
  bool Inactive = false;       // a global that the program says so of
  bool Foreign = false;        // by a call or a number that is not understood
  void merge(const Provenance &Other);
};

class MemoryObject {
public:
  Provenance From;
  /// Calls that allocate, free and reallocate this memory.
  llvm::SmallVector<llvm::Value *, 1> Allocations;
  llvm::SmallVector<llvm::Value *, 1> Deallocations;
  bool Reallocated = false;
  /// The statics in this object that the program may write to.
  llvm::SmallSetVector<llvm::GlobalVariable *, 1> Statics;
  /// The functions that a pointer to this object may be.
  llvm::SmallSetVector<llvm::Function *, 2> Targets;
  /// Set by Activity: some byte varies with an input / reaches an output /
  /// has a shadow.
  bool Varied = false;
  bool VariedBits = false;
  bool Useful = false;
  bool NeedsShadow = false;

  uint64_t period() const { return Period; }
  /// At this distance, or a multiple of it, bytes of the object may be those that
  /// one pointer names; 0 if each pointer names the bytes at its offset alone.
  uint64_t spacing() const { return Spacing; }
  const std::map<int64_t, MemoryCell> &cells() const { return Cells; }

  bool isLive() const { return !Parent; }
  /// Some of its bytes are read or written as an f32.
  bool hasSingles() const;

private:
  friend class MemoryGraph;
  MemoryObject *Parent = nullptr;
  int64_t Delta = 0;
  uint64_t Period = 0;
  uint64_t Spacing = 0;
  std::map<int64_t, MemoryCell> Cells;
};

/// Owns the objects and merges them (union-find with offsets).
class MemoryGraph {
public:
  MemoryGraph() = default;
  MemoryGraph(const MemoryGraph &) = delete;
  MemoryGraph &operator=(const MemoryGraph &) = delete;
  ~MemoryGraph();

  MemoryRef create();
  /// The live object of \p R and the offset in it, modulo its period.
  MemoryRef find(MemoryRef R);
  /// \p A and \p B name the same byte from now on.
  void unify(MemoryRef A, MemoryRef B);
  /// Offsets into \p R's object repeat with \p Stride.
  void addPeriod(MemoryRef R, uint64_t Stride);
  /// The \p Extent bytes at each of \p Offsets from \p R have the same kinds, and
  /// are a multiple of \p Spacing apart. To be repeated until nothing changes.
  void repeat(MemoryRef R, llvm::ArrayRef<int64_t> Offsets, uint64_t Extent,
              uint64_t Spacing);
  /// The \p Size bytes at \p R are of \p Kind.
  void addKind(MemoryRef R, unsigned Size, ByteKind Kind);
  /// What the pointer stored at \p R points to.
  MemoryRef pointeeAt(MemoryRef R, unsigned PointerSize);
  /// Bytes [\p A, +Size) and [\p B, +Size) have the same kinds. To be repeated
  /// until nothing changes.
  static constexpr uint64_t UnknownSize = ~0ull;
  void equate(MemoryRef A, MemoryRef B, uint64_t Size);

  bool takeChanged();
  /// Forgets all objects.
  void clear();
  llvm::ArrayRef<MemoryObject *> objects() const { return Objects; }

private:
  void merge(MemoryRef A, MemoryRef B);
  void widen(MemoryObject &O);
  void refold(MemoryObject &O, uint64_t NewPeriod);
  void insert(MemoryObject &O, int64_t Offset, MemoryCell Cell);
  /// Of known kind, with their distances from \p Offset, that overlap with
  /// [\p Offset, +\p Size).
  std::vector<std::pair<int64_t, MemoryCell>>
  cellsIn(MemoryObject &O, int64_t Offset, uint64_t Size);
  void flow(MemoryRef From, MemoryRef To, uint64_t Size);
  void drain();

  llvm::SmallVector<MemoryObject *, 32> Objects;
  llvm::SmallVector<std::pair<MemoryRef, MemoryRef>, 8> Pending;
  bool Draining = false;
  bool Changed = false;
};

} // namespace enzyme

#endif
