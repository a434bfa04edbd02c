//===- Escape.h - Memory that others may have seen -------------------------===//

#ifndef CARGO_ENZYME_ANALYSIS_ESCAPE_H
#define CARGO_ENZYME_ANALYSIS_ESCAPE_H

#include "analysis/MemoryModel.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace enzyme {

/// Which pointers may have come from outside of a slice: its root's arguments
/// (but for those to memory without addresses, which is only lent), statics,
/// what is loaded through these, what calls that are not understood return. And
/// which objects a pointer is left to, out there, when the root returns. Follows
/// the values one way, so that memory of the slice is told from the caller's even
/// where one pointer may name either.
class EscapeAnalysis {
public:
  /// What calls in \p Awaited return is told when it is known what they call.
  EscapeAnalysis(const Slice &S, MemoryModel &Memory,
                 llvm::ArrayRef<llvm::CallInst *> Awaited = {});

  /// \p V, a pointer, may name memory that was there before.
  bool isFromOutside(const llvm::Value *V) const;
  /// A pointer to \p O may be left in memory that outlives the call, or be
  /// returned.
  bool isKept(MemoryObject *O) const { return Kept.contains(O); }

private:
  bool visit(llvm::Instruction &I);
  bool comesFromOutside(llvm::Instruction &I);
  bool mayHoldAddress(llvm::Value &V);
  bool isFollowed(llvm::Value &V);
  bool holdsOutside(const llvm::Value *Pointer);
  void keepFrom(llvm::Instruction &I);
  void keepCut(llvm::Instruction &I);
  bool joinsParts(llvm::Value &V);
  bool readsAddress(llvm::LoadInst &L);
  void keep(MemoryObject *O);

  const Slice &S;
  MemoryModel &Memory;
  llvm::SmallPtrSet<const llvm::CallBase *, 8> Awaited;
  /// Memory of numbers is lent to the root, and their number is no address.
  bool LendsNumbers = false;
  llvm::DenseSet<const llvm::Value *> Outside;
  /// Objects in which pointers from outside are stored.
  llvm::DenseSet<MemoryObject *> Holding;
  llvm::DenseSet<MemoryObject *> Kept;
};

} // namespace enzyme

#endif
