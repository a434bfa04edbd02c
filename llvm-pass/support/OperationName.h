//===- OperationName.h - Operations in the words of a user -----------------===//

#ifndef CARGO_ENZYME_SUPPORT_OPERATIONNAME_H
#define CARGO_ENZYME_SUPPORT_OPERATIONNAME_H

#include "llvm/IR/Instruction.h"

namespace enzyme {

/// What \p I does, as a noun that a programmer of C or Rust knows.
std::string operationName(const llvm::Instruction &I);

} // namespace enzyme

#endif
