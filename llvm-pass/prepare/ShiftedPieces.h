//===- ShiftedPieces.h - Upper pieces of words, shifted down --------------===//

#ifndef CARGO_ENZYME_PREPARE_SHIFTEDPIECES_H
#define CARGO_ENZYME_PREPARE_SHIFTEDPIECES_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// Narrows the upper pieces of words where they are shifted down, instead of
/// behind the phis by which they come, or where they are shifted up again.
void narrowShiftedPieces(llvm::Function &F);

} // namespace enzyme

#endif
