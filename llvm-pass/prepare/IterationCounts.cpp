//===- IterationCounts.cpp - Counts that differ in derivatives -------------===//

#include "prepare/IterationCounts.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace enzyme {

static bool isCounter(const Function &F) {
  return F.isDeclaration() && F.getName().contains("__enzyme_iter");
}

bool isIterationCount(const CallBase &Call) {
  const Function *Callee = Call.getCalledFunction();
  return Callee && isCounter(*Callee) && Call.arg_size() == 2 &&
         Call.getType()->isIntegerTy();
}

static void replaceCount(CallBase &Call, bool Extended) {
  IRBuilder<> B(&Call);
  Type *T = Call.getType();
  Value *Count = B.CreateSExtOrTrunc(Call.getArgOperand(0), T);
  if (Extended)
    Count = B.CreateAdd(Count, B.CreateSExtOrTrunc(Call.getArgOperand(1), T));
  Call.replaceAllUsesWith(Count);
  if (auto *Invoke = dyn_cast<InvokeInst>(&Call))
    changeToCall(Invoke)->eraseFromParent();
  else
    Call.eraseFromParent();
}

void extendIterations(Function &F) {
  SmallVector<CallBase *, 4> Counts;
  for (Instruction &I : instructions(F))
    if (auto *Call = dyn_cast<CallBase>(&I); Call && isIterationCount(*Call))
      Counts.push_back(Call);
  for (CallBase *Count : Counts)
    replaceCount(*Count, /*Extended=*/true);
}

bool countIterations(Module &M) {
  SmallVector<CallBase *, 4> Counts;
  for (Function &F : M)
    if (isCounter(F))
      for (User *U : F.users())
        if (auto *Call = dyn_cast<CallBase>(U); Call && isIterationCount(*Call))
          Counts.push_back(Call);
  for (CallBase *Count : Counts)
    replaceCount(*Count, /*Extended=*/false);
  return !Counts.empty();
}

} // namespace enzyme
