//===- ByteProbes.cpp - Bytes that are compared at a variable index --------===//

#include "analysis/ByteProbes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace enzyme {

/// Whether \p Byte is compared, by itself or repeated in a word, and nothing else:
/// nobody puts a float together from it.
static bool isComparedOnly(const Instruction &Byte) {
  return all_of(Byte.users(), [](const User *U) {
    if (auto *Wide = dyn_cast<ZExtInst>(U))
      return isComparedOnly(*Wide);
    if (U->getType()->isIntegerTy() && isa<MulOperator>(U))
      return isa<ConstantInt>(U->getOperand(1));
    return isa<ICmpInst, SwitchInst>(U);
  });
}

/// Whether nothing is done at \p Address, or at a distance from it, but to compare
/// the byte there.
static bool comparesBytesOnly(const Instruction &Address) {
  return all_of(Address.users(), [&](const User *U) {
    if (auto *G = dyn_cast<GetElementPtrInst>(U))
      return G->hasAllConstantIndices() && comparesBytesOnly(*G);
    auto *L = dyn_cast<LoadInst>(U);
    return L && L->isSimple() && L->getType()->isIntegerTy(8) &&
           isComparedOnly(*L);
  });
}

bool isByteProbe(const GEPOperator &G) {
  const Value *Base = G.getPointerOperand();
  return isa<AllocaInst>(Base->stripInBoundsConstantOffsets()) &&
         comparesBytesOnly(*cast<Instruction>(&G));
}

} // namespace enzyme
