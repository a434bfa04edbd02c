//===- WordAddresses.cpp - Addresses that travel as doubles ---------------===//

#include "cleanup/WordAddresses.h"
#include "prepare/CallTree.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace enzyme {

/// Whether the integer \p V is computed from the bits of a double.
static bool isFromDouble(const Value &V) {
  SmallSetVector<const Value *, 4> Work;
  Work.insert(&V);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    if (isa<BitCastInst>(Work[Next]))
      return true;
    auto *I = dyn_cast<Instruction>(Work[Next]);
    if (I && (isa<BinaryOperator>(I) || isa<FreezeInst>(I)))
      Work.insert(I->op_begin(), I->op_end());
  }
  return false;
}

void separateWordsFromAddresses(Module &M) {
  for (Function &F : M) {
    if (!F.hasFnAttribute(DerivativeAttribute))
      continue;
    for (Instruction &I : make_early_inc_range(instructions(F))) {
      if (!isa<IntToPtrInst>(I) || !isFromDouble(*I.getOperand(0)))
        continue;
      IRBuilder<> B(I.getNextNode());
      // No pass looks through it to change what it stands for, and it costs
      // nothing.
      Value *Own = B.CreateStripInvariantGroup(&I);
      I.replaceUsesWithIf(Own, [&](Use &U) { return U.getUser() != Own; });
    }
  }
}

} // namespace enzyme
