//===- UnusedLanes.h - Vectors of which some lanes are not used -----------===//

#ifndef CARGO_ENZYME_PREPARE_UNUSEDLANES_H
#define CARGO_ENZYME_PREPARE_UNUSEDLANES_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// Where only some lanes of a vector of floats are used, as in the last steps
/// of a reduction, the others may be anything: poison, or outside of what the
/// operation has a derivative for. Zero times that is not zero. Here such
/// operations are done lane by lane, on those that are used.
void splitUnusedLanes(llvm::Function &F);

} // namespace enzyme

#endif
