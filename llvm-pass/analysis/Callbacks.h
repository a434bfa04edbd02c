//===- Callbacks.h - Functions of the program that the library runs --------===//
//
// Formatting and output carry no derivative, and are run as they are. What they
// run of the program's own (a Display, a Write) may do more than make text.
//
//===----------------------------------------------------------------------===//

#ifndef CARGO_ENZYME_ANALYSIS_CALLBACKS_H
#define CARGO_ENZYME_ANALYSIS_CALLBACKS_H

#include "prepare/Slice.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace enzyme {

class Callbacks {
public:
  explicit Callbacks(const Slice &S) : S(S) {}

  /// A function of the program, \p F or one that it leads to, that writes floats,
  /// or what may hold some, to memory that is not its own; null if there is none.
  const llvm::Function *writerOfFloats(llvm::Function &F);

private:
  const Slice &S;
  /// Those that lead to no such function.
  llvm::SmallPtrSet<const llvm::Function *, 32> Harmless;
};

} // namespace enzyme

#endif
