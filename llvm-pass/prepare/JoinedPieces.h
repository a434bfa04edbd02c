//===- JoinedPieces.h - Words that are put together from pieces ------------===//

#ifndef CARGO_ENZYME_PREPARE_JOINEDPIECES_H
#define CARGO_ENZYME_PREPARE_JOINEDPIECES_H

#include "llvm/IR/Dominators.h"

namespace enzyme {

/// Where a variant of an enum has a few bytes, another may have the same bytes of
/// an address or of a float. Simplification lets these and the others of the word
/// go their own ways and puts them together where the word is used, or written.
/// Here they stay together: what comes from one word is that word.
void joinPieces(llvm::Function &F, const llvm::DominatorTree &DT);

/// The word of which \p Or puts pieces together; null if they are of none on any
/// path.
llvm::Value *wordOfPieces(llvm::Instruction &Or, const llvm::DominatorTree &DT);

} // namespace enzyme

#endif
