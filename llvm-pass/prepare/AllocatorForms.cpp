//===- AllocatorForms.cpp - Calls of allocators in the forms with rules ----===//

#include "prepare/AllocatorForms.h"
#include "rules/CallTraits.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace enzyme {

static CallInst *callAllocator(IRBuilder<> &B, Function &Callee,
                               ArrayRef<Value *> Arguments) {
  CallInst *Call = B.CreateCall(&Callee, Arguments);
  Call->setCallingConv(Callee.getCallingConv());
  Call->setAttributes(Callee.getAttributes());
  return Call;
}

/// When memory is exhausted, the copy is empty; the program is about to end.
static bool lowerReallocation(CallBase &Call) {
  std::optional<ReallocationCall> R = asReallocation(Call);
  if (!R)
    return false;
  AllocatorFamily Family = familyOf(Call);
  bool Sized = R->OldSize && R->Alignment;
  unsigned Expected = Sized ? 3 : 1;
  if (!Family.Allocate || !Family.Free ||
      Family.Allocate->arg_size() != (Sized ? 2 : 1) ||
      Family.Free->arg_size() != Expected)
    return false;
  IRBuilder<> B(&Call);
  B.SetCurrentDebugLocation(Call.getDebugLoc());
  Module &M = *Call.getModule();
  Value *OldSize = R->OldSize;
  if (!OldSize)
    OldSize = B.CreateCall(M.getOrInsertFunction(UsableSizeFunction,
                                                 R->Size->getType(),
                                                 R->Pointer->getType()),
                           {R->Pointer});
  SmallVector<Value *, 2> Request{R->Size};
  if (Sized)
    Request.push_back(R->Alignment);
  CallInst *New = callAllocator(B, *Family.Allocate, Request);
  Value *Copied = B.CreateBinaryIntrinsic(Intrinsic::umin, OldSize, R->Size);
  Copied = B.CreateSelect(B.CreateIsNull(New),
                          ConstantInt::get(Copied->getType(), 0), Copied);
  B.CreateMemCpy(New, MaybeAlign(), R->Pointer, MaybeAlign(), Copied);
  SmallVector<Value *, 3> Release{R->Pointer};
  if (Sized)
    Release.append({R->OldSize, R->Alignment});
  callAllocator(B, *Family.Free, Release);
  Call.replaceAllUsesWith(New);
  Call.eraseFromParent();
  return true;
}

/// POSIX: 0 and the memory by way of the first argument, or an error number.
static void lowerPosixMemalign(CallBase &Call) {
  IRBuilder<> B(&Call);
  B.SetCurrentDebugLocation(Call.getDebugLoc());
  Value *Alignment = Call.getArgOperand(1), *Size = Call.getArgOperand(2);
  FunctionCallee Allocate = Call.getModule()->getOrInsertFunction(
      "aligned_alloc", B.getPtrTy(), Alignment->getType(), Size->getType());
  Value *New = B.CreateCall(Allocate, {Alignment, Size});
  B.CreateStore(New, Call.getArgOperand(0));
  const int OutOfMemory = 12;
  Value *Error = B.CreateSelect(B.CreateIsNull(New),
                                ConstantInt::get(Call.getType(), OutOfMemory),
                                ConstantInt::get(Call.getType(), 0));
  Call.replaceAllUsesWith(Error);
  Call.eraseFromParent();
}

static bool isPosixMemalign(const CallBase &Call) {
  const Function *Callee = Call.getCalledFunction();
  return Callee && Callee->getName() == "posix_memalign" &&
         Call.arg_size() == 3 && Call.getType()->isIntegerTy();
}

void lowerAllocatorForms(Function &F) {
  SmallVector<CallBase *, 8> Calls;
  for (Instruction &I : instructions(F))
    if (auto *Call = dyn_cast<CallInst>(&I);
        Call && (isReallocation(*Call) || isPosixMemalign(*Call)))
      Calls.push_back(Call);
  for (CallBase *Call : Calls) {
    if (isPosixMemalign(*Call))
      lowerPosixMemalign(*Call);
    else
      lowerReallocation(*Call);
  }
}

} // namespace enzyme
