//===- BitsCheck.cpp - Bits of floats that no derivative passes through ----===//

#include "emit/BitsCheck.h"
#include "emit/HelperFunction.h"
#include "support/SourceTrace.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace enzyme {

/// `void f(i1 lost, ptr message, i64 length)`
static Function *checkFunction(Module &M) {
  const char *Name = "enzyme.check.bits";
  if (Function *F = M.getFunction(Name))
    return F;
  LLVMContext &C = M.getContext();
  Type *Void = Type::getVoidTy(C), *Ptr = PointerType::get(C, 0);
  Type *I32 = Type::getInt32Ty(C), *I64 = Type::getInt64Ty(C);
  Function *F =
      createHelper(M, Name, Void, {Type::getInt1Ty(C), Ptr, I64});
  auto *Entry = BasicBlock::Create(C, "entry", F);
  auto *Lost = BasicBlock::Create(C, "lost", F);
  auto *Exit = BasicBlock::Create(C, "exit", F);
  IRBuilder<> B(Entry);
  B.CreateCondBr(B.CreateAnd(F->getArg(0), B.CreateIsNotNull(F->getArg(1))),
                 Lost, Exit);
  B.SetInsertPoint(Lost);
  const int StandardError = 2;
  B.CreateCall(M.getOrInsertFunction("write", I64, I32, Ptr, I64),
               {B.getInt32(StandardError), F->getArg(1), F->getArg(2)});
  B.CreateCall(M.getOrInsertFunction("abort", Void));
  B.CreateUnreachable();
  B.SetInsertPoint(Exit);
  B.CreateRetVoid();
  return F;
}

static Message message(IRBuilder<> &B, const Instruction &At,
                       StringRef Reason) {
  std::string Text;
  raw_string_ostream OS(Text);
  SourceTrace Trace = userTrace(At);
  if (!Trace.empty())
    OS << Trace.front() << ": ";
  OS << "cargo enzyme: " << Reason << '\n';
  return {B.CreateGlobalString(Text, "enzyme.message"),
          B.getInt64(Text.size())};
}

void emitCheck(IRBuilder<> &B, Value *Failed, Message Printed) {
  B.CreateCall(checkFunction(*B.GetInsertBlock()->getModule()),
               {Failed, Printed.Text, Printed.Length});
}

Message noMessage(IRBuilder<> &B) {
  return {ConstantPointerNull::get(B.getPtrTy()), B.getInt64(0)};
}

Message bitsMessage(IRBuilder<> &B, const Instruction &At) {
  return message(
      B, At,
      "the derivative that is computed passes through a float whose bits are "
      "moved in pieces, or computed with as an integer, here [E011]\n"
      "  help: move floats as floats\n"
      "  see docs/errors.md#e011");
}

Message shiftedAddressMessage(IRBuilder<> &B, const Instruction &At) {
  return message(
      B, At,
      "an address of memory that carries derivatives is copied to where its "
      "bytes do not begin a word, or from there [E008]\n"
      "  help: copy structs as a whole\n"
      "  see docs/errors.md#e008");
}

void emitAddressCheck(IRBuilder<> &B, Value *IsAddress,
                      const Instruction &At) {
  emitCheck(B, IsAddress,
            message(B, At,
                    "the address of memory that carries derivatives is passed "
                    "on as an integer here [E008]\n"
                    "  help: pass a reference or a pointer\n"
                    "  see docs/errors.md#e008"));
}

void emitConstantCheck(IRBuilder<> &B, Value *IsLost, const Instruction &At) {
  emitCheck(B, IsLost,
            message(B, At,
                    "an active value is stored into memory that the request "
                    "declares constant [E010]\n"
                    "  help: pass this memory with a shadow, or store into "
                    "memory of the function\n"
                    "  see docs/errors.md#e010"));
}

void emitStaticCheck(IRBuilder<> &B, Value *IsLeft, const Instruction &At) {
  emitCheck(B, IsLeft,
            message(B, At,
                    "the derivative that is computed depends on what a static "
                    "held before the call [E010]\n"
                    "  help: write the static before it is read, or pass its "
                    "value as an argument\n"
                    "  see docs/errors.md#e010"));
}

} // namespace enzyme
