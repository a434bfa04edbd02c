//===- FloatPointers.cpp - Floats that travel as pointers ------------------===//

#include "analysis/FloatPointers.h"
#include "support/HandedOn.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

using Values = SmallSetVector<Value *, 8>;

/// Adds what the word \p V may be, if it is handed on.
static void addSources(Value &V, Values &Into) {
  if (handsOn(V))
    Into.insert(handedOn(V).begin(), handedOn(V).end());
}

static bool computes(const Value &V) {
  return isa<BinaryOperator>(V) || isa<UnaryOperator>(V) || isa<FCmpInst>(V) ||
         isa<SIToFPInst>(V) || isa<UIToFPInst>(V) || isa<FPExtInst>(V) ||
         isa<FPTruncInst>(V) || isa<FPToSIInst>(V) || isa<FPToUIInst>(V) ||
         (isa<IntrinsicInst>(V) && !V.getType()->isVoidTy());
}

/// Whether the double \p V is the result of a computation, or a part of one.
static bool isComputedWith(const Value &V) {
  return computes(V) ||
         any_of(V.users(), [](const User *U) { return computes(*U); });
}

/// Whether a double is computed with that is \p Start, or that \p AddNext, with a
/// value and what to add to, leads to from there.
static bool
leadsToFloat(Value &Start, function_ref<void(Value &, Values &)> AddNext) {
  Values Work;
  Work.insert(&Start);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    Value &V = *Work[Next];
    if (V.getType()->isDoubleTy() && isComputedWith(V))
      return true;
    AddNext(V, Work);
  }
  return false;
}

bool mayBeFloat(Value &Pointer) {
  return leadsToFloat(Pointer, [](Value &V, Values &Work) {
    if (isa<IntToPtrInst>(V) ||
        (isa<BitCastInst>(V) && V.getType()->isIntegerTy(64)))
      Work.insert(cast<Instruction>(V).getOperand(0));
    addSources(V, Work);
  });
}

/// Whether a double is computed with that the word \p Word is handed on to.
static bool becomesFloat(Value &Word) {
  return leadsToFloat(Word, [](Value &V, Values &Work) {
    for (User *U : V.users())
      if (handsOn(*U) || (isa<BitCastInst>(U) && U->getType()->isDoubleTy()))
        Work.insert(U);
  });
}

SmallVector<LoadInst *, 2> floatsLoadedAsPointers(PtrToIntInst &Word) {
  SmallVector<LoadInst *, 2> Result;
  if (!becomesFloat(Word))
    return Result;
  Values Work;
  Work.insert(Word.getPointerOperand());
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    if (auto *L = dyn_cast<LoadInst>(Work[Next]))
      Result.push_back(L);
    addSources(*Work[Next], Work);
  }
  return Result;
}

} // namespace enzyme
