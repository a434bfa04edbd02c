//===- SplitSweeps.cpp - One function for each sweep -----------------------===//

#include "emit/SplitSweeps.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace enzyme {

namespace {

class SweepSplitter {
public:
  SweepSplitter(Derivative &D, const SweepBoundary &Boundary,
                const MemberDerivative &Into)
      : D(D), Boundary(Boundary), Into(Into), C(D.F->getContext()) {}

  void split();

private:
  void findReverseBlocks();
  void layOutFrame();
  bool isReverse(const Use &U) const {
    return Reverse.contains(cast<Instruction>(U.getUser())->getParent());
  }
  bool livesInFrame(const AllocaInst &A) const;
  Value *field(IRBuilder<> &B, Value *Frame, unsigned Index) const {
    return B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), Frame, Offsets[Index]);
  }
  void addField(uint64_t Size, Align A);
  void moveToFrame(IRBuilder<> &B, Value *Frame, ValueToValueMapTy &Map) const;
  void buildForward();
  void buildReverse();

  Derivative &D;
  const SweepBoundary &Boundary;
  const MemberDerivative &Into;
  LLVMContext &C;
  SmallPtrSet<BasicBlock *, 32> Reverse;
  /// Stack memory that both sweeps know, then values that cross as they are.
  SmallVector<AllocaInst *, 16> Memory;
  SetVector<Value *> Crossing;
  SmallVector<uint64_t, 16> Offsets;
  uint64_t FrameSize = 0;
  Align FrameAlign;
};

} // namespace

void SweepSplitter::findReverseBlocks() {
  SmallVector<BasicBlock *, 32> Work{Boundary.Branch->getSuccessor(0)};
  while (!Work.empty()) {
    BasicBlock *BB = Work.pop_back_val();
    if (Reverse.insert(BB).second)
      Work.append(succ_begin(BB), succ_end(BB));
  }
}

/// Memory that one sweep only loads from and stores to is its own. An address
/// that goes anywhere else may come back through memory.
bool SweepSplitter::livesInFrame(const AllocaInst &A) const {
  bool InForward = false, InReverse = false, Escapes = false;
  for (const Use &U : A.uses()) {
    (isReverse(U) ? InReverse : InForward) = true;
    Escapes |= !(isa<LoadInst>(U.getUser()) ||
                 (isa<StoreInst>(U.getUser()) && U.getOperandNo() == 1));
  }
  return (InForward && InReverse) || Escapes;
}

void SweepSplitter::addField(uint64_t Size, Align A) {
  Offsets.push_back(alignTo(FrameSize, A));
  FrameSize = Offsets.back() + Size;
  FrameAlign = std::max(FrameAlign, A);
}

void SweepSplitter::layOutFrame() {
  const DataLayout &DL = D.F->getParent()->getDataLayout();
  for (Instruction &I : D.F->getEntryBlock())
    if (auto *A = dyn_cast<AllocaInst>(&I); A && livesInFrame(*A)) {
      Memory.push_back(A);
      addField(A->getAllocationSize(DL)->getFixedValue(), A->getAlign());
    }
  auto Cross = [&](Value *V) {
    for (Use &U : V->uses())
      if (isReverse(U))
        Crossing.insert(V);
  };
  for (Argument &A : D.F->args())
    if (&A != D.Seed)
      Cross(&A);
  for (BasicBlock &BB : *D.F)
    if (!Reverse.contains(&BB))
      for (Instruction &I : BB)
        if (!isa<AllocaInst>(I))
          Cross(&I);
  for (Value *V : Crossing)
    addField(DL.getTypeAllocSize(V->getType()),
             DL.getABITypeAlign(V->getType()));
}

/// The memory of a frame; null if it is empty.
static Value *allocateFrame(IRBuilder<> &B, uint64_t Size, Align A) {
  if (Size == 0)
    return ConstantPointerNull::get(B.getPtrTy());
  Module &M = *B.GetInsertBlock()->getModule();
  const Align OfMalloc(16);
  if (A <= OfMalloc)
    return B.CreateCall(
        M.getOrInsertFunction("malloc", B.getPtrTy(), B.getInt64Ty()),
        {B.getInt64(Size)}, "frame");
  return B.CreateCall(M.getOrInsertFunction("aligned_alloc", B.getPtrTy(),
                                            B.getInt64Ty(), B.getInt64Ty()),
                      {B.getInt64(A.value()), B.getInt64(alignTo(Size, A))},
                      "frame");
}

/// Copies the body of \p From into \p To; the arguments are mapped already.
static void cloneBody(Function &To, Function &From, ValueToValueMapTy &Map) {
  SmallVector<ReturnInst *, 4> Returns;
  CloneFunctionInto(&To, &From, Map, CloneFunctionChangeType::LocalChangesOnly,
                    Returns);
}

