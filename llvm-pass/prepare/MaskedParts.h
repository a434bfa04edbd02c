//===- MaskedParts.h - Words put together of their own parts ---------------===//

#ifndef CARGO_ENZYME_PREPARE_MASKEDPARTS_H
#define CARGO_ENZYME_PREPARE_MASKEDPARTS_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// Where a word is taken apart by masks and put together again, it is the word
/// itself, or what one mask leaves of it.
void joinMaskedParts(llvm::Function &F);

} // namespace enzyme

#endif
