//===- WordTails.h - Copies that begin within a word ----------------------===//

#ifndef CARGO_ENZYME_ANALYSIS_WORDTAILS_H
#define CARGO_ENZYME_ANALYSIS_WORDTAILS_H

#include "analysis/Activity.h"
#include "support/Refusal.h"

namespace enzyme {

/// Of a store that writes again what was there: nothing happens in the shadow.
inline constexpr const char *KeptBytes = "enzyme.kept";

/// Where a variant of an enum has a few bytes, another has an address or a
/// double, and these bytes travel by themselves, the rest of the word is copied
/// with what follows. Such copies become copies of the whole word, so that its
/// shadow comes with it. Returns whether anything changed; the model is stale
/// then.
bool completeWords(const Slice &S, MemoryModel &Memory);

/// Refuses in \p Log the copies that begin within a word and are left, between
/// memory with shadows: in reverse mode these move by words. False if there are any.
bool refuseCutWords(const Slice &S, MemoryModel &Memory,
                    const ActivityAnalysis &Activities, RefusalLog &Log);

} // namespace enzyme

#endif
