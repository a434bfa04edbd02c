//===- Repeatability.h - Functions that may be run again -------------------===//

#ifndef CARGO_ENZYME_PREPARE_REPEATABILITY_H
#define CARGO_ENZYME_PREPARE_REPEATABILITY_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// The first instruction for which another run of \p F with the same arguments
/// could differ from the first or be noticed: an access to memory that outlives
/// the call, or a call that is not understood. Null if there is none.
const llvm::Instruction *firstUnrepeatable(const llvm::Function &F);

} // namespace enzyme

#endif
