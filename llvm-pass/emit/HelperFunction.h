//===- HelperFunction.h - Functions that derivatives call ------------------===//

#ifndef CARGO_ENZYME_EMIT_HELPERFUNCTION_H
#define CARGO_ENZYME_EMIT_HELPERFUNCTION_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// A new function of the generated code, without a body: private to the module,
/// and never unwinding. The caller has looked for one of that name.
llvm::Function *createHelper(llvm::Module &M, llvm::StringRef Name,
                             llvm::Type *Result,
                             llvm::ArrayRef<llvm::Type *> Parameters);

} // namespace enzyme

#endif
