//===- LibraryResults.h - Memory that library functions return in ---------===//

#ifndef CARGO_ENZYME_PREPARE_LIBRARYRESULTS_H
#define CARGO_ENZYME_PREPARE_LIBRARYRESULTS_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// What a function without a derivative returns in memory replaces what was
/// there, with the shadows and the adjoints of that. Here the memory is set to
/// zero first, which says so.
void clearLibraryResults(llvm::Function &F);

} // namespace enzyme

#endif
