//===- Overwrite.cpp - Which loaded memory changes afterwards --------------===//

#include "analysis/Overwrite.h"
#include "request/Hints.h"
#include "rules/CallTraits.h"
#include "rules/DerivativeTable.h"
#include "support/AtomicWrite.h"
#include "llvm/Analysis/CFG.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

/// Whether the derivative's forward sweep writes to memory of the program at
/// \p I, as far as anybody could read it afterwards.
static bool isWriter(Instruction &I, MemoryModel &Memory,
                     const DeferralAnalysis &Deferral) {
  if (!I.mayWriteToMemory())
    return false;
  auto *Call = dyn_cast<CallBase>(&I);
  if (!Call)
    return true;
  if (isIgnorableCall(*Call) || hintOf(*Call) || asAllocation(*Call) ||
      findRule(I) || isHarmlessCall(*Call))
    return false;
  Value *Freed = asDeallocation(*Call);
  return !Freed || !Deferral.isDeferred(Memory.objectOf(Freed));
}

/// The pointer through which \p W writes or which it frees; null if it is a
/// call that may write through others.
static Value *writtenPointer(Instruction &W) {
  if (auto *S = dyn_cast<StoreInst>(&W))
    return S->getPointerOperand();
  if (auto *M = dyn_cast<MemIntrinsic>(&W))
    return M->getRawDest();
  if (AtomicWrite A = asAtomicWrite(W))
    return A.Pointer;
  if (auto *Call = dyn_cast<CallBase>(&W))
    return asDeallocation(*Call);
  return nullptr;
}

WrittenMemory::WrittenMemory(const Slice &S, ArrayRef<Function *> Functions,
                             MemoryModel &Memory,
                             const DeferralAnalysis &Deferral) {
  for (Function *F : Functions)
    for (Instruction &I : instructions(F)) {
      if (S.cold().contains(I.getParent()) || !isWriter(I, Memory, Deferral))
        continue;
      if (Value *Pointer = writtenPointer(I)) {
        Objects.insert(Memory.objectOf(Pointer));
        continue;
      }
      auto *Call = dyn_cast<CallBase>(&I);
      if (Call && S.memberCalled(*Call))
        continue;
      // A call that is not understood reaches what its arguments reach.
      if (!Call) {
        AnyObject = true;
        continue;
      }
      SmallVector<MemoryObject *, 8> Work;
      for (Value *Argument : Call->args())
        if (Argument->getType()->isPointerTy())
          if (MemoryObject *O = Memory.objectOf(Argument))
            Work.push_back(O);
      while (!Work.empty()) {
        MemoryObject *O = Work.pop_back_val();
        if (Objects.insert(O).second)
          Work.append(Memory.pointeesOf(*O));
      }
    }
}

OverwriteAnalysis::OverwriteAnalysis(Function &F, const Slice &S,
                                     MemoryModel &Memory,
                                     const DeferralAnalysis &Deferral,
                                     const WrittenBy &Written,
                                     GoesOn After, AAResults &AA,
                                     DominatorTree &DT, LoopInfo &LI)
    : S(S), Memory(Memory), Deferral(Deferral), Written(Written),
      After(After), Overlap(F, AA, LI), DT(DT), LI(LI) {
  for (Instruction &I : instructions(F))
    if (!S.cold().contains(I.getParent()) && isWriter(I, Memory, Deferral))
      Writers.push_back(&I);
}

static bool isLocal(const MemoryObject *O) {
  const Provenance &P = O->From;
  return (P.Heap || P.Stack) && !P.Duplicated && !P.Constant &&
         !P.MutableGlobal && !P.Foreign;
}

/// Whether \p W writes floats, and what \p L reads is never one, or the other way
/// round: the model would know of the place that it is both.
bool OverwriteAnalysis::differInKind(const Instruction &W, LoadInst &L) {
  auto *St = dyn_cast<StoreInst>(&W);
  if (!St)
    return false;
  const DataLayout &DL = L.getDataLayout();
  ByteKind Read = Memory.kindAt(L.getPointerOperand(),
                                DL.getTypeStoreSize(L.getType()));
  if (Read == ByteKind::Unknown || Read == ByteKind::Conflict)
    return false;
  bool ReadsFloats = Read == ByteKind::Double || Read == ByteKind::Float;
  Type *T = St->getValueOperand()->getType();
  return ReadsFloats ? T->isPointerTy() : T->isFPOrFPVectorTy();
}

bool OverwriteAnalysis::mayWrite(Instruction &W, LoadInst &L) {
  MemoryObject *Read = Memory.objectOf(L.getPointerOperand());
  if (auto *Call = dyn_cast<CallBase>(&W); Call && S.memberCalled(*Call))
    return Written.Members.contains(Read);
  const Value *Pointer = writtenPointer(W);
  if (!Pointer)
    return Overlap.mayBeWrittenBy(W, L);
  MemoryObject *Target = Memory.objectOf(Pointer);
  if (Read && Target && Read != Target && (isLocal(Read) || isLocal(Target)))
    return false;
  // A variant or a union is read as one type, and then written as another.
  bool AreOne = !Read || Read == Target;
  if (AreOne && differInKind(W, L))
    return false;
  return Overlap.mayOverlap(W, Pointer, L, /*TypesTell=*/!AreOne);
}

bool OverwriteAnalysis::mayChangeOutside(LoadInst &L, MemoryObject *O) const {
  if (After == GoesOn::Nobody)
    return false;
  if (!O || Written.All.contains(O))
    return true;
  const Provenance &P = O->From;
  return After == GoesOn::Program &&
         (P.Duplicated || P.Constant || P.MutableGlobal || P.Foreign);
}

bool OverwriteAnalysis::mayChangeAfter(LoadInst &L) {
  auto It = Answers.find(&L);
  if (It != Answers.end())
    return It->second;
  MemoryObject *O = Memory.objectOf(L.getPointerOperand());
  bool Result = L.isVolatile() || L.isAtomic() || mayChangeOutside(L, O);
  // Heap memory that is freed by somebody else is not there any more.
  if (O && O->From.Heap && !Deferral.isDeferred(O) && !O->Deallocations.empty())
    Result = true;
  for (Instruction *W : Writers) {
    if (Result)
      break;
    Result = mayWrite(*W, L) && isPotentiallyReachable(&L, W, nullptr, &DT, &LI);
  }
  return Answers[&L] = Result;
}

} // namespace enzyme