/// Memory that was on the stack of both sweeps. Erased last: \p B may stand at
/// one of the allocas.
void SweepSplitter::moveToFrame(IRBuilder<> &B, Value *Frame,
                                ValueToValueMapTy &Map) const {
  SmallVector<AllocaInst *, 16> Slots;
  for (AllocaInst *A : Memory)
    Slots.push_back(cast<AllocaInst>(Map[A]));
  for (unsigned I = 0; I != Slots.size(); ++I)
    Slots[I]->replaceAllUsesWith(field(B, Frame, I));
  for (AllocaInst *Slot : Slots)
    Slot->eraseFromParent();
}

void SweepSplitter::buildForward() {
  Function &F = *Into.Augmented;
  ValueToValueMapTy Map;
  auto *To = F.arg_begin();
  for (Argument &A : D.F->args())
    Map[&A] = &A == D.Seed ? static_cast<Value *>(PoisonValue::get(A.getType()))
                           : &*To++;
  cloneBody(F, *D.F, Map);
  BasicBlock &Entry = F.getEntryBlock();
  IRBuilder<> B(&Entry, Entry.begin());
  Value *Frame = allocateFrame(B, FrameSize, FrameAlign);
  moveToFrame(B, Frame, Map);
  Instruction *Branch = cast<Instruction>(Map[Boundary.Branch]);
  B.SetInsertPoint(Branch);
  for (unsigned I = 0; I != Crossing.size(); ++I)
    B.CreateStore(Map[Crossing[I]], field(B, Frame, Memory.size() + I));
  auto Mapped = [&](Value *V) {
    Value *New = Map.lookup(V);
    return New ? New : V;
  };
  Value *Result = PoisonValue::get(F.getReturnType());
  unsigned Field = 0;
  Result = B.CreateInsertValue(Result, Frame, Field++);
  if (Boundary.PrimalResult)
    Result = B.CreateInsertValue(Result, Mapped(Boundary.PrimalResult), Field++);
  SmallVector<Value *, 1> Shadows;
  for (const WeakTrackingVH &Shadow : Boundary.ShadowResults)
    Shadows.push_back(Mapped(Shadow));
  if (!Shadows.empty())
    Result = B.CreateInsertValue(Result, packLanes(B, Shadows), Field++);
  B.CreateRet(Result);
  Branch->eraseFromParent();
  removeUnreachableBlocks(F);
}

void SweepSplitter::buildReverse() {
  Function &F = *Into.Reverse;
  Argument *Frame = F.getArg(F.arg_size() - 1);
  ValueToValueMapTy Map;
  for (Argument &A : D.F->args())
    Map[&A] = &A == D.Seed
                  ? static_cast<Value *>(F.getArg(0))
                  : static_cast<Value *>(PoisonValue::get(A.getType()));
  // Values cross as loads from the frame, which exist before the body does.
  BasicBlock *Begin = Boundary.Branch->getSuccessor(0);
  cloneBody(F, *D.F, Map);
  BasicBlock *Entry = BasicBlock::Create(C, "entry", &F, &F.getEntryBlock());
  IRBuilder<> B(Entry);
  moveToFrame(B, Frame, Map);
  for (unsigned I = 0; I != Crossing.size(); ++I) {
    Value *V = B.CreateLoad(Crossing[I]->getType(),
                            field(B, Frame, Memory.size() + I));
    if (isa<Argument>(Crossing[I])) {
      // The clone has poison in the place of the argument: found by position.
      for (Use &U : Crossing[I]->uses())
        if (isReverse(U))
          cast<User>(Map[U.getUser()])->setOperand(U.getOperandNo(), V);
    } else {
      cast<Instruction>(Map[Crossing[I]])
          ->replaceUsesWithIf(V, [&](Use &U) {
            return cast<Instruction>(U.getUser())->getFunction() == &F;
          });
    }
  }
  SmallVector<AllocaInst *, 16> Own;
  for (Instruction &I : *cast<BasicBlock>(Map[&D.F->getEntryBlock()]))
    if (auto *A = dyn_cast<AllocaInst>(&I))
      Own.push_back(A);
  for (AllocaInst *A : Own)
    A->moveBefore(*Entry, Entry->begin());
  B.CreateBr(cast<BasicBlock>(Map[Begin]));
  if (FrameSize != 0 && D.Shape.FreesTape)
    for (BasicBlock &BB : F)
      if (auto *R = dyn_cast<ReturnInst>(BB.getTerminator())) {
        IRBuilder<> AtEnd(R);
        AtEnd.CreateCall(F.getParent()->getOrInsertFunction(
                             "free", B.getVoidTy(), B.getPtrTy()),
                         {Frame});
      }
  removeUnreachableBlocks(F);
}

void SweepSplitter::split() {
  findReverseBlocks();
  layOutFrame();
  buildForward();
  buildReverse();
  D.F->eraseFromParent();
  D.F = nullptr;
}

void splitSweeps(Derivative &D, const SweepBoundary &Boundary,
                 const MemberDerivative &Into) {
  SweepSplitter(D, Boundary, Into).split();
}

} // namespace enzyme
