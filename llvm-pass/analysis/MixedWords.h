//===- MixedWords.h - Integers that are moved and are more than one value ---===//

#ifndef CARGO_ENZYME_ANALYSIS_MIXEDWORDS_H
#define CARGO_ENZYME_ANALYSIS_MIXEDWORDS_H

#include "analysis/MemoryModel.h"

namespace enzyme {

/// Compilers move neighbours as one integer: a single beside a count or beside
/// padding, a double beside an address. Loads and stores of integers that have
/// a float in one place and something else in another become one for each
/// place. Returns whether anything changed; the model is stale then.
bool splitMixedWords(llvm::Function &F, MemoryModel &Memory);

} // namespace enzyme

#endif
