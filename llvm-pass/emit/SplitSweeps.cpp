//===- SplitSweeps.cpp - One function for each sweep -----------------------===//

#include "emit/SplitSweeps.h"
#include "support/Compat.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/xxhash.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace enzyme {

/// What malloc aligns to, and what a program must that provides the memory.
static constexpr Align ProvidedAlign = Align::Constant<16>();

namespace {

class SweepSplitter {
public:
  SweepSplitter(Derivative &D, const SweepBoundary &Boundary,
                MemberDerivative &Into)
      : D(D), Boundary(Boundary), Into(Into), C(D.F->getContext()) {}

  void split();

private:
  /// Whether the memory of the frame belongs to the caller.
  bool isGiven() const { return D.Shape.TakesFrame || D.Shape.SharesArena; }
  void findReverseBlocks();
  void layOutFrame();
  bool isReverse(const Use &U) const {
    return Reverse.contains(cast<Instruction>(U.getUser())->getParent());
  }
  void place(AllocaInst &A);
  Value *frameOf(IRBuilder<> &B, Function &Augmented) const;
  Value *aligned(IRBuilder<> &B, Value *Frame) const;
  Value *field(IRBuilder<> &B, Value *Frame, unsigned Index) const {
    return B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), Frame, Offsets[Index]);
  }
  void addField(uint64_t Size, Align A);
  void moveToFrame(IRBuilder<> &B, Value *Frame, ValueToValueMapTy &Map) const;
  void freeFrame(Function &F, Value *Tape) const;
  Argument *releaseOf(Function &Sweep) const {
    return Sweep.getArg(D.Seed ? 2 : 1);
  }
  uint64_t identity() const;
  void checkTape(IRBuilder<> &B, Function &F, Value *Frame, unsigned At);
  void buildForward();
  void buildReverse();

  Derivative &D;
  const SweepBoundary &Boundary;
  MemberDerivative &Into;
  LLVMContext &C;
  SmallPtrSet<BasicBlock *, 32> Reverse;
  /// In this order in the frame: stack memory whose address is known to other
  /// instructions than loads and stores; variables, of which each sweep has its
  /// own, the reverse sweep's beginning as the forward sweep's ends; values.
  SmallVector<AllocaInst *, 16> Memory;
  SmallVector<AllocaInst *, 16> Variables;
  SetVector<Value *> Crossing;
  /// The shadows that the program gives both sweeps. A number that tells which
  /// derivative wrote the tape follows them.
  SmallVector<Value *, 4> Given;
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
void SweepSplitter::place(AllocaInst &A) {
  bool InForward = false, InReverse = false, Escapes = false;
  for (const Use &U : A.uses()) {
    (isReverse(U) ? InReverse : InForward) = true;
    Escapes |= !(isa<LoadInst>(U.getUser()) ||
                 (isa<StoreInst>(U.getUser()) && U.getOperandNo() == 1));
  }
  if (!Escapes && !(InForward && InReverse))
    return;
  bool IsVariable = !Escapes && A.getAllocatedType()->isSingleValueType();
  (IsVariable ? Variables : Memory).push_back(&A);
}

void SweepSplitter::addField(uint64_t Size, Align A) {
  Offsets.push_back(alignTo(FrameSize, A));
  FrameSize = Offsets.back() + Size;
  FrameAlign = std::max(FrameAlign, A);
}

void SweepSplitter::layOutFrame() {
  const DataLayout &DL = D.F->getParent()->getDataLayout();
  for (Instruction &I : D.F->getEntryBlock())
    if (auto *A = dyn_cast<AllocaInst>(&I))
      place(*A);
  for (auto *Slots : {&Memory, &Variables})
    for (AllocaInst *A : *Slots)
      addField(A->getAllocationSize(DL)->getFixedValue(), A->getAlign());
  auto Cross = [&](Value *V) {
    for (Use &U : V->uses())
      if (isReverse(U))
        Crossing.insert(V);
  };
  for (Argument &A : D.F->args())
    if (&A != D.Seed && &A != D.Release && &A != D.Arena)
      Cross(&A);
  for (BasicBlock &BB : *D.F)
    if (!Reverse.contains(&BB))
      for (Instruction &I : BB)
        if (!isa<AllocaInst>(I))
          Cross(&I);
  for (Value *V : Crossing)
    addField(DL.getTypeAllocSize(V->getType()),
             DL.getABITypeAlign(V->getType()));
  for (Argument &A : D.F->args())
    if (D.Shape.TakesFrame && D.ArgumentShadows.count(&A))
      Given.append(D.ArgumentShadows[&A].begin(), D.ArgumentShadows[&A].end());
  for (Value *V : Given)
    addField(DL.getTypeAllocSize(V->getType()),
             DL.getABITypeAlign(V->getType()));
  if (D.Shape.TakesFrame)
    addField(sizeof(uint64_t), Align::Of<uint64_t>());
  Into.TapeSize = FrameSize;
  if (isGiven() && FrameAlign > ProvidedAlign)
    Into.TapeSize += FrameAlign.value() - ProvidedAlign.value();
}

