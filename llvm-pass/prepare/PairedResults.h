//===- PairedResults.h - Intrinsics with two results -----------------------===//

#ifndef CARGO_ENZYME_PREPARE_PAIREDRESULTS_H
#define CARGO_ENZYME_PREPARE_PAIREDRESULTS_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// Replaces sine with cosine, and fraction with whole part, by operations with
/// one result each, which have rules.
void separateResults(llvm::Function &F);

} // namespace enzyme

#endif
