//===- LibraryStatics.h - What the library keeps between calls -------------===//

#ifndef CARGO_ENZYME_RULES_LIBRARYSTATICS_H
#define CARGO_ENZYME_RULES_LIBRARYSTATICS_H

#include "llvm/IR/Value.h"

namespace enzyme {

/// Whether \p Memory is in a static of the library that no address is stored in:
/// the keys of hash maps, from which places in tables are computed.
bool isOfNumbers(const llvm::Value &Memory);

} // namespace enzyme

#endif
