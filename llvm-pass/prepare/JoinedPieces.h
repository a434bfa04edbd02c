//===- JoinedPieces.h - Words that are put together from pieces ------------===//

#ifndef CARGO_ENZYME_PREPARE_JOINEDPIECES_H
#define CARGO_ENZYME_PREPARE_JOINEDPIECES_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// Where a variant of an enum has a byte, another may have the first byte of an
/// address or of a float. Simplification lets that byte and the others of the
/// word go their own ways and puts them together where the word is used. Here
/// they stay together: of what is read as one word, one word is loaded.
void joinPieces(llvm::Function &F);

} // namespace enzyme

#endif
