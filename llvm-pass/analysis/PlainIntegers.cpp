//===- PlainIntegers.cpp - Integers without a part of an address -----------===//

#include "analysis/PlainIntegers.h"
#include "rules/LibraryStatics.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Support/KnownBits.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace enzyme {

namespace {
enum class Origin { Number, Operands, Unknown };
} // namespace

/// No address of user space has other bits set or cleared than those below.
static bool isTagged(const Instruction &I) {
  const unsigned AddressBits = 47;
  auto *Tag = I.getOpcode() == Instruction::Xor
                  ? dyn_cast<ConstantInt>(I.getOperand(1))
                  : nullptr;
  return Tag && Tag->getValue().getActiveBits() > AddressBits;
}

bool isSmallNumber(const Value &V, const DataLayout &DL) {
  const unsigned MaxBits = 32;
  return computeKnownBits(&V, DL).countMaxActiveBits() <= MaxBits;
}

static Origin originOf(const LoadInst &L, MemoryModel &Memory) {
  if (isOfNumbers(*L.getPointerOperand()))
    return Origin::Number;
  uint64_t Size = L.getDataLayout().getTypeStoreSize(L.getType());
  Coverage Read = Memory.coverageAt(L.getPointerOperand(), Size);
  return Read.Pointers || Read.Words ? Origin::Unknown : Origin::Number;
}

/// The distance between two addresses is a number.
static bool isDistance(const Instruction &I) {
  return I.getOpcode() == Instruction::Sub &&
         isa<PtrToIntInst>(I.getOperand(0)) &&
         isa<PtrToIntInst>(I.getOperand(1));
}

/// A number that is written over the lower bits of a word: what is left of an
/// address there is padding.
static bool isOverPadding(const Instruction &I) {
  const unsigned LeastBits = 8, HalfBits = 32;
  auto *Joined = dyn_cast<PossiblyDisjointInst>(&I);
  unsigned Cleared = Joined && Joined->isDisjoint() ? LeastBits : HalfBits;
  auto IsRest = [&](const Use &U) {
    const APInt *Kept;
    return match(U.get(), m_And(m_Value(), m_APInt(Kept))) &&
           Kept->countr_zero() >= Cleared;
  };
  return Joined && any_of(I.operands(), IsRest);
}

static Origin originOf(const Value &V, MemoryModel &Memory, bool OfArguments) {
  if (isa<ConstantData>(V) || (OfArguments && isa<Argument>(V)))
    return Origin::Number;
  auto *I = dyn_cast<Instruction>(&V);
  if (!I)
    return Origin::Unknown;
  bool OfFloats = I->getType()->isFloatingPointTy() &&
                  (isa<BinaryOperator>(I) || isa<UnaryOperator>(I) ||
                   isa<SIToFPInst>(I) || isa<UIToFPInst>(I) ||
                   isa<FPExtInst>(I) || isa<IntrinsicInst>(I));
  if (OfFloats || isa<CmpInst>(I) || isa<FPToSIInst>(I) || isa<FPToUIInst>(I) ||
      isDistance(*I) || isTagged(*I) || isOverPadding(*I))
    return Origin::Number;
  if (auto *L = dyn_cast<LoadInst>(I))
    return originOf(*L, Memory);
  bool Computes = isa<IntrinsicInst>(I) && !I->mayReadOrWriteMemory();
  bool Extracts =
      isa<ExtractValueInst>(I) && isa<WithOverflowInst>(I->getOperand(0));
  return Computes || Extracts || isa<BinaryOperator>(I) ||
                 isa<BitCastInst>(I) || isa<ZExtInst>(I) || isa<SExtInst>(I) ||
                 isa<TruncInst>(I) || isa<PHINode>(I) || isa<SelectInst>(I) ||
                 isa<FreezeInst>(I)
             ? Origin::Operands
             : Origin::Unknown;
}

bool isPlainInteger(const Value &V, MemoryModel &Memory, bool OfArguments) {
  SmallSetVector<const Value *, 16> Work;
  Work.insert(&V);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    switch (originOf(*Work[Next], Memory, OfArguments)) {
    case Origin::Number:
      continue;
    case Origin::Unknown:
      return false;
    case Origin::Operands:
      break;
    }
    auto *I = cast<Instruction>(Work[Next]);
    bool Chooses = isa<SelectInst>(I);
    for (const Use &U : drop_begin(I->operands(), Chooses ? 1 : 0))
      if (!isa<Function>(U.get()))
        Work.insert(U.get());
  }
  return true;
}

} // namespace enzyme
