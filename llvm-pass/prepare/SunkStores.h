//===- SunkStores.h - Stores that were merged into one --------------------===//

#ifndef CARGO_ENZYME_PREPARE_SUNKSTORES_H
#define CARGO_ENZYME_PREPARE_SUNKSTORES_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// Two branches that end with a store each, to different places on the stack,
/// are simplified into one store to a place that is chosen: a variant of an
/// enum is written that way. Then no place is a register any more. Here each
/// branch stores again, so that the simplification that follows makes it one.
void raiseSunkStores(llvm::Function &F);

} // namespace enzyme

#endif
