//===- PassedType.h - What a function takes and returns, as its source says -===//

#ifndef CARGO_ENZYME_SUPPORT_PASSEDTYPE_H
#define CARGO_ENZYME_SUPPORT_PASSEDTYPE_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Function.h"

namespace enzyme {

bool returnsThroughMemory(const llvm::Function &F);
/// What \p F returns, in registers or in memory.
llvm::Type *resultOf(const llvm::Function &F);
/// What \p F takes, in registers or in memory of which it gets a copy.
llvm::SmallVector<llvm::Type *, 8> passedTypes(const llvm::Function &F);

} // namespace enzyme

#endif
