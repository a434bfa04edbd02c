//===- RequestCall.h - The call that stands where a request stood ----------===//

#ifndef CARGO_ENZYME_REPLACE_REQUESTCALL_H
#define CARGO_ENZYME_REPLACE_REQUESTCALL_H

#include "request/Request.h"
#include "llvm/IR/IRBuilder.h"

namespace enzyme {

/// The arguments of the primal, each Duplicated one followed by its shadows, in
/// the types of the primal's parameters.
llvm::SmallVector<llvm::Value *, 8> derivativeArguments(llvm::IRBuilder<> &B,
                                                        const Request &R);

/// The shadows alone.
llvm::SmallVector<llvm::Value *, 4> derivativeShadows(llvm::IRBuilder<> &B,
                                                      const Request &R);

/// A call, or an invoke where the request is one, of \p Callee. What is emitted
/// next at \p B comes after it.
llvm::CallBase *emitRequestCall(llvm::IRBuilder<> &B, const Request &R,
                                llvm::Function &Callee,
                                llvm::ArrayRef<llvm::Value *> Arguments);

} // namespace enzyme

#endif
