//===- ValueArguments.cpp - Structs by value in memory ---------------------===//

#include "prepare/ValueArguments.h"
#include "llvm/IR/IRBuilder.h"

using namespace llvm;

namespace enzyme {

void copyValueArguments(CallBase &Call) {
  const DataLayout &DL = Call.getDataLayout();
  for (unsigned At = 0; At != Call.arg_size(); ++At) {
    if (!Call.isByValArgument(At))
      continue;
    Type *T = Call.getParamByValType(At);
    BasicBlock &Entry = Call.getFunction()->getEntryBlock();
    IRBuilder<> B(&Entry, Entry.begin());
    AllocaInst *Copy = B.CreateAlloca(T);
    MaybeAlign Required = Call.getParamAlign(At);
    Copy->setAlignment(std::max(Required.valueOrOne(), Copy->getAlign()));
    B.SetInsertPoint(&Call);
    B.CreateMemCpy(Copy, Copy->getAlign(), Call.getArgOperand(At), Required,
                   DL.getTypeAllocSize(T).getFixedValue());
    Call.setArgOperand(At, Copy);
    Call.removeParamAttr(At, Attribute::ByVal);
    // It would promise that the callee does not look at the variables here.
    if (auto *Direct = dyn_cast<CallInst>(&Call))
      Direct->setTailCallKind(CallInst::TCK_None);
  }
}

void takeCopies(Function &F) {
  for (Argument &A : F.args())
    A.removeAttr(Attribute::ByVal);
}

void passByValue(CallBase &Call, const Function &Callee) {
  for (const Argument &A : Callee.args())
    if (A.hasByValAttr())
      Call.addParamAttr(A.getArgNo(),
                        Attribute::getWithByValType(Call.getContext(),
                                                    A.getParamByValType()));
}

} // namespace enzyme
