//===- ActivityOfCalls.cpp - Calls that are taken as a whole ---------------===//

#include "analysis/Activity.h"
#include "rules/WordCalls.h"

using namespace llvm;

namespace enzyme {

/// The memory that \p V names, and all that pointers in it lead to.
SmallVector<MemoryObject *, 8>
ActivityAnalysis::reachableFrom(const Value *V) const {
  SmallVector<MemoryObject *, 8> Work, Found;
  if (V->getType()->isAggregateType())
    Work.append(Memory.objectsInside(V));
  else if (V->getType()->isPointerTy())
    if (MemoryObject *O = Memory.objectOf(V))
      Work.push_back(O);
  SmallPtrSet<MemoryObject *, 8> Seen;
  while (!Work.empty()) {
    MemoryObject *O = Work.pop_back_val();
    if (!Seen.insert(O).second)
      continue;
    Found.push_back(O);
    Work.append(Memory.pointeesOf(*O));
  }
  return Found;
}

static bool isWritable(const MemoryObject *O) {
  return !O->From.Constant && !O->From.ConstantGlobal &&
         !O->From.MutableGlobal && !O->From.Inactive;
}

/// Adjoints move from the first argument to the second, or to the result.
bool ActivityAnalysis::varyByWords(const CallBase &Call) {
  WordCall Kind = wordCall(Call);
  if (Kind != WordCall::AddAdjoints && Kind != WordCall::TakeAdjoint)
    return false;
  MemoryObject *Moved = Memory.objectOf(Call.getArgOperand(0));
  if (Kind == WordCall::TakeAdjoint)
    return Moved && (Moved->Varied || Moved->VariedBits) &&
           Varied.insert(&Call).second;
  MemoryObject *Into = Memory.objectOf(Call.getArgOperand(1));
  if (!Moved || !Into || !(Moved->Varied || Moved->VariedBits) || Into->Varied)
    return false;
  return Into->Varied = true;
}

/// A derivative that would be lost is looked for in tangents as well.
bool ActivityAnalysis::useByWords(const CallBase &Call) {
  WordCall Kind = wordCall(Call);
  if (Kind == WordCall::CheckValue)
    return !isa<Constant>(Call.getArgOperand(0)) &&
           Useful.insert(Call.getArgOperand(0)).second;
  if (Kind != WordCall::AddAdjoints && Kind != WordCall::CheckMemory &&
      !(Kind == WordCall::TakeAdjoint && Useful.contains(&Call)))
    return false;
  MemoryObject *Moved = Memory.objectOf(Call.getArgOperand(0));
  MemoryObject *Into = Kind == WordCall::AddAdjoints
                           ? Memory.objectOf(Call.getArgOperand(1))
                           : nullptr;
  if (!Moved || Moved->Useful || (Into && !Into->Useful))
    return false;
  return Moved->Useful = true;
}

/// What a function with a rule takes may be in all that it returns and writes.
bool ActivityAnalysis::varyByRule(CallBase &Call) {
  if (!any_of(Call.args(), [&](Value *V) {
        return Varied.contains(V) || reachesVaried(V);
      }))
    return false;
  bool Changed =
      containsFloat(Call.getType()) && Varied.insert(&Call).second;
  for (Value *V : Call.args())
    for (MemoryObject *O : reachableFrom(V))
      if (!O->Varied && isWritable(O))
        Changed = O->Varied = true;
  return Changed;
}

bool ActivityAnalysis::useByRule(CallBase &Call) {
  bool IsUsed = Useful.contains(&Call);
  for (Value *V : Call.args())
    for (MemoryObject *O : reachableFrom(V))
      IsUsed |= O->Useful;
  if (!IsUsed)
    return false;
  bool Changed = false;
  for (Value *V : Call.args()) {
    if (!isa<Constant>(V) && containsFloat(V->getType()))
      Changed |= Useful.insert(V).second;
    for (MemoryObject *O : reachableFrom(V))
      if (!O->Useful)
        Changed = O->Useful = true;
  }
  return Changed;
}

/// Whether \p V leads to memory in which something varies: who does not know
/// what a call does must assume that it reads all of that.
bool ActivityAnalysis::reachesVaried(const Value *V) const {
  return any_of(reachableFrom(V), [](MemoryObject *O) {
    return O->Varied || O->VariedBits || O->NeedsShadow;
  });
}

bool ActivityAnalysis::touches(const CallBase &Call) const {
  return isActive(&Call) || any_of(Call.args(), [&](Value *Argument) {
           return Varied.contains(Argument) || reachesVaried(Argument);
         });
}

} // namespace enzyme
