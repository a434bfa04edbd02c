//===- Cleanup.h - From generated code to good code ------------------------===//

#ifndef CARGO_ENZYME_CLEANUP_CLEANUP_H
#define CARGO_ENZYME_CLEANUP_CLEANUP_H

#include "prepare/CallTree.h"

namespace enzyme {

/// Turns the stack slots of a derivative into registers and simplifies it.
/// The rest of the compiler's pipeline vectorises and unrolls.
void cleanUp(llvm::Function &F, CallTree &Tree,
             llvm::FunctionAnalysisManager &FAM);

} // namespace enzyme

#endif
