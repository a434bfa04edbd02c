//===- Numbers.h - Integers that are no addresses --------------------------===//

#ifndef CARGO_ENZYME_PREPARE_NUMBERS_H
#define CARGO_ENZYME_PREPARE_NUMBERS_H

#include "llvm/IR/Value.h"

namespace enzyme {

/// Whether the integer \p V is computed as no address is: counted by ones, or
/// scaled, or a distance from a constant. Memory in which words of several
/// meanings are met may say otherwise of the place where it is kept.
bool isNumber(const llvm::Value &V);

} // namespace enzyme

#endif
