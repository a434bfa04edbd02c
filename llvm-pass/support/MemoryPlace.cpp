//===- MemoryPlace.cpp - Places at a known distance -----------------------===//

#include "support/MemoryPlace.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace enzyme {

MemoryPlace placeBehind(const Value &Pointer, const DataLayout &DL) {
  APInt Offset(DL.getIndexTypeSizeInBits(Pointer.getType()), 0);
  const Value *Base = Pointer.stripAndAccumulateConstantOffsets(
      DL, Offset, /*AllowNonInbounds=*/true);
  return {Base, Offset.getSExtValue()};
}

MemoryPlace sourceOf(const Value &V) {
  const Value *At = &V;
  while (isa<BitCastInst>(At) || isa<FreezeInst>(At))
    At = cast<Instruction>(At)->getOperand(0);
  auto *L = dyn_cast<LoadInst>(At);
  return L ? placeBehind(*L->getPointerOperand(), L->getDataLayout())
           : MemoryPlace{At, 0};
}

} // namespace enzyme
