//===- UnchangedBytes.h - Stores that may write what is there -------------===//

#ifndef CARGO_ENZYME_EMIT_UNCHANGEDBYTES_H
#define CARGO_ENZYME_EMIT_UNCHANGEDBYTES_H

#include "llvm/IR/IRBuilder.h"

namespace enzyme {

/// What takes the place of \p Stored at \p Place, the shadow of where \p S writes
/// an integer: what is there, if \p S writes what the primal holds already. So a
/// word that was moved as a whole stays what it is when a part of it is written
/// once more. \p Stored itself if \p S writes no part of a word.
llvm::Value *unlessUnchanged(llvm::IRBuilder<> &B, llvm::StoreInst &S,
                             llvm::Value *Stored, llvm::Value *Place);

} // namespace enzyme

#endif
