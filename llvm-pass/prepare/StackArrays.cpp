//===- StackArrays.cpp - Stack memory of variable size ---------------------===//

#include "prepare/StackArrays.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace enzyme {

static bool isIntrinsic(const Instruction &I, Intrinsic::ID Id) {
  auto *II = dyn_cast<IntrinsicInst>(&I);
  return II && II->getIntrinsicID() == Id;
}

namespace {

class StackArrays {
public:
  explicit StackArrays(Function &F) : F(F), DT(F), Loops(DT) {}
  void move();

private:
  bool findEnds(AllocaInst &A, SmallVectorImpl<Instruction *> &Ends);
  void toHeap(AllocaInst &A, ArrayRef<Instruction *> Ends);

  Function &F;
  DominatorTree DT;
  LoopInfo Loops;
};

} // namespace

/// Where the memory ends: where the stack is restored to what it was before, or
/// the function returns.
bool StackArrays::findEnds(AllocaInst &A,
                           SmallVectorImpl<Instruction *> &Ends) {
  Loop *In = Loops.getLoopFor(A.getParent());
  bool EndsInLoop = !In;
  for (Instruction &I : instructions(F)) {
    if (isa<ReturnInst>(I))
      Ends.push_back(&I);
    if (!isIntrinsic(I, Intrinsic::stackrestore))
      continue;
    auto *Save = dyn_cast<Instruction>(I.getOperand(0));
    if (!Save || !DT.dominates(Save, &A))
      continue;
    Ends.push_back(&I);
    EndsInLoop |= In && In->contains(Save) && In->contains(&I);
  }
  return EndsInLoop;
}

/// The address is kept in a variable, so that an end that is reached without it
/// frees nothing.
void StackArrays::toHeap(AllocaInst &A, ArrayRef<Instruction *> Ends) {
  const DataLayout &DL = F.getParent()->getDataLayout();
  Module &M = *F.getParent();
  IRBuilder<> AtEntry(&*F.getEntryBlock().getFirstInsertionPt());
  Constant *Null = Constant::getNullValue(A.getType());
  Value *Slot = AtEntry.CreateAlloca(A.getType());
  AtEntry.CreateStore(Null, Slot);
  IRBuilder<> B(&A);
  Type *Size = B.getInt64Ty();
  Value *Bytes =
      B.CreateMul(B.CreateZExtOrTrunc(A.getArraySize(), Size),
                  ConstantInt::get(Size, DL.getTypeAllocSize(A.getAllocatedType())));
  const Align OfMalloc(16);
  CallInst *Memory;
  if (A.getAlign() <= OfMalloc) {
    Memory = B.CreateCall(
        M.getOrInsertFunction("malloc", A.getType(), Size), {Bytes});
  } else {
    Value *Alignment = ConstantInt::get(Size, A.getAlign().value());
    Value *Mask = B.CreateSub(Alignment, ConstantInt::get(Size, 1));
    Bytes = B.CreateAnd(B.CreateAdd(Bytes, Mask), B.CreateNot(Mask));
    Memory = B.CreateCall(M.getOrInsertFunction("aligned_alloc", A.getType(),
                                                Size, Size),
                          {Alignment, Bytes});
  }
  B.CreateStore(Memory, Slot);
  FunctionCallee Free =
      M.getOrInsertFunction("free", B.getVoidTy(), A.getType());
  for (Instruction *End : Ends) {
    IRBuilder<> AtEnd(End);
    AtEnd.SetCurrentDebugLocation(End->getDebugLoc());
    AtEnd.CreateCall(Free, {AtEnd.CreateLoad(A.getType(), Slot)});
    AtEnd.CreateStore(Null, Slot);
  }
  A.replaceAllUsesWith(Memory);
  A.eraseFromParent();
}

void StackArrays::move() {
  SmallVector<std::pair<AllocaInst *, SmallVector<Instruction *, 4>>, 4> Moves;
  bool All = true;
  for (Instruction &I : instructions(F)) {
    auto *A = dyn_cast<AllocaInst>(&I);
    if (!A || A->isStaticAlloca() || A->isUsedWithInAlloca())
      continue;
    SmallVector<Instruction *, 4> Ends;
    if (findEnds(*A, Ends))
      Moves.push_back({A, Ends});
    else
      All = false;
  }
  for (auto &[A, Ends] : Moves)
    toHeap(*A, Ends);
  if (!All)
    return;
  for (Intrinsic::ID Id : {Intrinsic::stackrestore, Intrinsic::stacksave})
    for (Instruction &I : make_early_inc_range(instructions(F)))
      if (isIntrinsic(I, Id) && I.use_empty())
        I.eraseFromParent();
}

void moveStackArrays(Function &F) {
  bool Needed = any_of(instructions(F), [](const Instruction &I) {
    auto *A = dyn_cast<AllocaInst>(&I);
    return A && !A->isStaticAlloca();
  });
  if (Needed)
    StackArrays(F).move();
}

} // namespace enzyme
