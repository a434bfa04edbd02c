//===- AddressPieces.cpp - Addresses that are written in pieces ------------===//

#include "analysis/AddressPieces.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/Support/KnownBits.h"

using namespace llvm;

namespace enzyme {

using Question = function_ref<bool(const Instruction &)>;

/// Whether \p IsFound of \p V, or of anything that it is handed on from: by phis,
/// selects and casts of the same bits, and as an operand where \p Follows.
static bool anyBehind(const Value &V, Question IsFound, Question Follows) {
  SmallSetVector<const Value *, 8> Work;
  Work.insert(&V);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    auto *I = dyn_cast<Instruction>(Work[Next]);
    if (!I)
      continue;
    if (IsFound(*I))
      return true;
    if (isa<PHINode>(I) || isa<FreezeInst>(I) || isa<BitCastInst>(I) ||
        Follows(*I))
      Work.insert(I->op_begin(), I->op_end());
    else if (isa<SelectInst>(I))
      Work.insert(I->op_begin() + 1, I->op_end());
  }
  return false;
}

/// Whether the word \p W is an address on some path: it comes from one, or is
/// used as one.
static bool isAddress(const Value &W) {
  auto IsPointer = [](const User *U) { return isa<IntToPtrInst>(U); };
  return anyBehind(
      W,
      [&](const Instruction &I) {
        return isa<PtrToIntInst>(I) || any_of(I.users(), IsPointer);
      },
      [](const Instruction &) { return false; });
}

/// Whether \p Upper is what follows the lower piece of an address.
static bool isUpperPiece(const Instruction &Upper, unsigned Bits) {
  auto *By = Upper.getOpcode() == Instruction::LShr
                 ? dyn_cast<ConstantInt>(Upper.getOperand(1))
                 : nullptr;
  return By && By->getZExtValue() + Bits == 8 * sizeof(uint64_t) &&
         isAddress(*Upper.getOperand(0));
}

static bool isOr(const Instruction &I) {
  return I.getOpcode() == Instruction::Or;
}

static bool changesWidth(const Instruction &I) {
  return isa<ZExtInst>(I) || isa<TruncInst>(I);
}

/// What a mask, a shift or a cast leaves of an address on some path.
static bool isPiece(const Instruction &I) {
  unsigned Code = I.getOpcode();
  bool Leaves = Code == Instruction::And || Code == Instruction::LShr;
  return (isa<TruncInst>(I) || (Leaves && isa<ConstantInt>(I.getOperand(1)))) &&
         isAddress(*I.getOperand(0));
}

/// Whether a piece of an address is among what \p V is joined from.
static bool hasPiece(const Value &V) {
  return anyBehind(V, isPiece, [](const Instruction &I) {
    return isOr(I) || I.getOpcode() == Instruction::Shl || changesWidth(I);
  });
}

/// Whether the same is where \p V begins. Above a number, what is left of an
/// address is padding.
static bool beginsWithPiece(const Value &V) {
  auto Begins = [](const Instruction &I) {
    auto *Mask = I.getOpcode() == Instruction::And
                     ? dyn_cast<ConstantInt>(I.getOperand(1))
                     : nullptr;
    return isPiece(I) && I.getOpcode() != Instruction::LShr &&
           (!Mask || Mask->getValue().countr_zero() < 8);
  };
  return anyBehind(V, Begins, [](const Instruction &I) {
    return isOr(I) || changesWidth(I);
  });
}

/// Whether so many bits of \p I are zero that it is no address, whatever it is
/// joined from.
static bool hasGaps(const Instruction &I) {
  const unsigned FirstBit = 16, EndBit = 47, MaxZeros = 8;
  KnownBits Known = computeKnownBits(&I, I.getDataLayout());
  return Known.getBitWidth() >= EndBit &&
         Known.Zero.extractBits(EndBit - FirstBit, FirstBit).popcount() > MaxZeros;
}

static bool joinsPieces(const Instruction &I) {
  return isOr(I) && beginsWithPiece(I) && !hasGaps(I) &&
         all_of(I.operands(), [](const Use &U) { return hasPiece(*U.get()); });
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
  if (Size == sizeof(uint64_t))
    return anyBehind(*V, joinsPieces, isOr);
  auto IsUpper = [&](const Instruction &I) { return isUpperPiece(I, 8 * Size); };
  return anyBehind(*V, IsUpper, changesWidth);
}

} // namespace enzyme
