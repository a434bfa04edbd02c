//===- LoopPlan.h - How each loop is run backwards -------------------------===//

#ifndef CARGO_ENZYME_PLAN_LOOPPLAN_H
#define CARGO_ENZYME_PLAN_LOOPPLAN_H

#include "plan/Plan.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include <optional>

namespace enzyme {

/// A header phi that is start + iteration · Step (bytes for pointers).
struct Induction {
  llvm::Value *Start;
  int64_t Step;
};
std::optional<Induction> inductionOf(const llvm::PHINode &Phi,
                                     const llvm::Loop &L);

/// The number of the last iteration of \p L as an i64 of its preheader,
/// expanded there; null if it is not known before the loop is entered. Exits
/// into \p Cold blocks bound the count, but need not be countable.
llvm::Value *expandLastIteration(
    llvm::Loop &L, llvm::ScalarEvolution &SE,
    const llvm::DenseSet<const llvm::BasicBlock *> &Cold);

} // namespace enzyme

#endif
