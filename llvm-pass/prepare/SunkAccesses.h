//===- SunkAccesses.h - Accesses of the stack that were merged into one ----===//

#ifndef CARGO_ENZYME_PREPARE_SUNKACCESSES_H
#define CARGO_ENZYME_PREPARE_SUNKACCESSES_H

#include "llvm/IR/PassManager.h"

namespace enzyme {

/// Two branches that end with a store each, to different places on the stack,
/// are simplified into one store to a place that is chosen: a variant of an
/// enum is written that way. Then no place is a register any more. Here each
/// branch stores again, so that the simplification that follows makes it one.
void raiseSunkStores(llvm::Function &F);

/// The same of loads, also if they follow later: what two branches drop is
/// loaded that way. Each branch loads what has not changed until it is needed.
void raiseSunkLoads(llvm::Function &F, llvm::FunctionAnalysisManager &FAM);

} // namespace enzyme

#endif
