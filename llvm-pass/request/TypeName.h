//===- TypeName.h - Types in the words of a user ---------------------------===//

#ifndef CARGO_ENZYME_REQUEST_TYPENAME_H
#define CARGO_ENZYME_REQUEST_TYPENAME_H

#include "llvm/IR/Type.h"
#include <string>

namespace enzyme {

/// A type in the words of a user of C or Rust.
std::string describe(llvm::Type *Ty);

} // namespace enzyme

#endif
