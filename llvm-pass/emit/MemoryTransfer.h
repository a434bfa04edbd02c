//===- MemoryTransfer.h - Derivatives of memcpy, memmove and memset --------===//

#ifndef CARGO_ENZYME_EMIT_MEMORYTRANSFER_H
#define CARGO_ENZYME_EMIT_MEMORYTRANSFER_H

#include "analysis/MemoryModel.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/IntrinsicInst.h"

namespace enzyme {

/// Forward sweep: copies the pointers among the bytes that \p T copies.
void emitPointerTransfer(llvm::IRBuilder<> &B, llvm::MemTransferInst &T,
                         MemoryModel &Memory, llvm::Value *ShadowTo,
                         llvm::Value *ShadowFrom);

/// Forward sweep: the pointers among the bytes that \p S sets become null.
void emitPointerFill(llvm::IRBuilder<> &B, llvm::MemSetInst &S,
                     MemoryModel &Memory, llvm::Value *ShadowTo);

/// Reverse sweep: the floats among the \p Bytes bytes: adjoint of the source
/// (if \p ShadowFrom is not null) += adjoint of the destination, which becomes
/// zero. Right for overlapping memory.
void emitAdjointTransfer(llvm::IRBuilder<> &B, const llvm::MemIntrinsic &T,
                         MemoryModel &Memory, llvm::Value *ShadowTo,
                         llvm::Value *ShadowFrom, llvm::Value *Bytes);

/// Forward mode: the tangents of the bytes that \p T copies.
void emitTangentTransfer(llvm::IRBuilder<> &B, llvm::MemTransferInst &T,
                         MemoryModel &Memory, llvm::Value *ShadowTo,
                         llvm::Value *ShadowFrom, bool FromHasShadow);

} // namespace enzyme

#endif
