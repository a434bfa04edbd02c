//===- LibraryStatics.h - What the library keeps between calls ------------===//

#ifndef CARGO_ENZYME_RULES_LIBRARYSTATICS_H
#define CARGO_ENZYME_RULES_LIBRARYSTATICS_H

#include "llvm/IR/Value.h"

namespace enzyme {

/// Whether \p Memory is where the library keeps numbers, and never an address: the
/// keys of hash maps, from which places in tables are computed, and the variable
/// that they are made in.
bool isOfNumbers(const llvm::Value &Memory);

} // namespace enzyme

#endif
