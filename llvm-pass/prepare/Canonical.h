//===- Canonical.h - The form that the later stages rely on ----------------===//

#ifndef CARGO_ENZYME_PREPARE_CANONICAL_H
#define CARGO_ENZYME_PREPARE_CANONICAL_H

#include "support/Refusal.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/PassManager.h"

namespace enzyme {

/// Brings \p F into canonical form: one return, natural loops with preheader,
/// one latch, dedicated exits and loop-closed SSA, static allocas in the entry block, the entry
/// block without predecessors and not in a loop.
void canonicalise(llvm::Function &F, llvm::FunctionAnalysisManager &FAM);

/// Refuses \p F if it is not in canonical form.
bool verifyCanonical(llvm::Function &F, llvm::FunctionAnalysisManager &FAM,
                     RefusalLog &Log);

} // namespace enzyme

#endif
