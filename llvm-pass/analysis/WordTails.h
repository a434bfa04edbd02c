//===- WordTails.h - Copies that begin within a word ----------------------===//

#ifndef CARGO_ENZYME_ANALYSIS_WORDTAILS_H
#define CARGO_ENZYME_ANALYSIS_WORDTAILS_H

#include "analysis/MemoryModel.h"

namespace enzyme {

/// Of a store that writes again what was there: nothing happens in the shadow.
inline constexpr const char *KeptBytes = "enzyme.kept";

/// Where a variant of an enum has a few bytes, another has an address or a
/// double, and these bytes travel by themselves, the rest of the word is copied
/// with what follows. Such copies become copies of the whole word, so that its
/// shadow comes with it. Returns whether anything changed; the model is stale
/// then.
bool completeWords(llvm::Function &F, MemoryModel &Memory);

} // namespace enzyme

#endif
