//===- AddressPhis.h - Pointers of which only the number is read -----------===//

#ifndef CARGO_ENZYME_PREPARE_ADDRESSPHIS_H
#define CARGO_ENZYME_PREPARE_ADDRESSPHIS_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// A slot on the stack that holds a pointer in one variant of an enum and a
/// number in another becomes a pointer, to which the numbers are cast. Where
/// nothing reads it as a pointer, it becomes a number here, to which the
/// pointers are cast: no pointer is made of a number then.
void numberAddressPhis(llvm::Function &F);

} // namespace enzyme

#endif
