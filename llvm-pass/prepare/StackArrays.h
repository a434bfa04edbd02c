//===- StackArrays.h - Stack memory of variable size -----------------------===//

#ifndef CARGO_ENZYME_PREPARE_STACKARRAYS_H
#define CARGO_ENZYME_PREPARE_STACKARRAYS_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// Arrays of variable length and what alloca() gives move to the heap, and are
/// freed where the stack would be restored. What is allocated in a loop and
/// stays until the function returns is left alone.
void moveStackArrays(llvm::Function &F);

} // namespace enzyme

#endif
