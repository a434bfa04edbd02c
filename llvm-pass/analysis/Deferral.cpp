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

/// Whether \p Call may free what it is given, at once: a destructor behind a table
/// of methods, a function of a library that writes to a text which grows.
static bool mayFree(const CallBase &Call) {
  return Call.isIndirectCall() ||
         (isInactiveCall(Call) && !isHarmlessCall(Call));
}

/// What such calls are given, and what that leads to.
static SmallPtrSet<MemoryObject *, 16> lent(const Slice &S,
                                            MemoryModel &Memory) {
  SmallPtrSet<MemoryObject *, 16> Lent;
  SmallVector<MemoryObject *, 16> Work;
  auto Add = [&](MemoryObject *O) {
    if (O && Lent.insert(O).second)
      Work.push_back(O);
  };
  for (Function *F : S.functions())
    for (Instruction &I : instructions(F))
      if (auto *Call = dyn_cast<CallBase>(&I);
          Call && mayFree(*Call) && !S.cold().contains(I.getParent()))
        for (Value *Argument : Call->args())
          if (Argument->getType()->isPointerTy())
            Add(Memory.objectOf(Argument));
  while (!Work.empty())
    for (MemoryObject *O : Memory.pointeesOf(*Work.pop_back_val()))
      Add(O);
  return Lent;
}

DeferralAnalysis::DeferralAnalysis(const Slice &S, MemoryModel &Memory)
    : Escapes(S, Memory) {
  SmallPtrSet<MemoryObject *, 16> Lent = lent(S, Memory);
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
        !Escapes.isKept(O) && !Lent.contains(O))
      Deferred.insert({O, DeallocationForm(*Frees.front())});
  }
}

} // namespace enzyme
