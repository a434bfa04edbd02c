//===- WordAddresses.cpp - Addresses that travel as doubles ----------------===//

#include "cleanup/WordAddresses.h"
#include "prepare/CallTree.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace enzyme {

/// Whether an address is computed from the integer \p Bits.
static bool isPartOfAddress(const Value &Bits) {
  return any_of(Bits.users(), [](const User *U) {
    return isa<IntToPtrInst>(U) || isa<BinaryOperator>(U);
  });
}

void separateWordsFromAddresses(Module &M) {
  for (Function &F : M) {
    if (!F.hasFnAttribute(DerivativeAttribute))
      continue;
    for (Instruction &I : make_early_inc_range(instructions(F))) {
      if (!isa<BitCastInst>(I) || !I.getType()->isIntegerTy() ||
          !isPartOfAddress(I))
        continue;
      auto *Own = cast<Instruction>(
          IRBuilder<>(I.getNextNode()).CreateFreeze(&I, I.getName()));
      I.replaceUsesWithIf(Own, [&](Use &U) { return U.getUser() != Own; });
    }
  }
}

} // namespace enzyme
