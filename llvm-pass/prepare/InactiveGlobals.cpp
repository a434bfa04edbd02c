//===- InactiveGlobals.cpp - Globals without a derivative -----------------===//

#include "prepare/InactiveGlobals.h"
#include "rules/CallTraits.h"
#include "rules/Registrations.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace enzyme {

void separateInactiveReads(Function &F) {
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    auto *L = dyn_cast<LoadInst>(&I);
    if (!L || !L->getType()->isFPOrFPVectorTy())
      continue;
    auto *G =
        dyn_cast<GlobalVariable>(getUnderlyingObject(L->getPointerOperand()));
    if (!G || !G->hasAttribute(InactiveAttribute))
      continue;
    CallInst *Read =
        IRBuilder<>(L->getNextNode())
            .CreateIntrinsic(Intrinsic::arithmetic_fence, {L->getType()}, {L});
    markInactive(*Read);
    L->replaceUsesWithIf(Read, [&](Use &U) { return U.getUser() != Read; });
  }
}

} // namespace enzyme
