//===- WordAddresses.h - Addresses that travel as doubles ------------------===//

#ifndef CARGO_ENZYME_CLEANUP_WORDADDRESSES_H
#define CARGO_ENZYME_CLEANUP_WORDADDRESSES_H

#include "llvm/IR/Module.h"

namespace enzyme {

/// Gives addresses that the derivatives of \p M compute from doubles a name of
/// their own. The instruction selector that LLVM uses without optimisation looks
/// through casts for the operands of an address, and would take the register of
/// the double for one that holds an address.
void separateWordsFromAddresses(llvm::Module &M);

} // namespace enzyme

#endif
