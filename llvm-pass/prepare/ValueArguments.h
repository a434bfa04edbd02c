//===- ValueArguments.h - Structs by value in memory -----------------------===//

#ifndef CARGO_ENZYME_PREPARE_VALUEARGUMENTS_H
#define CARGO_ENZYME_PREPARE_VALUEARGUMENTS_H

#include "llvm/IR/Function.h"
#include "llvm/IR/InstrTypes.h"

namespace enzyme {

/// Where \p Call passes a struct by value, by a pointer of which the callee gets a
/// copy, passes a pointer to a copy that the caller makes: the derivative of the
/// callee takes pointers, and changes what they name.
void copyValueArguments(llvm::CallBase &Call);

/// Lets the parameters of \p F be pointers to what such callers have copied.
void takeCopies(llvm::Function &F);

/// Lets \p Call, which passes copies, pass them to \p Callee, which takes structs by
/// value.
void passByValue(llvm::CallBase &Call, const llvm::Function &Callee);

} // namespace enzyme

#endif
