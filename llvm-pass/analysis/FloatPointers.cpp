//===- FloatPointers.cpp - Floats that travel as pointers ------------------===//

#include "analysis/FloatPointers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

using Values = SmallSetVector<Value *, 8>;

static bool handsOn(const Value &V) {
  return isa<PHINode>(V) || isa<SelectInst>(V) || isa<FreezeInst>(V);
}

/// Adds what the word \p V may be, if it is handed on.
static void addSources(Value &V, Values &Into) {
  if (!handsOn(V))
    return;
  auto &I = cast<Instruction>(V);
  for (Use &U : drop_begin(I.operands(), isa<SelectInst>(I) ? 1 : 0))
    Into.insert(U.get());
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

bool mayBeFloat(Value &Pointer) {
  Values Work;
  Work.insert(&Pointer);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    Value &V = *Work[Next];
    if (V.getType()->isDoubleTy() && isComputedWith(V))
      return true;
    if (isa<IntToPtrInst>(V) ||
        (isa<BitCastInst>(V) && V.getType()->isIntegerTy(64)))
      Work.insert(cast<Instruction>(V).getOperand(0));
    addSources(V, Work);
  }
  return false;
}

/// Whether a double is computed with that the word \p Word is handed on to.
static bool becomesFloat(Value &Word) {
  Values Work;
  Work.insert(&Word);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    Value &V = *Work[Next];
    if (V.getType()->isDoubleTy() && isComputedWith(V))
      return true;
    for (User *U : V.users())
      if (handsOn(*U) || (isa<BitCastInst>(U) && U->getType()->isDoubleTy()))
        Work.insert(U);
  }
  return false;
}

SmallVector<LoadInst *, 2>
floatsLoadedAsPointers(PtrToIntInst &Word) {
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
