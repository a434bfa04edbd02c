//===- Digamma.h - The derivative of log Γ ---------------------------------===//

#ifndef CARGO_ENZYME_RULES_DIGAMMA_H
#define CARGO_ENZYME_RULES_DIGAMMA_H

#include "llvm/IR/IRBuilder.h"

namespace enzyme {

/// Emits digamma(\p X) for a scalar float or double. libm has no such
/// function: it is generated, once per module, as a private function.
llvm::Value *emitDigamma(llvm::IRBuilder<> &B, llvm::Value *X);

} // namespace enzyme

#endif