/// The memory of a frame; null if it is empty.
static Value *allocateFrame(IRBuilder<> &B, uint64_t Size, Align A) {
  if (Size == 0)
    return ConstantPointerNull::get(B.getPtrTy());
  Module &M = *B.GetInsertBlock()->getModule();
  if (A <= ProvidedAlign)
    return B.CreateCall(
        M.getOrInsertFunction("malloc", B.getPtrTy(), B.getInt64Ty()),
        {B.getInt64(Size)}, "frame");
  return B.CreateCall(M.getOrInsertFunction("aligned_alloc", B.getPtrTy(),
                                            B.getInt64Ty(), B.getInt64Ty()),
                      {B.getInt64(A.value()), B.getInt64(alignTo(Size, A))},
                      "frame");
}

/// A frame in memory of the caller's may be less aligned than its fields must be.
Value *SweepSplitter::aligned(IRBuilder<> &B, Value *Frame) const {
  if (!isGiven() || FrameAlign <= ProvidedAlign)
    return Frame;
  uint64_t Rest = FrameAlign.value() - 1;
  return B.CreateCall(intrinsicDeclaration(*D.F->getParent(),
                                           Intrinsic::ptrmask,
                                           {B.getPtrTy(), B.getInt64Ty()}),
                      {B.CreateConstGEP1_64(B.getInt8Ty(), Frame, Rest),
                       B.getInt64(~Rest)});
}

