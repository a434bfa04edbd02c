//===- AddressPieces.cpp - Addresses that are written in pieces ------------===//

#include "analysis/AddressPieces.h"
#include "llvm/ADT/SetVector.h"

using namespace llvm;

namespace enzyme {

using ValueSet = SmallSetVector<const Value *, 8>;

/// Adds what \p I hands on as it is.
static void addHandedOn(const Instruction &I, ValueSet &To) {
  if (isa<PHINode>(I) || isa<FreezeInst>(I) || isa<BitCastInst>(I))
    To.insert(I.op_begin(), I.op_end());
  else if (isa<SelectInst>(I))
    To.insert(I.op_begin() + 1, I.op_end());
}

/// Whether the word \p W is an address on some path: it comes from one, or is
/// used as one.
static bool isAddress(const Value &W) {
  ValueSet Work;
  Work.insert(&W);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    auto *I = dyn_cast<Instruction>(Work[Next]);
    if (!I)
      continue;
    auto IsPointer = [](const User *U) { return isa<IntToPtrInst>(U); };
    if (isa<PtrToIntInst>(I) || any_of(I->users(), IsPointer))
      return true;
    addHandedOn(*I, Work);
  }
  return false;
}

/// Whether \p Upper is what follows the lower piece of an address.
static bool isUpperPiece(const Instruction &Upper, unsigned Bits) {
  auto *By = Upper.getOpcode() == Instruction::LShr
                 ? dyn_cast<ConstantInt>(Upper.getOperand(1))
                 : nullptr;
  return By && By->getZExtValue() + Bits == 8 * sizeof(uint64_t) &&
         isAddress(*Upper.getOperand(0));
}

/// Whether what \p V is joined from, or comes from, is what a mask or a shift
/// leaves of an address on some path.
static bool isPiece(const Value &V) {
  ValueSet Work;
  Work.insert(&V);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    auto *I = dyn_cast<Instruction>(Work[Next]);
    if (!I)
      continue;
    unsigned Code = I->getOpcode();
    bool Cuts = (Code == Instruction::And || Code == Instruction::LShr) &&
                isa<ConstantInt>(I->getOperand(1));
    if (Cuts && isAddress(*I->getOperand(0)))
      return true;
    addHandedOn(*I, Work);
    if (Code == Instruction::Or || Code == Instruction::Shl ||
        isa<ZExtInst>(I) || isa<TruncInst>(I))
      Work.insert(I->op_begin(), I->op_end());
  }
  return false;
}

static bool joinsPieces(const Instruction &I) {
  return I.getOpcode() == Instruction::Or &&
         all_of(I.operands(), [](const Use &U) { return isPiece(*U.get()); });
}

bool writesPieceOfAddress(const StoreInst &S, MemoryModel &Memory) {
  const Value *V = S.getValueOperand();
  MemoryObject *To = Memory.objectOf(S.getPointerOperand());
  uint64_t Size = S.getDataLayout().getTypeStoreSize(V->getType());
  bool MayBe = V->getType()->isIntegerTy() || V->getType()->isDoubleTy();
  if (!MayBe || Size > sizeof(uint64_t) || !To || !To->NeedsShadow)
    return false;
  Coverage There = Memory.coverageAt(S.getPointerOperand(), Size);
  if (!There.Pointers && !There.Words)
    return false;
  bool IsWhole = Size == sizeof(uint64_t);
  ValueSet Work;
  Work.insert(V);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    auto *I = dyn_cast<Instruction>(Work[Next]);
    if (!I)
      continue;
    if (IsWhole ? joinsPieces(*I) : isUpperPiece(*I, 8 * Size))
      return true;
    addHandedOn(*I, Work);
    if (IsWhole ? I->getOpcode() == Instruction::Or
                : isa<TruncInst>(I) || isa<ZExtInst>(I))
      Work.insert(I->op_begin(), I->op_end());
  }
  return false;
}

} // namespace enzyme
