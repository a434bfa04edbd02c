//===- ByteProbes.h - Bytes that are compared at a variable index ----------===//

#ifndef CARGO_ENZYME_ANALYSIS_BYTEPROBES_H
#define CARGO_ENZYME_ANALYSIS_BYTEPROBES_H

#include "llvm/IR/Operator.h"

namespace enzyme {

/// Whether \p G is an address in a variable on the stack at which bytes are only
/// compared: a table of bytes in a struct, such as the encoding of the character
/// that is searched for.
bool isByteProbe(const llvm::GEPOperator &G);

} // namespace enzyme

#endif
