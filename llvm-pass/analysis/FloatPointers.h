//===- FloatPointers.h - Floats that travel as pointers --------------------===//

#ifndef CARGO_ENZYME_ANALYSIS_FLOATPOINTERS_H
#define CARGO_ENZYME_ANALYSIS_FLOATPOINTERS_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Instructions.h"

namespace enzyme {

// Where one variant of an enum has a float and another an address, optimised code
// moves both as pointers, and nothing else may tell that the memory between holds
// floats.

/// Whether \p Pointer may be the bits of a float that is computed with.
bool mayBeFloat(llvm::Value &Pointer);

/// The pointers loaded from memory of which \p Word is made, where a float is
/// computed with that is made of it.
llvm::SmallVector<llvm::LoadInst *, 2>
floatsLoadedAsPointers(llvm::PtrToIntInst &Word);

} // namespace enzyme

#endif
