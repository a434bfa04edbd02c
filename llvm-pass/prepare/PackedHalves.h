//===- PackedHalves.h - Words of two halves --------------------------------===//

#ifndef CARGO_ENZYME_PREPARE_PACKEDHALVES_H
#define CARGO_ENZYME_PREPARE_PACKEDHALVES_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// Compilers pass two singles, or a single and what stands beside it, in one
/// register of 64 bits: they are shifted into it and out of it. Here the halves
/// go their own ways: stores of such words, and loads of words of which only
/// halves are used or of which one half is a single, become two of 32 bits; so do
/// choices between them and masks of them.
void splitPackedHalves(llvm::Function &F);

} // namespace enzyme

#endif