/// The memory of the frame in the forward sweep.
Value *SweepSplitter::frameOf(IRBuilder<> &B, Function &Augmented) const {
  if (!isGiven())
    return allocateFrame(B, FrameSize, FrameAlign);
  Argument *Last = Augmented.getArg(Augmented.arg_size() - 1);
  if (!D.Arena)
    return Last;
  if (FrameSize == 0)
    return ConstantPointerNull::get(B.getPtrTy());
  return TapeArena(Augmented, Last).reserve(B, B.getInt64(Into.TapeSize));
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
    Map[&A] = &A == D.Seed || &A == D.Release
                  ? static_cast<Value *>(PoisonValue::get(A.getType()))
                  : &*To++;
  cloneBody(F, *D.F, Map);
  BasicBlock &Entry = F.getEntryBlock();
  IRBuilder<> B(&Entry, Entry.begin());
  Value *Tape = frameOf(B, F);
  Value *Frame = aligned(B, Tape);
  moveToFrame(B, Frame, Map);
  Instruction *Branch = cast<Instruction>(Map[Boundary.Branch]);
  B.SetInsertPoint(Branch);
  unsigned At = Memory.size();
  for (AllocaInst *A : Variables)
    B.CreateStore(B.CreateLoad(A->getAllocatedType(), Map[A]),
                  field(B, Frame, At++));
  for (Value *V : Crossing)
    B.CreateStore(Map[V], field(B, Frame, At++));
  for (Value *V : Given)
    B.CreateStore(Map[V], field(B, Frame, At++));
  if (D.Shape.TakesFrame)
    B.CreateStore(B.getInt64(identity()), field(B, Frame, At++));
  auto Mapped = [&](Value *V) {
    Value *New = Map.lookup(V);
    return New ? New : V;
  };
  Value *Result = PoisonValue::get(F.getReturnType());
  unsigned Field = 0;
  Result = B.CreateInsertValue(Result, Tape, Field++);
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

/// The same for the two sweeps of one signature, in every program.
uint64_t SweepSplitter::identity() const {
  std::string Text;
  raw_string_ostream OS(Text);
  OS << Into.Reverse->getName() << ' ' << D.Shape.Width << ' '
     << D.Shape.ActiveReturn << D.Shape.ShadowReturn
     << D.Shape.RuntimeActivity;
  for (Activity Kind : D.Shape.Parameters)
    OS << ' ' << static_cast<int>(Kind);
  for (uint64_t Offset : Offsets)
    OS << ' ' << Offset;
  return xxh3_64bits(Text);
}

/// The tape must be that of the other sweep. Pointers into the shadows are on
/// it: with others the gradient would go to the wrong place.
void SweepSplitter::checkTape(IRBuilder<> &B, Function &F, Value *Frame,
                              unsigned At) {
  if (!D.Shape.TakesFrame)
    return;
  Value *Differ = B.getFalse();
  Argument *Passed = releaseOf(F) + 1;
  for (Value *V : Given) {
    Value *Known = B.CreateLoad(V->getType(), field(B, Frame, At++));
    Differ = B.CreateOr(Differ, B.CreateICmpNE(Known, Passed++));
  }
  Value *Written = B.CreateLoad(B.getInt64Ty(), field(B, Frame, At++));
  Differ = B.CreateOr(Differ,
                      B.CreateICmpNE(Written, B.getInt64(identity())));
  BasicBlock *Wrong = BasicBlock::Create(C, "other.tape", &F);
  BasicBlock *Right = BasicBlock::Create(C, "own.tape", &F);
  B.CreateCondBr(Differ, Wrong, Right);
  B.SetInsertPoint(Wrong);
  B.CreateCall(intrinsicDeclaration(*F.getParent(), Intrinsic::trap, {}));
  B.CreateUnreachable();
  B.SetInsertPoint(Right);
}

/// Before every return, where the caller does not say otherwise.
void SweepSplitter::freeFrame(Function &F, Value *Tape) const {
  SmallVector<ReturnInst *, 2> Returns;
  for (BasicBlock &BB : F)
    if (auto *R = dyn_cast<ReturnInst>(BB.getTerminator()))
      Returns.push_back(R);
  for (ReturnInst *R : Returns) {
    Instruction *Before = R;
    if (D.Shape.TakesRelease)
      Before = SplitBlockAndInsertIfThen(releaseOf(F), R,
                                         /*Unreachable=*/false);
    IRBuilder<> B(Before);
    B.CreateCall(F.getParent()->getOrInsertFunction("free", B.getVoidTy(),
                                                    B.getPtrTy()),
                 {Tape});
  }
}

void SweepSplitter::buildReverse() {
  Function &F = *Into.Reverse;
  Argument *Tape = F.getArg(D.Seed ? 1 : 0);
  ValueToValueMapTy Map;
  for (Argument &A : D.F->args())
    Map[&A] = &A == D.Seed      ? static_cast<Value *>(F.getArg(0))
              : &A == D.Release ? releaseOf(F)
                                : static_cast<Value *>(
                                      PoisonValue::get(A.getType()));
  // Values cross as loads from the frame, which exist before the body does.
  BasicBlock *Begin = Boundary.Branch->getSuccessor(0);
  cloneBody(F, *D.F, Map);
  BasicBlock *Entry = BasicBlock::Create(C, "entry", &F, &F.getEntryBlock());
  IRBuilder<> B(Entry);
  Value *Frame = aligned(B, Tape);
  moveToFrame(B, Frame, Map);
  unsigned At = Memory.size();
  for (AllocaInst *A : Variables)
    B.CreateStore(B.CreateLoad(A->getAllocatedType(), field(B, Frame, At++)),
                  Map[A]);
  for (Value *Crosses : Crossing) {
    Value *V = B.CreateLoad(Crosses->getType(), field(B, Frame, At++));
    if (isa<Argument>(Crosses)) {
      // The clone has poison in the place of the argument: found by position.
      for (Use &U : Crosses->uses())
        if (isReverse(U))
          cast<User>(Map[U.getUser()])->setOperand(U.getOperandNo(), V);
    } else {
      cast<Instruction>(Map[Crosses])
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
  checkTape(B, F, Frame, At);
  B.CreateBr(cast<BasicBlock>(Map[Begin]));
  if (FrameSize != 0 && !isGiven())
    freeFrame(F, Tape);
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
                 MemberDerivative &Into) {
  SweepSplitter(D, Boundary, Into).split();
}

} // namespace enzyme
