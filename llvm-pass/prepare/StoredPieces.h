//===- StoredPieces.h - Words that are stored in pieces -------------------===//

#ifndef CARGO_ENZYME_PREPARE_STOREDPIECES_H
#define CARGO_ENZYME_PREPARE_STOREDPIECES_H

#include "llvm/IR/Dominators.h"

namespace enzyme {

/// Stores side by side that write the pieces of one word, on some path, become
/// one store of that word (JoinedPieces.h).
void joinStoredPieces(llvm::Function &F, const llvm::DominatorTree &DT);

} // namespace enzyme

#endif
