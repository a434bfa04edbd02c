//===- ResultLayout.h - Results as the program declares them ---------------===//

#ifndef CARGO_ENZYME_REPLACE_RESULTLAYOUT_H
#define CARGO_ENZYME_REPLACE_RESULTLAYOUT_H

#include "request/Request.h"
#include "llvm/IR/IRBuilder.h"

namespace enzyme {

/// Whether the call uses what it returns.
bool usesResult(const Request &R);
/// The type that the call is declared to return, in registers or in memory.
llvm::Type *declaredType(const Request &R);

/// Refuses the request: its result is \p Result.
void refuseResult(const Request &R, llvm::StructType *Result, RefusalLog &Log);

/// Gives \p Result to the program in the place of what the call returns. It
/// fits.
void deliver(llvm::IRBuilder<> &B, const Request &R, llvm::Value *Result);

} // namespace enzyme

#endif
