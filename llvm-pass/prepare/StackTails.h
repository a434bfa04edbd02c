//===- StackTails.h - Parts of structs that are left on the stack ----------===//

#ifndef CARGO_ENZYME_PREPARE_STACKTAILS_H
#define CARGO_ENZYME_PREPARE_STACKTAILS_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// Where the first field of a struct travels in a register, the rest is copied to
/// the stack and back, and begins in the middle of a word there. Gives such a rest
/// the place in a word that it has elsewhere: words are looked at as a whole. To
/// be done last, since simplification would undo it.
void placeTailsInWords(llvm::Function &F);

} // namespace enzyme

#endif
