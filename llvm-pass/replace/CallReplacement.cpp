//===- CallReplacement.cpp - From a request to a call of its derivative ----===//

#include "replace/CallReplacement.h"
#include "analysis/MemoryModel.h"
#include "request/ArgumentConversion.h"
#include "request/TypeName.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace enzyme {

/// The scalars and vectors of \p T in order.
static void leavesOf(Type *T, SmallVectorImpl<Type *> &Leaves) {
  if (auto *S = dyn_cast<StructType>(T))
    for (Type *Field : S->elements())
      leavesOf(Field, Leaves);
  else if (auto *A = dyn_cast<ArrayType>(T))
    for (uint64_t I = 0; I != A->getNumElements(); ++I)
      leavesOf(A->getElementType(), Leaves);
  else if (!T->isVoidTy())
    Leaves.push_back(T);
}

static bool haveSameLeaves(Type *A, Type *B) {
  SmallVector<Type *, 8> OfA, OfB;
  leavesOf(A, OfA);
  leavesOf(B, OfB);
  return OfA == OfB;
}

/// Small structs travel in registers of other types: the bytes are the same
/// if they fill them.
static bool haveSameBytes(const DataLayout &DL, Type *Result, Type *Declared) {
  return Declared->isSized() && DL.getTypeAllocSize(Result) ==
                                    DL.getTypeAllocSize(Declared);
}

static Type *declaredType(const Request &R) {
  return R.StructReturn ? R.StructReturnType : R.Call->getType();
}

/// What \p T holds, in the words of a user.
static std::string describeResult(Type *T) {
  SmallVector<Type *, 8> Leaves;
  leavesOf(T, Leaves);
  if (Leaves.empty())
    return "nothing";
  if (Leaves.size() == 1)
    return describe(Leaves.front());
  std::string Text;
  for (Type *Leaf : Leaves)
    Text += (Text.empty() ? "(" : ", ") + describe(Leaf);
  return Text + ")";
}

bool checkResult(const Request &R, StructType *ResultType, RefusalLog &Log) {
  Type *Declared = declaredType(R);
  if (!R.StructReturn && (Declared->isVoidTy() || R.Call->use_empty()))
    return true;
  if (haveSameLeaves(ResultType, Declared) ||
      (ResultType->getNumElements() != 0 &&
       haveSameBytes(R.Call->getModule()->getDataLayout(), ResultType,
                     Declared)))
    return true;
  Log.refuse(RefusalCode::MalformedRequest, *R.Call,
             "the derivative returns " + describeResult(ResultType) +
                 ", and the call is declared to return " +
                 describeResult(Declared));
  return false;
}

/// The scalars of aggregate \p V, in order.
static void split(IRBuilder<> &B, Value *V, SmallVectorImpl<Value *> &Parts) {
  Type *T = V->getType();
  if (!T->isAggregateType()) {
    Parts.push_back(V);
    return;
  }
  unsigned Count = T->isStructTy() ? T->getStructNumElements()
                                   : T->getArrayNumElements();
  for (unsigned I = 0; I != Count; ++I)
    split(B, B.CreateExtractValue(V, I), Parts);
}

static Value *join(IRBuilder<> &B, Type *T, ArrayRef<Value *> &Parts) {
  if (!T->isAggregateType()) {
    Value *First = Parts.front();
    Parts = Parts.drop_front();
    return First;
  }
  Value *Result = PoisonValue::get(T);
  unsigned Count = T->isStructTy() ? T->getStructNumElements()
                                   : T->getArrayNumElements();
  for (unsigned I = 0; I != Count; ++I) {
    Type *Field = T->isStructTy() ? T->getStructElementType(I)
                                  : T->getArrayElementType();
    Result = B.CreateInsertValue(Result, join(B, Field, Parts), I);
  }
  return Result;
}

static Value *asDeclared(IRBuilder<> &B, Value *Result, Type *Declared) {
  if (haveSameLeaves(Result->getType(), Declared)) {
    SmallVector<Value *, 8> Parts;
    split(B, Result, Parts);
    ArrayRef<Value *> Rest(Parts);
    return join(B, Declared, Rest);
  }
  BasicBlock &Entry = B.GetInsertBlock()->getParent()->getEntryBlock();
  IRBuilder<> AtEntry(&Entry, Entry.begin());
  AllocaInst *Slot = AtEntry.CreateAlloca(Result->getType());
  B.CreateStore(Result, Slot);
  return B.CreateLoad(Declared, Slot);
}

/// A call or an invoke of \p Derivative in the place of the request.
static CallBase *callDerivative(IRBuilder<> &B, Request &R,
                                Function &Derivative) {
  SmallVector<Value *, 8> Arguments;
  unsigned Parameter = 0;
  for (RequestArgument &A : R.Arguments) {
    Type *T = R.Primal->getFunctionType()->getParamType(Parameter++);
    Arguments.push_back(convertArgument(B, A.Primal, T));
    for (Value *Shadow : A.Shadows)
      Arguments.push_back(convertArgument(B, Shadow, T));
  }
  CallBase *Call;
  if (auto *Invoke = dyn_cast<InvokeInst>(R.Call)) {
    BasicBlock *Normal = SplitEdge(Invoke->getParent(), Invoke->getNormalDest());
    Call = B.CreateInvoke(&Derivative, Normal, Invoke->getUnwindDest(),
                          Arguments);
    B.SetInsertPoint(Normal, Normal->getFirstInsertionPt());
  } else {
    Call = B.CreateCall(&Derivative, Arguments);
  }
  Call->setCallingConv(Derivative.getCallingConv());
  return Call;
}

void replaceRequest(Request &R, Function &Derivative) {
  IRBuilder<> B(R.Call);
  B.SetCurrentDebugLocation(R.Call->getDebugLoc());
  Value *Result = callDerivative(B, R, Derivative);
  Type *Declared = declaredType(R);
  if (R.StructReturn)
    B.CreateStore(asDeclared(B, Result, Declared), R.StructReturn);
  else if (!R.Call->use_empty())
    R.Call->replaceAllUsesWith(asDeclared(B, Result, Declared));
  R.Call->eraseFromParent();
}

void removeRequest(CallBase &Call) {
  if (!Call.use_empty())
    Call.replaceAllUsesWith(PoisonValue::get(Call.getType()));
  if (auto *Invoke = dyn_cast<InvokeInst>(&Call))
    changeToCall(Invoke)->eraseFromParent();
  else
    Call.eraseFromParent();
}

static bool eraseHints(Module &M) {
  SmallVector<CallBase *, 8> Hints;
  for (Function &F : M)
    if (F.getName().contains("__enzyme_"))
      for (User *U : F.users())
        if (auto *Call = dyn_cast<CallBase>(U); Call && typeHint(*Call))
          Hints.push_back(Call);
  for (CallBase *Hint : Hints)
    removeRequest(*Hint);
  return !Hints.empty();
}

bool eraseProtocol(Module &M) {
  bool Changed = eraseHints(M);
  for (GlobalVariable &G : make_early_inc_range(M.globals())) {
    if (!G.isDeclaration() || !isProtocolSymbol(G.getName()))
      continue;
    Changed = true;
    G.removeDeadConstantUsers();
    if (G.use_empty()) {
      G.eraseFromParent();
      continue;
    }
    // Its address was taken, or it was loaded, where no request read it.
    G.setInitializer(Constant::getNullValue(G.getValueType()));
    G.setLinkage(GlobalValue::InternalLinkage);
  }
  return Changed;
}

} // namespace enzyme
