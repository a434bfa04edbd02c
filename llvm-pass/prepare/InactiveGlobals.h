//===- InactiveGlobals.h - Globals without a derivative -------------------===//

#ifndef CARGO_ENZYME_PREPARE_INACTIVEGLOBALS_H
#define CARGO_ENZYME_PREPARE_INACTIVEGLOBALS_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// What is read of a global that is registered as inactive goes through a call
/// without a derivative: simplification would put what was stored in its place,
/// which has one.
void separateInactiveReads(llvm::Function &F);

} // namespace enzyme

#endif
