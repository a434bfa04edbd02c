//===- Carriers.cpp - Values that may be addresses without saying so -------===//

#include "analysis/Carriers.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace enzyme {

/// Doubles, words, and vectors of them.
static bool isOfWords(const Type *T) {
  const Type *Element = T->getScalarType();
  return Element->isDoubleTy() ||
         (Element->isIntegerTy() && Element->getIntegerBitWidth() % 64 == 0);
}

bool CarrierAnalysis::startsHere(const Instruction &I, MemoryModel &Memory,
                                 const ActivityAnalysis &Activities) const {
  if (auto *L = dyn_cast<LoadInst>(&I)) {
    const DataLayout &DL = I.getModule()->getDataLayout();
    return isOfWords(I.getType()) &&
           Activities.hasShadow(L->getPointerOperand()) &&
           Memory.isAmbiguousAt(L->getPointerOperand(),
                                DL.getTypeStoreSize(I.getType()));
  }
  if (auto *P = dyn_cast<PtrToIntInst>(&I))
    return I.getType()->isIntegerTy(64) &&
           Activities.hasShadow(P->getPointerOperand());
  return false;
}

/// Instructions that hand on what they are given, bit by bit.
static bool handsOn(const Instruction &I) {
  return isa<PHINode>(I) || isa<SelectInst>(I) || isa<FreezeInst>(I) ||
         isa<BitCastInst>(I) || isa<InsertElementInst>(I) ||
         isa<ExtractElementInst>(I) || isa<ShuffleVectorInst>(I);
}

/// Arithmetic on what may be an address, which its shadow takes part in: a
/// distance added or taken off, a negation, bits set or cleared for a tag.
static bool isAddressArithmetic(const Instruction &I,
                                const DenseSet<const Value *> &Carriers) {
  bool First = Carriers.contains(I.getOperand(0));
  switch (I.getOpcode()) {
  case Instruction::Add:
  case Instruction::Sub:
    return First || Carriers.contains(I.getOperand(1));
  case Instruction::And:
  case Instruction::Or:
    return First && isa<ConstantInt>(I.getOperand(1));
  default:
    return false;
  }
}

CarrierAnalysis::CarrierAnalysis(Function &F, MemoryModel &Memory,
                                 const ActivityAnalysis &Activities,
                                 const DenseSet<const BasicBlock *> &Cold) {
  SmallVector<const Instruction *, 16> Work;
  for (Instruction &I : instructions(F))
    if (!Cold.contains(I.getParent()) && startsHere(I, Memory, Activities) &&
        Carriers.insert(&I).second)
      Work.push_back(&I);
  while (!Work.empty())
    for (const User *U : Work.pop_back_val()->users()) {
      auto *I = cast<Instruction>(U);
      bool GoesOn = handsOn(*I) || isAddressArithmetic(*I, Carriers);
      if (!Cold.contains(I->getParent()) && GoesOn && isOfWords(I->getType()) &&
          Carriers.insert(I).second)
        Work.push_back(I);
    }
}

SmallVector<Value *, 2> CarrierAnalysis::passedOn(Instruction &I,
                                                  bool IsMemberCall) const {
  SmallVector<Value *, 2> Result;
  if (IsMemberCall || isa<ReturnInst>(I) || isa<InsertValueInst>(I))
    for (Value *V : I.operands())
      if (isCarrier(V) && V->getType()->isIntegerTy(64))
        Result.push_back(V);
  return Result;
}

} // namespace enzyme
