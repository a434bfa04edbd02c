//===- LibraryStatics.cpp - What the library keeps between calls -----------===//

#include "rules/LibraryStatics.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace enzyme {

/// Whether a variable on the stack is handed to \c getrandom, which fills it.
static bool isFilledAtRandom(const AllocaInst &A) {
  SmallSetVector<const Value *, 8> Work;
  Work.insert(&A);
  for (unsigned Next = 0; Next != Work.size(); ++Next)
    for (const User *U : Work[Next]->users()) {
      auto *Call = dyn_cast<CallBase>(U);
      const Function *Callee = Call ? Call->getCalledFunction() : nullptr;
      if (Callee && Callee->getName() == "getrandom")
        return true;
      if (isa<GetElementPtrInst>(U) || isa<PHINode>(U) || isa<SelectInst>(U))
        Work.insert(U);
    }
  return false;
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
