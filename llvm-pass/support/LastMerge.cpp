//===- LastMerge.cpp - Where values come together last --------------------===//

#include "support/LastMerge.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace enzyme {

BasicBlock *lastMerge(ArrayRef<Value *> Values, const DominatorTree &DT) {
  BasicBlock *Last = nullptr;
  bool OnlyPhis = true;
  for (Value *V : Values) {
    auto *I = dyn_cast<Instruction>(V);
    if (!I)
      continue;
    BasicBlock *Here = I->getParent();
    if (!Last || (Here != Last && DT.dominates(Last, Here))) {
      Last = Here;
      OnlyPhis = isa<PHINode>(I);
    } else if (Here == Last) {
      OnlyPhis &= isa<PHINode>(I);
    } else if (!DT.dominates(Here, Last)) {
      return nullptr;
    }
  }
  return OnlyPhis ? Last : nullptr;
}

Value *incomingBy(Value *V, const BasicBlock &From, const BasicBlock &Merge) {
  auto *Phi = dyn_cast<PHINode>(V);
  return Phi && Phi->getParent() == &Merge ? Phi->getIncomingValueForBlock(&From)
                                           : V;
}

} // namespace enzyme
