//===- AccessOverlap.h - Whether two accesses ever name the same bytes -----===//

#ifndef CARGO_ENZYME_ANALYSIS_ACCESSOVERLAP_H
#define CARGO_ENZYME_ANALYSIS_ACCESSOVERLAP_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/Analysis/AliasAnalysis.h"
#include "llvm/Analysis/LoopInfo.h"

namespace enzyme {

/// Compares accesses over the whole run of a function, in whatever iterations
/// they are executed. LLVM's answers are about one execution of each: the same
/// address expression names different bytes in different iterations, the phis
/// of two pointers that a loop swaps meet later, and what an inlined call
/// promises about its arguments holds for that one call.
class AccessOverlap {
public:
  AccessOverlap(llvm::Function &F, llvm::AAResults &AA, llvm::LoopInfo &LI);

  /// Whether the memory at \p WrittenTo, written by \p W, may be that which
  /// \p L reads, as objects rather than as addresses. \p TypesTell: no memory is
  /// read as one type and later written as another.
  bool mayOverlap(const llvm::Instruction &W, const llvm::Value *WrittenTo,
                  const llvm::LoadInst &L, bool TypesTell);
  /// The same for a call that writes through no pointer in particular.
  bool mayBeWrittenBy(const llvm::Instruction &W, const llvm::LoadInst &L);

private:
  llvm::AAMDNodes promises(const llvm::Instruction &I, const llvm::Loop *Common,
                           bool TypesTell) const;
  const llvm::Loop *commonLoop(const llvm::Instruction &A,
                               const llvm::Instruction &B) const;
  bool holdThroughout(const llvm::MDNode *Scopes,
                      const llvm::Loop *Common) const;

  llvm::AAResults &AA;
  llvm::LoopInfo &LI;
  /// Where the scopes of promises begin.
  llvm::DenseMap<const llvm::Metadata *, const llvm::BasicBlock *> Scopes;
};

} // namespace enzyme

#endif
