//===- StackTails.cpp - Parts of structs that are left on the stack --------===//

#include "prepare/StackTails.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

static constexpr int64_t Word = 8, Half = 4;

/// The bytes by which \p V is behind what it is computed from.
static int64_t distanceOf(const Value *V, const DataLayout &DL) {
  APInt Offset(DL.getIndexTypeSizeInBits(V->getType()), 0);
  V->stripAndAccumulateConstantOffsets(DL, Offset, /*AllowNonInbounds=*/true);
  return Offset.getSExtValue();
}

/// Whether what is copied to and from \p A begins in the middle of a word
/// wherever else it is.
static bool isTail(AllocaInst &A) {
  const DataLayout &DL = A.getDataLayout();
  SmallVector<Value *, 8> Work{&A};
  SmallPtrSet<MemTransferInst *, 8> Copies;
  while (!Work.empty())
    for (User *U : Work.pop_back_val()->users()) {
      if (auto *G = dyn_cast<GetElementPtrInst>(U);
          G && G->hasAllConstantIndices())
        Work.push_back(G);
      else if (auto *Copy = dyn_cast<MemTransferInst>(U))
        Copies.insert(Copy);
    }
  return !Copies.empty() && all_of(Copies, [&](MemTransferInst *Copy) {
           int64_t Between = distanceOf(Copy->getRawDest(), DL) -
                             distanceOf(Copy->getRawSource(), DL);
           return std::abs(Between) % Word == Half;
         });
}

void placeTailsInWords(Function &F) {
  SmallVector<AllocaInst *, 4> Tails;
  for (Instruction &I : F.getEntryBlock())
    if (auto *A = dyn_cast<AllocaInst>(&I); A && A->isStaticAlloca())
      if (A->getAlign() == Align(Half) &&
          A->getAllocationSize(A->getDataLayout())->getFixedValue() % Word ==
              Half &&
          isTail(*A))
        Tails.push_back(A);
  for (AllocaInst *A : Tails) {
    uint64_t Size = A->getAllocationSize(A->getDataLayout())->getFixedValue();
    IRBuilder<> B(A);
    AllocaInst *Whole =
        B.CreateAlloca(ArrayType::get(B.getInt8Ty(), Size + Half));
    Whole->setAlignment(Align(Word));
    B.SetInsertPoint(A->getParent(),
                     A->getParent()->getFirstNonPHIOrDbgOrAlloca());
    A->replaceAllUsesWith(B.CreateConstInBoundsGEP1_64(
        B.getInt8Ty(), Whole, Half, A->getName() + ".tail"));
    A->eraseFromParent();
  }
}

} // namespace enzyme
