//===- LibraryStatics.cpp - What the library keeps between calls -----------===//

#include "rules/LibraryStatics.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/GlobalVariable.h"

using namespace llvm;

namespace enzyme {

bool isOfNumbers(const Value &Memory) {
  auto *G = dyn_cast<GlobalVariable>(getUnderlyingObject(&Memory));
  // In both ways of mangling: std::hash::random::RandomState::new::KEYS.
  return G && G->getName().contains("3std4hash6random") &&
         G->getName().contains("11RandomState3new4KEYS");
}

} // namespace enzyme
