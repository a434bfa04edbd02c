//===- Deferral.cpp - Memory that is freed in the reverse sweep ------------===//

#include "analysis/Deferral.h"
#include "rules/CallTraits.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace enzyme {

DeallocationForm::DeallocationForm(const CallBase &Call)
    : Type(Call.getFunctionType()), Callee(Call.getCalledOperand()),
      Attributes(Call.getAttributes()), Convention(Call.getCallingConv()),
      Pointer(find(Call.args(), asDeallocation(Call)) - Call.arg_begin()) {}

static bool isOutside(const MemoryObject *O) {
  return O->From.Duplicated || O->From.Constant || O->From.MutableGlobal ||
         O->From.Foreign;
}

void DeferralAnalysis::findKept(const Slice &S, MemoryModel &Memory) {
  SmallVector<MemoryObject *, 16> Work;
  for (MemoryObject *O : Memory.liveObjects())
    if (isOutside(O))
      Work.append(Memory.pointeesOf(*O));
  for (Instruction &I : instructions(S.root()))
    if (auto *R = dyn_cast<ReturnInst>(&I))
      if (Value *V = R->getReturnValue()) {
        if (V->getType()->isAggregateType())
          Work.append(Memory.objectsInside(V));
        else if (MemoryObject *O = Memory.objectOf(V))
          Work.push_back(O);
      }
  while (!Work.empty()) {
    MemoryObject *O = Work.pop_back_val();
    if (Kept.insert(O).second)
      Work.append(Memory.pointeesOf(*O));
  }
}

DeferralAnalysis::DeferralAnalysis(const Slice &S, MemoryModel &Memory) {
  findKept(S, Memory);
  for (MemoryObject *O : Memory.liveObjects()) {
    auto *Free = find_if(O->Deallocations, [&](Value *D) {
      return !S.cold().contains(cast<Instruction>(D)->getParent());
    });
    if (Free != O->Deallocations.end() && O->From.Heap && !O->From.Stack &&
        !O->Reallocated && !isOutside(O) && !isKept(O))
      Deferred.insert({O, DeallocationForm(*cast<CallBase>(*Free))});
  }
}

} // namespace enzyme
