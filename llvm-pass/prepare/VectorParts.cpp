//===- VectorParts.cpp - Elements that are taken out of a vector's bits ----===//

#include "prepare/VectorParts.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/IR/ValueHandle.h"
#include "llvm/Transforms/Utils/Local.h"
#include <numeric>

using namespace llvm;
using namespace llvm::PatternMatch;

namespace enzyme {

/// The elements of a vector of floats that \p Part consists of; null if it is
/// something else.
static Value *elementsOf(TruncInst &Part) {
  Value *Vector;
  uint64_t Shift = 0;
  if (!match(Part.getOperand(0), m_BitCast(m_Value(Vector))) &&
      !match(Part.getOperand(0),
             m_LShr(m_BitCast(m_Value(Vector)), m_ConstantInt(Shift))))
    return nullptr;
  auto *T = dyn_cast<FixedVectorType>(Vector->getType());
  if (!T || !T->getElementType()->isFloatingPointTy() ||
      !Part.getType()->isIntegerTy())
    return nullptr;
  unsigned Bits = T->getScalarSizeInBits();
  unsigned Taken = Part.getType()->getIntegerBitWidth();
  if (Shift % Bits != 0 || Taken % Bits != 0 ||
      Shift + Taken > Bits * uint64_t(T->getNumElements()))
    return nullptr;
  SmallVector<int, 8> Elements(Taken / Bits);
  std::iota(Elements.begin(), Elements.end(), static_cast<int>(Shift / Bits));
  IRBuilder<> B(&Part);
  return Elements.size() == 1
             ? B.CreateExtractElement(Vector, uint64_t(Elements.front()))
             : B.CreateShuffleVector(Vector, Elements);
}

static void replace(TruncInst &Part, Value *Elements) {
  IRBuilder<> B(&Part);
  for (User *U : SmallVector<User *, 4>(Part.users()))
    if (auto *Cast = dyn_cast<BitCastInst>(U)) {
      Cast->replaceAllUsesWith(B.CreateBitCast(Elements, Cast->getType()));
      Cast->eraseFromParent();
    }
  if (!Part.use_empty())
    Part.replaceAllUsesWith(B.CreateBitCast(Elements, Part.getType()));
  RecursivelyDeleteTriviallyDeadInstructions(&Part);
}

void shuffleVectorParts(Function &F) {
  // The first element has the lowest bits.
  if (!F.getParent()->getDataLayout().isLittleEndian())
    return;
  SmallVector<WeakTrackingVH, 8> Parts;
  for (Instruction &I : instructions(F))
    if (isa<TruncInst>(I))
      Parts.push_back(&I);
  for (const WeakTrackingVH &Handle : Parts) {
    auto *Part = dyn_cast_or_null<TruncInst>(Handle);
    if (Value *Elements = Part ? elementsOf(*Part) : nullptr)
      replace(*Part, Elements);
  }
}

} // namespace enzyme
