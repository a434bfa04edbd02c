//===- PointerVectors.h - Vectors of addresses -----------------------------===//

#ifndef CARGO_ENZYME_PREPARE_POINTERVECTORS_H
#define CARGO_ENZYME_PREPARE_POINTERVECTORS_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// Optimised code loads and stores neighbouring pointers as one vector, of
/// pointers or of words: lets each travel by itself. What cannot be taken apart
/// (gathers) stays. Returns whether anything changed.
bool separatePointers(llvm::Function &F);

} // namespace enzyme

#endif
