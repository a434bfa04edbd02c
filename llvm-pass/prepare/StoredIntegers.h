//===- StoredIntegers.h - Integers that are stored as pointers -------------===//

#ifndef CARGO_ENZYME_PREPARE_STOREDINTEGERS_H
#define CARGO_ENZYME_PREPARE_STOREDINTEGERS_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// Simplification makes one store of two, of a pointer and of an integer, and casts
/// the integer. What was computed as an integer is stored as one again, so that it
/// is not taken for a pointer that nobody knows.
void storeAsIntegers(llvm::Function &F);

} // namespace enzyme

#endif
