//===- WordGrid.h - Where words begin in memory ---------------------------===//

#ifndef CARGO_ENZYME_ANALYSIS_WORDGRID_H
#define CARGO_ENZYME_ANALYSIS_WORDGRID_H

#include "analysis/MemoryModel.h"

namespace enzyme {

/// Where words begin in the objects of memory: at multiples of eight bytes from
/// the variables in them.
class WordGrid {
public:
  WordGrid(const Slice &S, MemoryModel &Memory);
  /// How many bytes before \p Pointer a word begins that it points into, and that
  /// is an address or a double; 0 if it points into none.
  uint64_t bytesInto(const llvm::Value &Pointer) const;
  /// Whether \p Bytes before \p Pointer are of the same variable.
  bool hasBefore(const llvm::Value &Pointer, uint64_t Bytes) const;

private:
  static constexpr int64_t Word = 8;
  void add(const MemoryObject *Object, int64_t Offset);
  void addVariable(const llvm::Value &Variable, bool IsAligned);
  void addWords(const MemoryObject &Object, bool Certain);
  /// Nothing if it is not the same everywhere in \p Object.
  std::optional<int64_t> beginIn(const MemoryObject *Object) const;

  MemoryModel &Memory;
  const llvm::DataLayout &DL;
  llvm::DenseMap<const MemoryObject *, int64_t> Begins;
  /// In which variables or words begin at different places, or it is not known.
  llvm::SmallPtrSet<const MemoryObject *, 8> Unaligned;
};

} // namespace enzyme

#endif
