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

/// The life of the memory ends where it began.
void ReverseEmitter::reverseAllocation(IRBuilder<> &B, CallBase &Call) {
  Module &M = *D.F->getParent();
  if (Memory.objectOf(&Call)->NeedsShadow)
    for (unsigned Lane = 0; Lane != P.Width; ++Lane)
      B.CreateCall(M.getOrInsertFunction("free", B.getVoidTy(), B.getPtrTy()),
                   {Values.shadow(B, &Call, Lane)});
  const DeallocationForm *Free = P.FreedInReverse.lookup(&Call);
  if (!Free)
    return;
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
