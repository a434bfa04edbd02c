//===- ShiftedPieces.cpp - Upper pieces of words, shifted down ------------===//

#include "prepare/ShiftedPieces.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace enzyme {

/// A phi by which the upper piece of a word comes, shifted down.
static bool bringsShifted(const Value *V) {
  auto *Phi = dyn_cast<PHINode>(V);
  return Phi && any_of(Phi->incoming_values(), [](const Use &U) {
           return match(U.get(),
                        m_TruncOrSelf(m_LShr(m_Value(), m_ConstantInt())));
         });
}

/// Of the integer \p I, the bits that may be used: those before the result.
static unsigned usedBits(const Instruction &I) {
  const APInt *Mask;
  bool Masked = I.hasOneUse() &&
                match(I.user_back(), m_And(m_Specific(&I), m_APInt(Mask)));
  return Masked ? Mask->getActiveBits() : I.getType()->getIntegerBitWidth();
}

/// The first bits of \p V at the end of \p B. A piece is found behind one cast.
static Value *beginningOf(Value *V, Type *Piece, BasicBlock &B) {
  while (auto *Cast = dyn_cast<TruncInst>(V))
    V = Cast->getOperand(0);
  return IRBuilder<>(B.getTerminator()).CreateTrunc(V, Piece);
}

void narrowShiftedPieces(Function &F) {
  SmallVector<Instruction *, 8> Work;
  for (Instruction &I : instructions(F)) {
    const APInt *By;
    bool Shifts = match(&I, m_Shl(m_Value(), m_APInt(By))) &&
                  By->ult(By->getBitWidth()) && By->urem(8) == 0;
    if ((Shifts || isa<TruncInst>(I)) && bringsShifted(I.getOperand(0)))
      Work.push_back(&I);
  }
  for (Instruction *I : Work) {
    auto *Wide = cast<PHINode>(I->getOperand(0));
    Type *Piece = I->getType();
    if (!isa<TruncInst>(I)) {
      uint64_t By = cast<ConstantInt>(I->getOperand(1))->getZExtValue();
      if (usedBits(*I) <= By)
        continue;
      Piece = Type::getIntNTy(F.getContext(), usedBits(*I) - By);
    }
    PHINode *Narrow =
        IRBuilder<>(Wide).CreatePHI(Piece, Wide->getNumIncomingValues());
    for (BasicBlock *B : Wide->blocks()) {
      int Before = Narrow->getBasicBlockIndex(B);
      Value *In = Before >= 0 ? Narrow->getIncomingValue(Before)
                              : beginningOf(Wide->getIncomingValueForBlock(B),
                                            Piece, *B);
      Narrow->addIncoming(In, B);
    }
    if (!isa<TruncInst>(I)) {
      I->setOperand(0, IRBuilder<>(I).CreateZExt(Narrow, I->getType()));
      continue;
    }
    I->replaceAllUsesWith(Narrow);
    I->eraseFromParent();
  }
}

} // namespace enzyme
