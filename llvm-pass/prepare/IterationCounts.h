//===- IterationCounts.h - Counts that differ in derivatives ---------------===//

#ifndef CARGO_ENZYME_PREPARE_ITERATIONCOUNTS_H
#define CARGO_ENZYME_PREPARE_ITERATIONCOUNTS_H

#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Module.h"

namespace enzyme {

/// Whether \p Call is `__enzyme_iter(n, k)`: n in the primal, n + k in what is
/// differentiated.
bool isIterationCount(const llvm::CallBase &Call);

/// Makes the counts of \p F, a copy that is to be differentiated, n + k.
void extendIterations(llvm::Function &F);

/// Makes all counts of the program n. True if there was one.
bool countIterations(llvm::Module &M);

} // namespace enzyme

#endif
