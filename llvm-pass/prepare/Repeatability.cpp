//===- Repeatability.cpp - Functions that may be run again -----------------===//

#include "prepare/Repeatability.h"
#include "rules/CallTraits.h"
#include "rules/DerivativeTable.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

/// Memory of the call's own, or that nobody writes to.
static bool isPrivate(const Value *Pointer) {
  const Value *Object = getUnderlyingObject(Pointer);
  if (auto *G = dyn_cast<GlobalVariable>(Object))
    return G->isConstant();
  auto *Call = dyn_cast<CallBase>(Object);
  return isa<AllocaInst>(Object) || (Call && asAllocation(*Call));
}

static bool isRepeatable(const Instruction &I) {
  if (!I.mayReadOrWriteMemory())
    return true;
  if (const Value *Pointer = getLoadStorePointerOperand(&I))
    return !I.isVolatile() && !I.isAtomic() && isPrivate(Pointer);
  auto *Call = dyn_cast<CallBase>(&I);
  if (!Call)
    return false;
  if (auto *M = dyn_cast<MemIntrinsic>(Call)) {
    auto *T = dyn_cast<MemTransferInst>(M);
    return isPrivate(M->getRawDest()) && (!T || isPrivate(T->getRawSource()));
  }
  if (const Value *Freed = asDeallocation(*Call))
    return isPrivate(Freed);
  return asAllocation(*Call) || findRule(I) || isIgnorableCall(*Call);
}

const Instruction *firstUnrepeatable(const Function &F) {
  for (const Instruction &I : instructions(F))
    if (!isRepeatable(I))
      return &I;
  return nullptr;
}

} // namespace enzyme
