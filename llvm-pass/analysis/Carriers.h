//===- Carriers.h - Values that may be addresses without saying so ---------===//

#ifndef CARGO_ENZYME_ANALYSIS_CARRIERS_H
#define CARGO_ENZYME_ANALYSIS_CARRIERS_H

#include "analysis/Activity.h"

namespace enzyme {

/// The doubles and integers of a function in which an address to memory with a
/// shadow may travel: what is loaded from words of which only the run shows what
/// they are, addresses as integers, and what is chosen or cast from these. Each
/// has a shadow of its own type, which is an address if the value is one.
class CarrierAnalysis {
public:
  CarrierAnalysis(llvm::Function &F, MemoryModel &Memory,
                  const ActivityAnalysis &Activities,
                  const llvm::DenseSet<const llvm::BasicBlock *> &Cold);

  bool isCarrier(const llvm::Value *V) const { return Carriers.contains(V); }
  /// The operands of \p I by which a carrier goes as an integer where its shadow
  /// cannot follow: into or out of a member of the slice, or into an aggregate.
  llvm::SmallVector<llvm::Value *, 2> passedOn(llvm::Instruction &I,
                                               bool IsMemberCall) const;

private:
  bool startsHere(const llvm::Instruction &I, MemoryModel &Memory,
                  const ActivityAnalysis &Activities) const;

  llvm::DenseSet<const llvm::Value *> Carriers;
};

} // namespace enzyme

#endif
