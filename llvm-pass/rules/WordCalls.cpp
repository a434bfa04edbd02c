//===- WordCalls.cpp - What derivatives call for words of either kind ------===//

#include "rules/WordCalls.h"
#include "llvm/IR/Function.h"

using namespace llvm;

namespace enzyme {

static const char *const Attribute = "enzyme-words";

static StringRef nameOf(WordCall Kind) {
  switch (Kind) {
  case WordCall::None:
    return "";
  case WordCall::CopyAddresses:
    return "copy";
  case WordCall::ClearAddresses:
    return "forget";
  case WordCall::AddAdjoints:
    return "add";
  case WordCall::ClearAdjoints:
    return "clear";
  case WordCall::TakeAdjoint:
    return "take";
  case WordCall::CheckMemory:
    return "check-memory";
  case WordCall::CheckValue:
    return "check-value";
  }
  return "";
}

WordCall wordCall(const CallBase &Call) {
  const Function *Callee = Call.getCalledFunction();
  if (!Callee || !Callee->hasFnAttribute(Attribute))
    return WordCall::None;
  StringRef Name = Callee->getFnAttribute(Attribute).getValueAsString();
  for (WordCall Kind :
       {WordCall::CopyAddresses, WordCall::ClearAddresses,
        WordCall::AddAdjoints, WordCall::ClearAdjoints, WordCall::TakeAdjoint,
        WordCall::CheckMemory, WordCall::CheckValue})
    if (Name == nameOf(Kind))
      return Kind;
  return WordCall::None;
}

void markAs(Function &F, WordCall Kind) {
  F.addFnAttr(Attribute, nameOf(Kind));
}

} // namespace enzyme
