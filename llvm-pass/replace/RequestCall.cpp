//===- RequestCall.cpp - The call that stands where a request stood --------===//

#include "replace/RequestCall.h"
#include "request/ArgumentConversion.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

namespace enzyme {

/// The shadow of \p Lane, which is so many strides from the first one.
static Value *stridedShadow(IRBuilder<> &B, const RequestArgument &A,
                            unsigned Lane) {
  Value *Stride = B.CreateSExtOrTrunc(A.Stride, B.getInt64Ty());
  return B.CreateGEP(B.getInt8Ty(), A.Shadows.front(),
                     B.CreateMul(Stride, B.getInt64(Lane)));
}

/// The shadows of an argument of type \p T.
static SmallVector<Value *, 4> shadowsOf(IRBuilder<> &B, const Request &R,
                                         const RequestArgument &A, Type *T) {
  SmallVector<Value *, 4> Shadows;
  if (!A.Stride)
    for (Value *Shadow : A.Shadows)
      Shadows.push_back(convertArgument(B, Shadow, T));
  else
    for (unsigned Lane = 0; Lane != R.Width; ++Lane)
      Shadows.push_back(convertArgument(B, stridedShadow(B, A, Lane), T));
  return Shadows;
}

SmallVector<Value *, 8> derivativeArguments(IRBuilder<> &B, const Request &R) {
  SmallVector<Value *, 8> Arguments;
  FunctionType *Primal = R.Primal->getFunctionType();
  for (auto [I, A] : enumerate(R.Arguments)) {
    Arguments.push_back(convertArgument(B, A.Primal, Primal->getParamType(I)));
    Arguments.append(shadowsOf(B, R, A, Primal->getParamType(I)));
  }
  return Arguments;
}

SmallVector<Value *, 4> derivativeShadows(IRBuilder<> &B, const Request &R) {
  SmallVector<Value *, 4> Shadows;
  FunctionType *Primal = R.Primal->getFunctionType();
  for (auto [I, A] : enumerate(R.Arguments))
    Shadows.append(shadowsOf(B, R, A, Primal->getParamType(I)));
  return Shadows;
}

CallBase *emitRequestCall(IRBuilder<> &B, const Request &R, Function &Callee,
                          ArrayRef<Value *> Arguments) {
  CallBase *Call;
  if (auto *Invoke = dyn_cast<InvokeInst>(R.Call)) {
    BasicBlock *Head = B.GetInsertBlock();
    BasicBlock *Rest = Head->splitBasicBlock(Invoke, "request");
    Head->getTerminator()->eraseFromParent();
    B.SetInsertPoint(Head);
    Call = B.CreateInvoke(&Callee, Rest, Invoke->getUnwindDest(), Arguments);
    // Landing pads know the block of the request as where they come from.
    for (PHINode &Phi : Invoke->getUnwindDest()->phis())
      Phi.addIncoming(Phi.getIncomingValueForBlock(Rest), Head);
    B.SetInsertPoint(Invoke);
  } else {
    Call = B.CreateCall(&Callee, Arguments);
  }
  Call->setCallingConv(Callee.getCallingConv());
  return Call;
}

} // namespace enzyme
