//===- DoubleWords.h - Words that travel as doubles ------------------------===//

#ifndef CARGO_ENZYME_ANALYSIS_DOUBLEWORDS_H
#define CARGO_ENZYME_ANALYSIS_DOUBLEWORDS_H

#include "prepare/Slice.h"
#include "llvm/ADT/DenseSet.h"

namespace enzyme {

/// What is loaded and stored as a word of which only the run shows what it is,
/// what is an address elsewhere and a double here, and what hands these on.
llvm::DenseSet<const llvm::Value *> wordsOf(const Slice &S);

} // namespace enzyme

#endif
