//===- MemberCall.cpp - Calls of functions with a derivative of their own --===//

#include "emit/MemberCall.h"
#include "rules/CallTraits.h"

using namespace llvm;

namespace enzyme {

const MemberDerivative *MemberCalls::derivativeOf(const CallBase &Call) const {
  auto It = Known.find(Call.getCalledFunction());
  return It == Known.end() || isInactiveCall(Call) ? nullptr : &It->second;
}

void MemberCalls::record(CallBase &Call, const MemberDerivative &D,
                         SmallVectorImpl<Value *> &Arguments) {
  IRBuilder<> B(&Call);
  B.SetCurrentDebugLocation(Call.getDebugLoc());
  if (D.Shape.SharesArena)
    Arguments.push_back(Arena->arena());
  EmittedCall New;
  New.Call = B.CreateCall(D.Whole ? D.Whole : D.Augmented, Arguments);
  unsigned Field = 0;
  if (D.Augmented)
    New.Tape = B.CreateExtractValue(New.Call, Field++);
  if (!Call.getType()->isVoidTy())
    New.Primal = B.CreateExtractValue(New.Call, Field++);
  if (D.Shape.ShadowReturn || (D.Whole && D.Shape.ActiveReturn)) {
    Value *Packed = B.CreateExtractValue(New.Call, Field++);
    for (unsigned Lane = 0; Lane != D.Shape.Width; ++Lane)
      New.ResultShadows.push_back(unpackLane(B, Packed, Lane, D.Shape.Width));
  }
  Emitted[&Call] = New;
}

Value *MemberCalls::resultShadow(const CallBase &Call, unsigned Lane) const {
  auto It = Emitted.find(const_cast<CallBase *>(&Call));
  return It == Emitted.end() || It->second.ResultShadows.empty()
             ? nullptr
             : It->second.ResultShadows[Lane];
}

void MemberCalls::finish() {
  for (auto &[Call, New] : Emitted) {
    if (New.Primal)
      Call->replaceAllUsesWith(New.Primal);
    Call->eraseFromParent();
  }
  Emitted.clear();
}

} // namespace enzyme
