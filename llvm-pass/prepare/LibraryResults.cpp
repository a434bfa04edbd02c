//===- LibraryResults.cpp - Memory that library functions return in -------===//

#include "prepare/LibraryResults.h"
#include "rules/CallTraits.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace enzyme {

/// The bytes of what \p Call returns by way of its argument \p At; 0 if it
/// returns nothing there.
static uint64_t returnedBytes(const CallBase &Call, unsigned At) {
  if (Type *T = Call.getParamStructRetType(At))
    return Call.getDataLayout().getTypeAllocSize(T);
  // Of sret, this stays where the whole program is optimised.
  return Call.paramHasAttr(At, Attribute::DeadOnUnwind)
             ? Call.getParamDereferenceableBytes(At)
             : 0;
}

void clearLibraryResults(Function &F) {
  for (Instruction &I : instructions(F)) {
    auto *Call = dyn_cast<CallBase>(&I);
    if (!Call || !isInactiveCall(*Call))
      continue;
    IRBuilder<> B(Call);
    for (unsigned At = 0; At != Call->arg_size(); ++At)
      if (uint64_t Bytes = returnedBytes(*Call, At))
        B.CreateMemSet(Call->getArgOperand(At), B.getInt8(0), Bytes,
                       Call->getParamAlign(At));
  }
}

} // namespace enzyme
