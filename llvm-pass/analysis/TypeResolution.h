//===- TypeResolution.h - Floats that travel as integers -------------------===//

#ifndef CARGO_ENZYME_ANALYSIS_TYPERESOLUTION_H
#define CARGO_ENZYME_ANALYSIS_TYPERESOLUTION_H

#include "analysis/Activity.h"

namespace enzyme {

/// Gives integer loads, stores, phis and selects whose bytes are floats or
/// addresses their own type. Returns whether anything changed; the model is
/// stale then. With \p Activities, what carries no bits of active floats stays.
bool resolveTypes(llvm::Function &F, MemoryModel &Memory,
                  const ActivityAnalysis *Activities = nullptr);

/// Lets words of which only the run shows whether they are doubles or addresses
/// travel as doubles, where they may carry a derivative. To be done last:
/// simplification would undo it.
void resolveWords(llvm::Function &F, MemoryModel &Memory,
                  const ActivityAnalysis &Activities);

/// Loads, phis, selects, freezes and stores, and the types that are to be theirs.
using Retypings =
    llvm::SmallVector<std::pair<llvm::Instruction *, llvm::Type *>, 16>;

/// Gives them these types, with casts around them; whether there was anything to
/// do. Accesses of \p Words are marked: the model would take their memory for
/// doubles from then on.
bool retype(const Retypings &Work, bool Words);

/// If \p Cast gives the bits of a double back to which a small number was added,
/// that double. Integers count like this; of a float it is the neighbour by so
/// many units in the last place, and its derivative is one. Else null.
llvm::Value *neighbourOf(const llvm::Instruction &Cast);

} // namespace enzyme

#endif
