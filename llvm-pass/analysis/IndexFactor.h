//===- IndexFactor.h - What divides a variable index -----------------------===//

#ifndef CARGO_ENZYME_ANALYSIS_INDEXFACTOR_H
#define CARGO_ENZYME_ANALYSIS_INDEXFACTOR_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Value.h"
#include <cstdint>

namespace enzyme {

/// Pairs of pointers, of which the first minus the second is meant.
using AddressDistances =
    llvm::SmallVector<std::pair<llvm::Value *, llvm::Value *>, 1>;

/// A number that divides \p Index whatever its value; 1 if none is known. A
/// count of bytes tells by it how large the elements are. Differences of
/// addresses that go into it are left out, and found in \p Distances; 0 if it
/// consists of these.
uint64_t factorOf(const llvm::Value &Index, AddressDistances &Distances);

} // namespace enzyme

#endif
