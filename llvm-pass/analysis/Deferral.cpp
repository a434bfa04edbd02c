//===- Deferral.cpp - Memory that is freed in the reverse sweep ------------===//

#include "analysis/Deferral.h"
#include "rules/CallTraits.h"

using namespace llvm;

namespace enzyme {

DeallocationForm::DeallocationForm(const CallBase &Call)
    : Type(Call.getFunctionType()), Callee(Call.getCalledOperand()),
      Attributes(Call.getAttributes()), Convention(Call.getCallingConv()),
      Pointer(find(Call.args(), asDeallocation(Call)) - Call.arg_begin()) {}

DeferralAnalysis::DeferralAnalysis(const Slice &S, MemoryModel &Memory)
    : Escapes(S, Memory) {
  for (MemoryObject *O : Memory.liveObjects()) {
    SmallVector<CallBase *, 4> Frees;
    for (Value *V : O->Deallocations)
      if (auto *Call = cast<CallBase>(V); !S.cold().contains(Call->getParent()))
        Frees.push_back(Call);
    bool Ours = all_of(Frees, [&](const CallBase *Call) {
      return !Escapes.isFromOutside(asDeallocation(*Call)) &&
             Call->getCalledOperand() == Frees.front()->getCalledOperand();
    });
    if (!Frees.empty() && Ours && O->From.Heap && !O->Reallocated &&
        !Escapes.isKept(O))
      Deferred.insert({O, DeallocationForm(*Frees.front())});
  }
}

} // namespace enzyme
