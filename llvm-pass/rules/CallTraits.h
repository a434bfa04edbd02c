//===- CallTraits.h - What is known of a function without its body ---------===//

#ifndef CARGO_ENZYME_RULES_CALLTRAITS_H
#define CARGO_ENZYME_RULES_CALLTRAITS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/IR/InstrTypes.h"
#include <optional>

namespace enzyme {

/// A call that returns fresh memory, recognised by `allockind` (Rust's
/// allocator, clang's malloc family) or, without attributes, by libc name.
struct AllocationCall {
  llvm::Value *Size;      // bytes; for calloc the product is Size * Count
  llvm::Value *Count;     // null unless the size is a product
  llvm::Value *Alignment; // null if the allocator takes none
  bool Zeroed;
};

/// malloc, calloc, aligned_alloc, operator new, __rust_alloc(_zeroed).
std::optional<AllocationCall> asAllocation(const llvm::CallBase &Call);

/// The freed pointer of free, operator delete, __rust_dealloc; else null.
llvm::Value *asDeallocation(const llvm::CallBase &Call);

/// A call that moves memory to an allocation of another size.
struct ReallocationCall {
  llvm::Value *Pointer;
  llvm::Value *OldSize;   // bytes; null if the allocator is not told
  llvm::Value *Size;      // bytes
  llvm::Value *Alignment; // null if the allocator takes none
};

/// realloc, __rust_realloc; nothing for a reallocation in another form.
std::optional<ReallocationCall> asReallocation(const llvm::CallBase &Call);
bool isReallocation(const llvm::CallBase &Call);

/// The functions that allocate and free memory which \p Call reallocates; null
/// if the program does not have them.
struct AllocatorFamily {
  llvm::Function *Allocate;
  llvm::Function *Free;
};
AllocatorFamily familyOf(const llvm::CallBase &Reallocation);

/// Families in which a reallocation has a body, but the functions that it would
/// be put together from are missing: their functions are no allocators from
/// then on, so that what they call is seen instead.
void exposeIncompleteFamilies(llvm::Module &M);

/// Any of the three above, as a function: prepare must not inline it.
bool isAllocatorFunction(const llvm::Function &F);

/// Functions that carry no derivative whatever their arguments: printing,
/// formatting, panicking, locking of stdout, clocks, environment, the
/// counter behind thread ids. Known by demangled path (both Rust manglings) or
/// libc name. They are executed once, in the forward sweep, and never inlined.
bool isInactiveFunction(const llvm::Function &F);
/// A call of one of these, one that is inactive because of what is passed, or
/// one that the program says so of.
bool isInactiveCall(const llvm::CallBase &Call);
/// The same, and known to write to no memory that anybody reads as a number: not
/// formatting into a buffer or a string.
bool isHarmlessCall(const llvm::CallBase &Call);
void markInactive(llvm::CallBase &Call);

/// Intrinsics and markers without any effect on values: lifetime, assume,
/// debug info, annotations, prefetch, Rust's `__rust_no_alloc_shim_is_unstable`.
bool isIgnorableCall(const llvm::CallBase &Call);

} // namespace enzyme

#endif
