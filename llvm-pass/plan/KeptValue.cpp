//===- KeptValue.cpp - What a tape is made of, in the user's terms ---------===//

#include "plan/KeptValue.h"
#include "support/RustPath.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace enzyme {

static std::string whatIs(const SweepValue &V) {
  if (V.isTape())
    return "the tape of a call";
  std::string What = V.isShadow() ? "the shadow of " : "";
  auto *I = dyn_cast<Instruction>(V.value());
  if (!I)
    return What + "an argument";
  if (auto *Call = dyn_cast<CallBase>(I))
    if (const Function *Callee = Call->getCalledFunction())
      return What + "the result of " + readableName(Callee->getName());
  if (isa<LoadInst>(I))
    return What + "what is read from memory";
  if (isa<PHINode>(I))
    return What + "a value that depends on the way taken";
  return What + "the result of " + I->getOpcodeName();
}

/// Why neither computing it again nor reading it again was chosen.
static std::string whyKept(const SweepValue &V) {
  if (V.isTape())
    return "the reverse sweep of the call needs it";
  auto *I = dyn_cast<Instruction>(V.value());
  if (!I || isa<PHINode>(I))
    return "the way is not taken again";
  if (isa<LoadInst>(I))
    return "the memory may be written to afterwards";
  if (isa<CallBase>(I) && !isa<IntrinsicInst>(I))
    return "the call is not made again";
  return "keeping it costs less than computing it again";
}

std::vector<KeptValue> keptValues(const Plan &P) {
  std::vector<KeptValue> Result;
  const DataLayout &DL = P.F->getParent()->getDataLayout();
  for (auto &[V, Slot] : P.Slots) {
    KeptValue Kept;
    if (auto *I = dyn_cast<Instruction>(V.value()))
      for (const SourcePlace &Place : userTrace(*I)) {
        Kept.At = Place;
        break;
      }
    Kept.What = whatIs(V);
    Kept.Why = whyKept(V);
    Kept.Bytes = DL.getTypeStoreSize(Slot.Type);
    Kept.LoopDepth = Slot.Scope ? Slot.Scope->getLoopDepth() : 0;
    Result.push_back(std::move(Kept));
  }
  return Result;
}

} // namespace enzyme
