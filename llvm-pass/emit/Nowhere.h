//===- Nowhere.h - Shadows of what a library has made ----------------------===//
//
// Library functions that are run as they are make memory of their own, texts
// above all: what they return or leave has no shadow. Where its address is taken
// for one that may have a shadow, that is null, or what has been added to it or
// taken off.
//
//===----------------------------------------------------------------------===//

#ifndef CARGO_ENZYME_EMIT_NOWHERE_H
#define CARGO_ENZYME_EMIT_NOWHERE_H

#include "llvm/IR/IRBuilder.h"

namespace enzyme {

/// Whether \p Shadow, a pointer or words, leads nowhere.
llvm::Value *isNowhere(llvm::IRBuilder<> &B, llvm::Value *Shadow);

/// Whether the word \p Word, of the primal, is too low for an address.
llvm::Value *isTooLow(llvm::IRBuilder<> &B, llvm::Value *Word);

/// As many of the \p Bytes bytes at \p Shadow as there are: all or none.
llvm::Value *bytesThere(llvm::IRBuilder<> &B, llvm::Value *Shadow,
                        llvm::Value *Bytes);

/// \p Shadow, or if that leads nowhere, a zero of type \p T that nobody else
/// reads or writes.
llvm::Value *placeFor(llvm::IRBuilder<> &B, llvm::Value *Shadow, llvm::Type *T);

/// As a memmove of the shadows of memory without floats.
void moveShadows(llvm::IRBuilder<> &B, llvm::Value *To, llvm::MaybeAlign ToAlign,
                 llvm::Value *From, llvm::MaybeAlign FromAlign,
                 llvm::Value *Bytes);

} // namespace enzyme

#endif
