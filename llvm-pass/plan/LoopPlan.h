//===- LoopPlan.h - How each loop is run backwards -------------------------===//

#ifndef CARGO_ENZYME_PLAN_LOOPPLAN_H
#define CARGO_ENZYME_PLAN_LOOPPLAN_H

#include "plan/Plan.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include <optional>

namespace enzyme {

/// Whether the header phi \p Phi of \p L is a polynomial in the number of the
/// iteration: see Induction.
bool isInduction(llvm::PHINode &Phi, llvm::Loop &L, llvm::ScalarEvolution &SE);
/// That polynomial; its coefficients are expanded in the preheader.
Induction expandInduction(llvm::PHINode &Phi, llvm::Loop &L,
                          llvm::ScalarEvolution &SE);

/// The number of the last iteration of \p L as an i64 of its preheader,
/// expanded there; null if it is not known before the loop is entered. Exits
/// into \p Cold blocks bound the count, but need not be countable.
llvm::Value *expandLastIteration(
    llvm::Loop &L, llvm::ScalarEvolution &SE,
    const llvm::DenseSet<const llvm::BasicBlock *> &Cold);

} // namespace enzyme

#endif
