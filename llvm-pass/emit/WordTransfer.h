//===- WordTransfer.h - Copies of bytes whose kind shows at run time -------===//
//
// The same bytes may hold an address at one time and a double at another: the
// payload of an enum, the node of a tree, the bucket of a hash table. In the
// shadow such a word is an address, or an adjoint; integers have no shadow and
// are zero there. Addresses of user space are below 2^47. As a double such a
// pattern is below 7e-310, and an adjoint that small counts as zero.
//
//===----------------------------------------------------------------------===//

#ifndef CARGO_ENZYME_EMIT_WORDTRANSFER_H
#define CARGO_ENZYME_EMIT_WORDTRANSFER_H

#include "llvm/IR/IRBuilder.h"

namespace enzyme {

/// Forward sweep: copies the words of shadow memory that are addresses.
void emitAddressWords(llvm::IRBuilder<> &B, llvm::Value *To, llvm::Value *From,
                      llvm::Value *Bytes);

/// Reverse sweep: words that are no addresses are adjoints: that of the source
/// (if \p From is not null) += that of the destination, which becomes zero.
/// Right for overlapping memory.
void emitAdjointWords(llvm::IRBuilder<> &B, llvm::Value *To, llvm::Value *From,
                      llvm::Value *Bytes);

} // namespace enzyme

#endif
