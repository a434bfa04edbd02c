//===- OperationName.cpp - Operations in the words of a user ---------------===//

#include "support/OperationName.h"
#include "llvm/IR/InstrTypes.h"

using namespace llvm;

namespace enzyme {

std::string operationName(const Instruction &I) {
  switch (I.getOpcode()) {
  case Instruction::IntToPtr:
    return "a cast from an integer to a pointer";
  case Instruction::AddrSpaceCast:
    return "a cast to a pointer of another address space";
  case Instruction::BitCast:
    return "a reinterpretation of bits";
  case Instruction::FPExt:
  case Instruction::FPTrunc:
    return "a conversion between floats of different size";
  case Instruction::IndirectBr:
    return "a goto to a computed address";
  case Instruction::CallBr:
    return "an asm goto";
  case Instruction::Resume:
  case Instruction::CatchSwitch:
  case Instruction::CatchRet:
  case Instruction::CleanupRet:
    return "the handling of an exception";
  case Instruction::AtomicRMW:
  case Instruction::AtomicCmpXchg:
    return "an atomic operation";
  case Instruction::VAArg:
    return "va_arg";
  case Instruction::Call: {
    auto &Call = cast<CallBase>(I);
    const Function *Callee = Call.getCalledFunction();
    return Callee ? "the call of '" + Callee->getName().str() + "'" : "a call";
  }
  default:
    return "the operation '" + std::string(I.getOpcodeName()) + "'";
  }
}

} // namespace enzyme
