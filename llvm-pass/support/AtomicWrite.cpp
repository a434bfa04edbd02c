//===- AtomicWrite.cpp - Reading and writing in one instruction -----------===//

#include "support/AtomicWrite.h"

using namespace llvm;

namespace enzyme {

AtomicWrite asAtomicWrite(Instruction &I) {
  if (auto *A = dyn_cast<AtomicRMWInst>(&I)) {
    bool Adds = A->getOperation() == AtomicRMWInst::Add ||
                A->getOperation() == AtomicRMWInst::Sub;
    return {A->getPointerOperand(), A->getValOperand(),
            Adds && isa<ConstantInt>(A->getValOperand())};
  }
  if (auto *A = dyn_cast<AtomicCmpXchgInst>(&I))
    return {A->getPointerOperand(), A->getNewValOperand(), /*IsCount=*/false};
  return {};
}

} // namespace enzyme
