//===- LastMerge.h - Where values come together last ----------------------===//

#ifndef CARGO_ENZYME_SUPPORT_LASTMERGE_H
#define CARGO_ENZYME_SUPPORT_LASTMERGE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/IR/Dominators.h"

namespace enzyme {

/// Of \p Values, which are all known at one place: the block of the last of them,
/// if those of them that are from there are phis. What the others are does not
/// depend on the way that leads there. Null if the last is no phi.
llvm::BasicBlock *lastMerge(llvm::ArrayRef<llvm::Value *> Values,
                            const llvm::DominatorTree &DT);

/// What \p V of those is on the way by \p From to \p Merge, which is not null.
llvm::Value *incomingBy(llvm::Value *V, const llvm::BasicBlock &From,
                        const llvm::BasicBlock &Merge);

} // namespace enzyme

#endif
