//===- TypeResolution.h - Floats that travel as integers -------------------===//

#ifndef CARGO_ENZYME_ANALYSIS_TYPERESOLUTION_H
#define CARGO_ENZYME_ANALYSIS_TYPERESOLUTION_H

#include "analysis/MemoryModel.h"

namespace enzyme {

/// Gives integer loads, stores, phis and selects whose bytes are floats or
/// addresses their own type. Returns whether anything changed; the model is stale then.
bool resolveTypes(llvm::Function &F, MemoryModel &Memory);

} // namespace enzyme

#endif
