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

#include "emit/BitsCheck.h"
#include "llvm/IR/IRBuilder.h"

namespace enzyme {

/// Forward sweep: copies the words of shadow memory that are addresses. Those
/// that were at \p To before are gone. The program ends if one would have to be
/// copied to memory of another alignment.
void emitAddressWords(llvm::IRBuilder<> &B, llvm::Value *To, llvm::Value *From,
                      llvm::Value *Bytes, Message IfLost);
void clearAddressWords(llvm::IRBuilder<> &B, llvm::Value *To,
                       llvm::Value *Bytes);

/// Reverse sweep: words that are no addresses are adjoints: that of the source
/// (if \p From is not null) += that of the destination, which becomes zero.
/// Right for overlapping memory. The program ends if there is an adjoint that
/// cannot be moved: of a word that is copied in part, or to another alignment.
void emitAdjointWords(llvm::IRBuilder<> &B, llvm::Value *To, llvm::Value *From,
                      llvm::Value *Bytes, Message IfLost);

/// The program ends if there is an adjoint in \p V, or in a word of which a part
/// is in the \p Bytes bytes at \p Address.
void checkNoAdjoint(llvm::IRBuilder<> &B, llvm::Value *V, Message IfLost);
void checkNoAdjointAt(llvm::IRBuilder<> &B, llvm::Value *Address,
                      uint64_t Bytes, Message IfLost);

/// Forward sweep: the words of \p Shadow, of any type that consists of words,
/// that are addresses replace those at \p To.
void emitAddressStore(llvm::IRBuilder<> &B, llvm::Value *To,
                      llvm::Value *Shadow, llvm::Align Alignment);

/// Forward sweep: floats or integers of type \p T are written: addresses that
/// were at \p At before are none any more.
void clearAddresses(llvm::IRBuilder<> &B, llvm::Value *At, llvm::Type *T,
                    llvm::Align Alignment);

/// Whether there is an adjoint, or a tangent, other than zero in a word of \p V.
llvm::Value *holdsAdjoint(llvm::IRBuilder<> &B, llvm::Value *V);

/// The words of \p V, of doubles or words, as integers.
llvm::Value *asWords(llvm::IRBuilder<> &B, llvm::Value *V);

/// Whether \p Word, or each of a vector of words, is an address.
llvm::Value *isAddress(llvm::IRBuilder<> &B, llvm::Value *Word);

/// Reverse sweep: takes the adjoint of type \p T at \p From, which becomes zero.
/// Words that are addresses stay, and their adjoint is zero.
llvm::Value *takeAdjointWords(llvm::IRBuilder<> &B, llvm::Value *From,
                              llvm::Type *T);

/// Forward mode: what is stored in the shadow for \p V, which carries no
/// tangent: itself if it is an address or a small integer, zero if a float.
llvm::Value *wordsWithoutTangent(llvm::IRBuilder<> &B, llvm::Value *V);

} // namespace enzyme

#endif
