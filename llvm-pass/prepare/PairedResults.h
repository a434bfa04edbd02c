//===- PairedResults.h - Operations with two results -----------------------===//

#ifndef CARGO_ENZYME_PREPARE_PAIREDRESULTS_H
#define CARGO_ENZYME_PREPARE_PAIREDRESULTS_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// Replaces operations with two results by ones with one result each, which
/// have rules: the intrinsics for sine with cosine, and fraction with whole
/// part; of the crate `libm` these and mantissa with exponent, log-gamma with
/// sign.
void separateResults(llvm::Function &F);

} // namespace enzyme

#endif
