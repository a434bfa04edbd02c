//===- MaskedParts.cpp - Words put together of their own parts -------------===//

#include "prepare/MaskedParts.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Intrinsics.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Support/KnownBits.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace enzyme {

namespace {
/// Some bits of an integer, at their places.
struct Part {
  Value *Of;
  APInt Mask;
};
} // namespace

/// The bits of which \p V consists, where these are of one integer.
static Part partOf(Value *V, unsigned Depth = 0) {
  const unsigned Deepest = 6;
  Part Whole{V, APInt::getAllOnes(V->getType()->getIntegerBitWidth())};
  Value *A, *B;
  const APInt *Mask;
  if (Depth == Deepest)
    return Whole;
  if (match(V, m_And(m_Value(A), m_APInt(Mask)))) {
    Part Inner = partOf(A, Depth + 1);
    Inner.Mask &= *Mask;
    return Inner;
  }
  if (match(V, m_Or(m_Value(A), m_Value(B)))) {
    Part OfA = partOf(A, Depth + 1), OfB = partOf(B, Depth + 1);
    if (OfA.Of == OfB.Of)
      return {OfA.Of, OfA.Mask | OfB.Mask};
  }
  return Whole;
}

/// The bits of \p P, in place of \p I. Without its sign a float is its absolute
/// value.
static Value *joined(Instruction &I, const Part &P) {
  IRBuilder<> B(&I);
  APInt Zeros = computeKnownBits(P.Of, I.getDataLayout()).Zero;
  if ((P.Mask | Zeros).isAllOnes())
    return P.Of;
  Value *Float;
  if (P.Mask.isMaxSignedValue() && match(P.Of, m_BitCast(m_Value(Float))) &&
      Float->getType()->isDoubleTy())
    return B.CreateBitCast(B.CreateUnaryIntrinsic(Intrinsic::fabs, Float),
                           I.getType());
  return B.CreateAnd(P.Of, ConstantInt::get(I.getType(), P.Mask));
}

void joinMaskedParts(Function &F) {
  SmallVector<WeakTrackingVH, 8> Dead;
  for (Instruction &I : instructions(F)) {
    if (I.getOpcode() != Instruction::Or || !I.getType()->isIntegerTy(64))
      continue;
    Part Joined = partOf(&I);
    if (Joined.Of == &I)
      continue;
    I.replaceAllUsesWith(joined(I, Joined));
    Dead.push_back(&I);
  }
  RecursivelyDeleteTriviallyDeadInstructionsPermissive(Dead);
}

} // namespace enzyme
