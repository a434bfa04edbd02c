//===- Deferral.h - Memory that is freed in the reverse sweep --------------===//

#ifndef CARGO_ENZYME_ANALYSIS_DEFERRAL_H
#define CARGO_ENZYME_ANALYSIS_DEFERRAL_H

#include "analysis/Escape.h"
#include "llvm/ADT/MapVector.h"

namespace enzyme {

/// How memory is freed: a call, as far as it outlives the instruction.
struct DeallocationForm {
  llvm::FunctionType *Type;
  llvm::Value *Callee;
  llvm::AttributeList Attributes;
  llvm::CallingConv::ID Convention;
  unsigned Pointer; // index of the freed pointer; size and alignment follow
  explicit DeallocationForm(const llvm::CallBase &Call);
};

/// Heap memory that a slice allocates and frees itself, and that is left to
/// nobody else: its deallocation moves into the reverse sweep, to where it was
/// allocated, so that the reverse sweep can still read it.
class DeferralAnalysis {
public:
  DeferralAnalysis(const Slice &S, MemoryModel &Memory);

  bool isDeferred(MemoryObject *O) const { return Deferred.count(O); }
  /// How \p O, which is deferred, is freed.
  const DeallocationForm &formOf(MemoryObject *O) const {
    return Deferred.find(O)->second;
  }
  /// Whether a pointer to \p O may be left in memory that outlives the call.
  bool isKept(MemoryObject *O) const { return Escapes.isKept(O); }

private:
  EscapeAnalysis Escapes;
  llvm::MapVector<MemoryObject *, DeallocationForm> Deferred;
};

} // namespace enzyme

#endif
