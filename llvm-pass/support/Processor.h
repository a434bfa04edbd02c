//===- Processor.h - What a function is compiled for ------------------------===//

#ifndef CARGO_ENZYME_SUPPORT_PROCESSOR_H
#define CARGO_ENZYME_SUPPORT_PROCESSOR_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// Lets \p F be compiled for the processor of \p Of: calls between functions for
/// different ones are not inlined.
inline void compileAs(llvm::Function &F, const llvm::Function &Of) {
  for (const char *Name : {"target-cpu", "tune-cpu", "target-features"})
    if (llvm::Attribute A = Of.getFnAttribute(Name); A.isValid())
      F.addFnAttr(A);
}

} // namespace enzyme

#endif
