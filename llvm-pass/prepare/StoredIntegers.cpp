//===- StoredIntegers.cpp - Integers that are stored as pointers -----------===//

#include "prepare/StoredIntegers.h"
#include "prepare/Numbers.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace enzyme {

void storeAsIntegers(Function &F) {
  const DataLayout &DL = F.getParent()->getDataLayout();
  for (Instruction &I : instructions(F)) {
    auto *S = dyn_cast<StoreInst>(&I);
    auto *Cast = S ? dyn_cast<IntToPtrInst>(S->getValueOperand()) : nullptr;
    if (!Cast ||
        !(isa<BinaryOperator>(Cast->getOperand(0)) ||
          isNumber(*Cast->getOperand(0))) ||
        Cast->getSrcTy() != DL.getIntPtrType(Cast->getType()))
      continue;
    S->setOperand(0, Cast->getOperand(0));
  }
  for (Instruction &I : make_early_inc_range(instructions(F)))
    if (isa<IntToPtrInst>(I) && I.use_empty())
      I.eraseFromParent();
}

} // namespace enzyme
