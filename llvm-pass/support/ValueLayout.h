//===- ValueLayout.h - One value in the types of another -------------------===//

#ifndef CARGO_ENZYME_SUPPORT_VALUELAYOUT_H
#define CARGO_ENZYME_SUPPORT_VALUELAYOUT_H

#include "llvm/IR/DataLayout.h"
#include "llvm/IR/IRBuilder.h"

namespace enzyme {

/// The scalars and vectors of \p T in order.
llvm::SmallVector<llvm::Type *, 8> scalarsOf(llvm::Type *T);
/// Emits the scalars and vectors of \p V in order.
llvm::SmallVector<llvm::Value *, 8> scalarsOf(llvm::IRBuilder<> &B,
                                              llvm::Value *V);
/// Emits the value of type \p T that has the first of \p Scalars, which are
/// dropped.
llvm::Value *joinScalars(llvm::IRBuilder<> &B, llvm::Type *T,
                         llvm::ArrayRef<llvm::Value *> &Scalars);

/// Whether a value of type \p From can be given where \p To is declared: the
/// scalars of both are the same, or they fill the same bytes and one does not
/// say what they are (small structs travel in registers of other types, rustc
/// declares large ones as bytes).
bool haveSameLayout(llvm::Type *From, llvm::Type *To,
                    const llvm::DataLayout &Layout);

/// Emits the conversion; the layouts are the same.
llvm::Value *convertLayout(llvm::IRBuilder<> &B, llvm::Value *V,
                           llvm::Type *To);

} // namespace enzyme

#endif
