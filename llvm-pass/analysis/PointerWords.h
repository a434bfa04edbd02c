//===- PointerWords.h - Words of either kind that travel as pointers -------===//

#ifndef CARGO_ENZYME_ANALYSIS_POINTERWORDS_H
#define CARGO_ENZYME_ANALYSIS_POINTERWORDS_H

#include "analysis/Activity.h"

namespace enzyme {

/// Simplification lets the words of all variants of an enum travel as pointers,
/// if that of one is an address. Pointers that are loaded from, and stored to,
/// memory in which only the run shows what a word is travel as integers. Returns
/// whether anything changed; the model is stale then.
bool movePointersAsWords(llvm::Function &F, MemoryModel &Memory,
                         const ActivityAnalysis &Activities);

} // namespace enzyme

#endif
