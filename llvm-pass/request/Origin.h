//===- Origin.h - What stands behind an argument of a request --------------===//

#ifndef CARGO_ENZYME_REQUEST_ORIGIN_H
#define CARGO_ENZYME_REQUEST_ORIGIN_H

#include "llvm/IR/Function.h"
#include "llvm/IR/Value.h"

namespace enzyme {

/// The value that \p V is, bit for bit as far as it matters for a constant:
/// looks through casts between pointers and integers, aliases, loads of
/// constants, and stack slots that are written once (unoptimised code).
llvm::Value *originOf(llvm::Value *V);

/// The function that \p V is, or null.
llvm::Function *functionBehind(llvm::Value *V);

} // namespace enzyme

#endif
