//===- LibraryStatics.cpp - What the library keeps between calls ----------===//

#include "rules/LibraryStatics.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace enzyme {

/// Whether a variable on the stack is handed to \c getrandom, which fills it.
static bool isFilledAtRandom(const AllocaInst &A) {
  const Function *Fills = A.getModule()->getFunction("getrandom");
  return Fills && any_of(Fills->users(), [&](const User *U) {
           auto *Call = dyn_cast<CallBase>(U);
           if (!Call || Call->getFunction() != A.getFunction())
             return false;
           SmallVector<const Value *, 4> Filled;
           getUnderlyingObjects(Call->getArgOperand(0), Filled, /*LI=*/nullptr,
                                /*MaxLookup=*/0);
           return is_contained(Filled, &A);
         });
}

bool isOfNumbers(const Value &Memory) {
  const Value *Object = getUnderlyingObject(&Memory);
  if (auto *A = dyn_cast<AllocaInst>(Object))
    return isFilledAtRandom(*A);
  auto *G = dyn_cast<GlobalVariable>(Object);
  // In both ways of mangling: std::hash::random::RandomState::new::KEYS.
  return G && G->getName().contains("3std4hash6random") &&
         G->getName().contains("11RandomState3new4KEYS");
}

} // namespace enzyme
