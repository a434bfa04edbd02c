//===- ArgumentConversion.h - Undoing C's default promotions ---------------===//

#ifndef CARGO_ENZYME_REQUEST_ARGUMENTCONVERSION_H
#define CARGO_ENZYME_REQUEST_ARGUMENTCONVERSION_H

#include "llvm/IR/DataLayout.h"
#include "llvm/IR/IRBuilder.h"

namespace enzyme {

/// Whether a value of type \p From in a variable argument list can be meant
/// for a parameter of type \p To: the same type, what C promotes it to (double
/// for float, 32 bits for smaller integers), or an address as an integer.
bool isConvertibleArgument(llvm::Type *From, llvm::Type *To,
                           const llvm::DataLayout &Layout);

/// Emits the conversion, which loses nothing that the promotion preserved.
/// The types must be convertible.
llvm::Value *convertArgument(llvm::IRBuilder<> &B, llvm::Value *V,
                             llvm::Type *To);

} // namespace enzyme

#endif
