//===- PackedHalves.h - Words that are put together from two halves --------===//

#ifndef CARGO_ENZYME_PREPARE_PACKEDHALVES_H
#define CARGO_ENZYME_PREPARE_PACKEDHALVES_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// Compilers pass two singles in one register of 64 bits: they are shifted into
/// it and out of it. Here the halves go their own ways: stores of such words,
/// and loads of words of which only halves are used, become two of 32 bits; so
/// do choices between them.
void splitPackedHalves(llvm::Function &F);

} // namespace enzyme

#endif
