//===- ReverseCall.cpp - Calls in the reverse sweep ------------------------===//

#include "emit/ReverseEmitter.h"
#include "rules/CallTraits.h"

using namespace llvm;

namespace enzyme {

/// The callee's own reverse sweep, from the tape that its forward sweep left.
void ReverseEmitter::reverseCall(IRBuilder<> &B, CallBase &Call) {
  const MemberDerivative &Member = *Calls.derivativeOf(Call);
  SmallVector<Value *, 2> Arguments;
  if (Member.Shape.ActiveReturn) {
    SmallVector<Value *, 1> Seeds;
    for (unsigned Lane = 0; Lane != P.Width; ++Lane)
      Seeds.push_back(Activities.isActive(&Call)
                          ? Adjoint.take(B, &Call, Lane)
                          : Constant::getNullValue(Call.getType()));
    Arguments.push_back(packLanes(B, Seeds));
  }
  Arguments.push_back(Values.get(B, SweepValue::tape(&Call)));
  if (Member.Shape.TakesRelease)
    Arguments.push_back(D.Release ? static_cast<Value *>(D.Release)
                                  : B.getTrue());
  CallInst *New = B.CreateCall(Member.Reverse, Arguments);
  unsigned Field = 0;
  for (unsigned I = 0; I != Call.arg_size(); ++I) {
    if (Member.Shape.Parameters[I] != Activity::Out)
      continue;
    Value *Packed = B.CreateExtractValue(New, Field++);
    for (unsigned Lane = 0; Lane != P.Width; ++Lane)
      Adjoint.add(B, Call.getArgOperand(I), Lane,
                  unpackLane(B, Packed, Lane, P.Width));
  }
}

/// What follows at \p B is done only if what the tape holds is released; the
/// block after it, or null if that is always so.
BasicBlock *ReverseEmitter::beginRelease(IRBuilder<> &B) {
  if (!D.Release)
    return nullptr;
  LLVMContext &C = B.getContext();
  BasicBlock *Next = B.GetInsertBlock()->getNextNode();
  BasicBlock *Released = BasicBlock::Create(C, "reverse.release", D.F, Next);
  BasicBlock *After = BasicBlock::Create(C, "reverse.after", D.F, Next);
  B.CreateCondBr(D.Release, Released, After);
  B.SetInsertPoint(Released);
  return After;
}

void ReverseEmitter::endRelease(IRBuilder<> &B, BasicBlock *After) {
  if (!After)
    return;
  B.CreateBr(After);
  B.SetInsertPoint(After);
}

void ReverseEmitter::releaseShadows(IRBuilder<> &B, CallBase &Call) {
  Module &M = *D.F->getParent();
  for (unsigned Lane = 0; Lane != P.Width; ++Lane)
    B.CreateCall(M.getOrInsertFunction("free", B.getVoidTy(), B.getPtrTy()),
                 {Values.shadow(B, &Call, Lane)});
}

/// Memory that nobody wrote to has gathered adjoints: another reverse sweep from
/// the same tape must find it as this one did.
void ReverseEmitter::keepShadows(IRBuilder<> &B, CallBase &Call) {
  AllocationCall A = *asAllocation(Call);
  if (!D.Release || !A.Zeroed)
    return;
  Value *Size = B.CreateZExtOrTrunc(Values.primal(B, A.Size), B.getInt64Ty());
  if (A.Count)
    Size = B.CreateMul(Size, B.CreateZExtOrTrunc(Values.primal(B, A.Count),
                                                 B.getInt64Ty()));
  for (unsigned Lane = 0; Lane != P.Width; ++Lane)
    B.CreateMemSet(Values.shadow(B, &Call, Lane), B.getInt8(0), Size,
                   MaybeAlign());
}

/// The life of the memory ends where it began.
void ReverseEmitter::reverseAllocation(IRBuilder<> &B, CallBase &Call) {
  bool HasShadow = Memory.objectOf(&Call)->NeedsShadow;
  bool FreesShadow = HasShadow && !P.LeftToProgram.contains(&Call);
  bool FreesPrimal = P.FreedInReverse.lookup(&Call);
  if (!FreesShadow && !FreesPrimal)
    return;
  if (FreesShadow)
    keepShadows(B, Call);
  BasicBlock *After = beginRelease(B);
  if (FreesShadow)
    releaseShadows(B, Call);
  if (FreesPrimal)
    freePrimal(B, Call);
  endRelease(B, After);
}

void ReverseEmitter::freePrimal(IRBuilder<> &B, CallBase &Call) {
  const DeallocationForm *Free = P.FreedInReverse.lookup(&Call);
  AllocationCall A = *asAllocation(Call);
  SmallVector<Value *, 3> Arguments;
  for (Type *T : Free->Type->params()) {
    unsigned Position = Arguments.size();
    // free(p), or Rust's dealloc(p, size, align).
    if (Position == Free->Pointer)
      Arguments.push_back(Values.primal(B, &Call));
    else if (Position == 1 && A.Size)
      Arguments.push_back(B.CreateZExtOrTrunc(Values.primal(B, A.Size), T));
    else
      Arguments.push_back(
          A.Alignment ? B.CreateZExtOrTrunc(Values.primal(B, A.Alignment), T)
                      : Constant::getNullValue(T));
  }
  CallInst *Again = B.CreateCall(Free->Type, Free->Callee, Arguments);
  Again->setCallingConv(Free->Convention);
  Again->setAttributes(Free->Attributes);
}

} // namespace enzyme
