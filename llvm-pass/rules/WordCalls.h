//===- WordCalls.h - What derivatives call for words of either kind --------===//
//
// Where only the run shows whether a word of shadow memory is an address or an
// adjoint, a derivative calls functions of the engine that look. A derivative of
// that derivative does not look into them: they branch on adjoints that are zero,
// whose tangents need not be. They are linear in the adjoints, and their tangent
// is the same call for the shadows.
//
//===----------------------------------------------------------------------===//

#ifndef CARGO_ENZYME_RULES_WORDCALLS_H
#define CARGO_ENZYME_RULES_WORDCALLS_H

#include "llvm/IR/InstrTypes.h"

namespace enzyme {

enum class WordCall {
  None,
  CopyAddresses, // (to, from, bytes, message, length)
  ClearAddresses, // (to, bytes)
  AddAdjoints,   // (to, from, bytes, message, length): to zero, once added to from
  ClearAdjoints, // (to, bytes, message, length)
  TakeAdjoint,   // double (at): the adjoint there, which becomes zero
  CheckMemory,   // (at, bytes, message, length): holds no adjoint
  CheckValue,    // (double, message, length): is none
};

WordCall wordCall(const llvm::CallBase &Call);
void markAs(llvm::Function &F, WordCall Kind);

} // namespace enzyme

#endif
