//===- ValueArguments.h - Structs by value in memory -----------------------===//

#ifndef CARGO_ENZYME_PREPARE_VALUEARGUMENTS_H
#define CARGO_ENZYME_PREPARE_VALUEARGUMENTS_H

#include "llvm/IR/InstrTypes.h"

namespace enzyme {

/// Where \p Call passes a struct by value, by a pointer of which the callee gets a
/// copy, passes a copy that the caller makes: the derivative of the callee takes
/// pointers, and changes what they name.
void copyValueArguments(llvm::CallBase &Call);

} // namespace enzyme

#endif
