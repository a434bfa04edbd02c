//===- MovedDoubles.h - Doubles that may be addresses ----------------------===//

#ifndef CARGO_ENZYME_ANALYSIS_MOVEDDOUBLES_H
#define CARGO_ENZYME_ANALYSIS_MOVEDDOUBLES_H

#include "analysis/MemoryModel.h"

namespace enzyme {

/// A compiler that knows from the variant of an enum that a word is a double
/// reads it as one before it looks at the variant, and moves it as one where it
/// is an address. Such moves become moves of integers, of which either may
/// come; what computes with the double keeps it. Returns whether anything
/// changed; the model is stale then.
bool moveDoublesAsWords(llvm::Function &F, MemoryModel &Memory);

} // namespace enzyme

#endif
