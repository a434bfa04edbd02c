//===- ActivityOfCalls.cpp - Calls that are taken as a whole ---------------===//

#include "analysis/Activity.h"
#include "rules/CallTraits.h"
#include "rules/WordCalls.h"
#include "support/RustPath.h"

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

/// Whether \p Call, of Rust's library, hands on bytes of which some are those of
/// an active float: to a stream, or from one.
bool ActivityAnalysis::streamsFloats(const CallBase &Call) {
  RustPath Path = demangleRust(Call.getCalledFunction()->getName());
  StringRef Streams = "std::io::";
  if (!StringRef(Path.Self).starts_with(Streams) &&
      !StringRef(Path.Trait).starts_with(Streams))
    return false;
  auto HasBits = [&](const MemoryObject *O) {
    return O->VariedBits || Bits.areStoredIn(O);
  };
  if (StringRef(Path.Function).starts_with("read"))
    return any_of(Call.args(), [&](const Value *V) {
      return any_of(reachableFrom(V), HasBits);
    });
  // Bytes are an address and their number.
  for (unsigned I = 0; I + 1 < Call.arg_size(); ++I) {
    const Value *Bytes = Call.getArgOperand(I);
    MemoryObject *O = Bytes->getType()->isPointerTy() &&
                              Call.getArgOperand(I + 1)->getType()->isIntegerTy(64)
                          ? Memory.objectOf(Bytes)
                          : nullptr;
    Coverage Read = O ? Memory.coverageAt(Bytes, sizeof(double)) : Coverage();
    if (O && (HasBits(O) || (O->Varied && (Read.Floats || Read.CutsFloat))))
      return true;
  }
  return false;
}

/// Whether \p F may be a method by which formatting and output are done: it is
/// given texts, not floats, and says whether it failed, or how many bytes it took.
static bool isMethodOfText(const Function &F) {
  Type *T = F.getReturnType();
  return (T->isIntegerTy(1) || T->isPointerTy() || T->isStructTy()) &&
         none_of(F.args(),
                 [](const Argument &A) { return containsFloat(A.getType()); });
}

/// What it runs of the program's own must do nothing that a derivative is of.
bool ActivityAnalysis::verifyInactiveCall(CallBase &Call, RefusalLog &Log) {
  Function *Callee = Call.getCalledFunction();
  if (!Callee || Call.hasFnAttr(InactiveAttribute) ||
      Callee->hasFnAttribute(InactiveAttribute) || Callee->doesNotReturn() ||
      !isRustMangled(Callee->getName()) || !touches(Call))
    return true;
  if (streamsFloats(Call)) {
    Log.refuse(RefusalCode::IntegerBits, Call,
               "'" + readableName(Callee->getName()) +
                   "' moves the bytes of an active float");
    return false;
  }
  // What else is inactive runs nothing of the program's.
  static const StringRef Texts[] = {"core::fmt::", "alloc::fmt::",
                                    "alloc::string::", "std::io::"};
  RustPath Path = demangleRust(Callee->getName());
  if (!beginsWithAny(Path.Self, Texts) && !beginsWithAny(Path.Trait, Texts))
    return true;
  SmallSetVector<Function *, 8> Run;
  Run.insert(Callee);
  for (Value *V : Call.args())
    for (MemoryObject *O : reachableFrom(V))
      for (Function *Target : O->Targets)
        if (isMethodOfText(*Target))
          Run.insert(Target);
  for (Function *F : Run)
    if (const Function *Writer = RunByLibrary.writerOfFloats(*F)) {
      Log.refuse(RefusalCode::UnsupportedOperation, Call,
                 "'" + readableName(Callee->getName()) + "' runs '" +
                     readableName(Writer->getName()) +
                     "', which writes floats: what formatting and output run "
                     "has no derivative");
      return false;
    }
  return true;
}

} // namespace enzyme
