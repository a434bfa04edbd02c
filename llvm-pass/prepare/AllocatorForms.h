//===- AllocatorForms.h - Calls of allocators in the forms that have rules ---===//

#ifndef CARGO_ENZYME_PREPARE_ALLOCATORFORMS_H
#define CARGO_ENZYME_PREPARE_ALLOCATORFORMS_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// Replaces each reallocation in \p F by an allocation, a copy and a
/// deallocation: three operations whose derivatives are known. Where the
/// allocator is not told the old size (C), everything that may be used of the
/// old memory is copied, and shadows are as large as what may be used.
/// posix_memalign becomes aligned_alloc and a store.
void lowerAllocatorForms(llvm::Function &F);

/// The name of libc's function that tells how much of an allocation may be
/// used. A module in which it is declared has copies of that size.
inline constexpr const char *UsableSizeFunction = "malloc_usable_size";

} // namespace enzyme

#endif
