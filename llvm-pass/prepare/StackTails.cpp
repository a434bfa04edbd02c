//===- StackTails.cpp - Parts of structs that are left on the stack --------===//

#include "prepare/StackTails.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include <optional>

using namespace llvm;

namespace enzyme {

static constexpr int64_t Word = 8;

/// The bytes by which \p V is behind what it is computed from.
static int64_t distanceOf(const Value *V, const DataLayout &DL) {
  APInt Offset(DL.getIndexTypeSizeInBits(V->getType()), 0);
  V->stripAndAccumulateConstantOffsets(DL, Offset, /*AllowNonInbounds=*/true);
  return Offset.getSExtValue();
}

/// Where in a word all that is copied to and from \p A begins elsewhere, if that
/// is the same for all.
static std::optional<int64_t> placeInWord(AllocaInst &A) {
  const DataLayout &DL = A.getDataLayout();
  SmallVector<Value *, 8> Work{&A};
  // Of each copy, how far the other end is in its word before that of A.
  SmallVector<int64_t, 4> Places;
  while (!Work.empty()) {
    Value *Here = Work.pop_back_val();
    for (User *U : Here->users()) {
      if (auto *G = dyn_cast<GetElementPtrInst>(U);
          G && G->hasAllConstantIndices()) {
        Work.push_back(G);
      } else if (auto *Copy = dyn_cast<MemTransferInst>(U)) {
        Value *Other = Copy->getRawDest() == Here ? Copy->getRawSource()
                                                  : Copy->getRawDest();
        Places.push_back(distanceOf(Other, DL) - distanceOf(Here, DL));
      }
    }
  }
  for (int64_t &Place : Places)
    Place = (Place % Word + Word) % Word;
  if (Places.empty() || !all_equal(Places))
    return std::nullopt;
  return Places.front();
}

void placeTailsInWords(Function &F) {
  SmallVector<std::pair<AllocaInst *, int64_t>, 4> Tails;
  for (Instruction &I : F.getEntryBlock())
    if (auto *A = dyn_cast<AllocaInst>(&I);
        A && A->isStaticAlloca() && A->getAlign() < Align(Word))
      if (std::optional<int64_t> Place = placeInWord(*A);
          Place && isAligned(A->getAlign(), *Place))
        Tails.push_back({A, *Place});
  for (auto [A, Place] : Tails) {
    if (Place == 0) {
      A->setAlignment(Align(Word));
      continue;
    }
    uint64_t Size = A->getAllocationSize(A->getDataLayout())->getFixedValue();
    IRBuilder<> B(A);
    AllocaInst *Whole = B.CreateAlloca(
        ArrayType::get(B.getInt8Ty(), alignTo(Size + Place, Word)));
    Whole->setAlignment(Align(Word));
    B.SetInsertPoint(A->getParent(),
                     A->getParent()->getFirstNonPHIOrDbgOrAlloca());
    A->replaceAllUsesWith(B.CreateConstInBoundsGEP1_64(
        B.getInt8Ty(), Whole, Place, A->getName() + ".tail"));
    A->eraseFromParent();
  }
}

} // namespace enzyme
