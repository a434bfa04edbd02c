//===- ZeroShortcuts.h - Zeros by way of zeroed memory --------------------===//

#ifndef CARGO_ENZYME_PREPARE_ZEROSHORTCUTS_H
#define CARGO_ENZYME_PREPARE_ZEROSHORTCUTS_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// `vec![v; n]` asks for zeroed memory where the bits of v are zero, and stores
/// v in memory of the same size elsewhere. The zeros would be without a
/// derivative; here v is stored in any case. Whether something has changed.
bool storeZeros(llvm::Function &F);

} // namespace enzyme

#endif
