//===- IndexFactor.h - What divides a variable index -----------------------===//

#ifndef CARGO_ENZYME_ANALYSIS_INDEXFACTOR_H
#define CARGO_ENZYME_ANALYSIS_INDEXFACTOR_H

#include "llvm/IR/Value.h"
#include <cstdint>

namespace enzyme {

/// A number that divides \p Index whatever its value; 1 if none is known. A
/// count of bytes tells by it how large the elements are.
uint64_t factorOf(const llvm::Value &Index);

} // namespace enzyme

#endif
