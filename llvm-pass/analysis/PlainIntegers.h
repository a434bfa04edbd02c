//===- PlainIntegers.h - Integers without a part of an address -------------===//

#ifndef CARGO_ENZYME_ANALYSIS_PLAININTEGERS_H
#define CARGO_ENZYME_ANALYSIS_PLAININTEGERS_H

#include "analysis/MemoryModel.h"

namespace enzyme {

/// Whether \p V has so few bits that it is the field of another variant of an enum,
/// and no address.
bool isSmallNumber(const llvm::Value &V, const llvm::DataLayout &DL);

/// Whether whatever the integer \p V is computed from are numbers: constants,
/// floats, what is loaded from where no addresses are, and if the caller of the
/// function is known to hand over numbers only (\p OfArguments), arguments.
bool isPlainInteger(const llvm::Value &V, MemoryModel &Memory,
                    bool OfArguments);

} // namespace enzyme

#endif
