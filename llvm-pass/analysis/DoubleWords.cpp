//===- DoubleWords.cpp - Words that travel as doubles ----------------------===//

#include "analysis/DoubleWords.h"
#include "analysis/MemoryModel.h"
#include "support/HandedOn.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace enzyme {

/// What hands on a word as it is.
static bool handsOnWord(const Value *V) {
  return handsOn(*V) || isa<BitCastInst>(V);
}

/// Whether what \p Made is an address of, or what is \p Made of an address, goes
/// through a double.
static bool isThroughDouble(Instruction &Made) {
  bool FromAddress = isa<PtrToIntInst>(Made);
  SmallSetVector<Value *, 8> Work;
  Work.insert(FromAddress ? &Made : Made.getOperand(0));
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    Value *V = Work[Next];
    if (V->getType()->isDoubleTy())
      return true;
    if (FromAddress) {
      for (User *U : V->users())
        if (handsOnWord(U))
          Work.insert(U);
    } else if (handsOnWord(V)) {
      Work.insert(handedOn(*V).begin(), handedOn(*V).end());
    }
  }
  return false;
}

DenseSet<const Value *> wordsOf(const Slice &S) {
  DenseSet<const Value *> Words;
  SmallVector<Value *, 16> Work;
  auto Add = [&](Value *V) {
    if (!isa<Constant>(V) && Words.insert(V).second)
      Work.push_back(V);
  };
  for (Function *F : S.functions())
    for (Instruction &I : instructions(F)) {
      if (I.hasMetadata(WordAccess))
        Add(isa<StoreInst>(I) ? I.getOperand(0) : &I);
      else if (isa<PtrToIntInst>(I) && isThroughDouble(I))
        Add(&I);
      else if (isa<IntToPtrInst>(I) && isThroughDouble(I))
        Add(I.getOperand(0));
    }
  while (!Work.empty()) {
    Value *V = Work.pop_back_val();
    for (User *U : V->users())
      if (handsOnWord(U) && U->getType()->isSized() &&
          !(isa<SelectInst>(U) && U->getOperand(0) == V))
        Add(U);
    if (handsOnWord(V))
      for (Use &U : handedOn(*V))
        Add(U.get());
  }
  return Words;
}

} // namespace enzyme
