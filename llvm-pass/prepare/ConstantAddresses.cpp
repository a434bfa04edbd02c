//===- ConstantAddresses.cpp - Addresses of statics as integers -----------===//

#include "prepare/ConstantAddresses.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace enzyme {

/// The pointer of which \p V is the address, by a constant expression.
static Constant *pointerOf(const Value &V) {
  auto *Cast = dyn_cast<ConstantExpr>(&V);
  bool IsAddress = Cast && Cast->getOpcode() == Instruction::PtrToInt &&
                   V.getType()->isIntegerTy(64) &&
                   !isa<ConstantExpr>(Cast->getOperand(0)->stripPointerCasts());
  return IsAddress ? Cast->getOperand(0) : nullptr;
}

void castConstantAddresses(Function &F) {
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    auto *Phi = dyn_cast<PHINode>(&I);
    if (!Phi && !isa<SelectInst>(I) && !isa<StoreInst>(I))
      continue;
    for (Use &U : I.operands()) {
      Constant *Pointer = pointerOf(*U.get());
      if (!Pointer)
        continue;
      Instruction &At = Phi ? *Phi->getIncomingBlock(U)->getTerminator() : I;
      Instruction *Cast = new PtrToIntInst(Pointer, U->getType(), "");
      Cast->insertBefore(At.getIterator());
      // A block that leads here twice brings the same value twice.
      if (!Phi)
        U = Cast;
      else
        Phi->setIncomingValueForBlock(Phi->getIncomingBlock(U), Cast);
    }
  }
}

} // namespace enzyme
