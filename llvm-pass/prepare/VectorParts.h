//===- VectorParts.h - Elements that are taken out of a vector's bits ------===//

#ifndef CARGO_ENZYME_PREPARE_VECTORPARTS_H
#define CARGO_ENZYME_PREPARE_VECTORPARTS_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// Optimisers take elements of a vector of floats out of the one wide integer that
/// its bits are. Here such a part is a shuffle of the vector, so that the floats
/// are seen.
void shuffleVectorParts(llvm::Function &F);

} // namespace enzyme

#endif
