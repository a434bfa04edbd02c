//===- WordTransfer.cpp - Copies of bytes whose kind shows at run time -----===//

#include "emit/WordTransfer.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace enzyme {

static const uint64_t EndOfAddresses = 1ull << 47;

namespace {
enum class WordAction { CopyAddress, AddAdjoint, ClearAdjoint };
} // namespace

static const char *nameOf(WordAction A) {
  switch (A) {
  case WordAction::CopyAddress:
    return "enzyme.words.copy";
  case WordAction::AddAdjoint:
    return "enzyme.words.add";
  case WordAction::ClearAdjoint:
    return "enzyme.words.clear";
  }
  return "";
}

static void actOn(IRBuilder<> &B, WordAction A, Value *Word, Value *To,
                  Value *From) {
  if (A == WordAction::CopyAddress) {
    B.CreateAlignedStore(Word, To, Align(1));
    return;
  }
  B.CreateAlignedStore(B.getInt64(0), To, Align(1));
  if (A == WordAction::ClearAdjoint)
    return;
  Type *Double = B.getDoubleTy();
  Value *Sum = B.CreateFAdd(B.CreateAlignedLoad(Double, From, Align(1)),
                            B.CreateBitCast(Word, Double));
  B.CreateAlignedStore(Sum, From, Align(1));
}

/// `void f(ptr to, ptr from, i64 bytes)`: acts on the aligned words, in the
/// order in which an overlap does no harm.
static Function *wordFunction(Module &M, WordAction A) {
  if (Function *F = M.getFunction(nameOf(A)))
    return F;
  LLVMContext &C = M.getContext();
  Type *Ptr = PointerType::get(C, 0), *I64 = Type::getInt64Ty(C);
  Function *F = Function::Create(
      FunctionType::get(Type::getVoidTy(C), {Ptr, Ptr, I64}, false),
      GlobalValue::InternalLinkage, nameOf(A), M);
  F->addFnAttr(Attribute::NoUnwind);
  Value *To = F->getArg(0), *From = F->getArg(1), *Bytes = F->getArg(2);
  auto *Entry = BasicBlock::Create(C, "entry", F);
  auto *Loop = BasicBlock::Create(C, "loop", F);
  auto *Act = BasicBlock::Create(C, "act", F);
  auto *Latch = BasicBlock::Create(C, "latch", F);
  auto *Exit = BasicBlock::Create(C, "exit", F);
  IRBuilder<> B(Entry);
  Value *First = B.CreateAnd(B.CreateNeg(B.CreatePtrToInt(To, I64)), 7);
  Value *Count = B.CreateLShr(
      B.CreateBinaryIntrinsic(Intrinsic::usub_sat, Bytes, First), 3);
  Value *IsAbove = B.CreateICmpUGE(To, From);
  Value *Ascending =
      A == WordAction::CopyAddress ? B.CreateNot(IsAbove) : IsAbove;
  Value *Last = B.CreateSub(Count, B.getInt64(1));
  B.CreateCondBr(B.CreateICmpEQ(Count, B.getInt64(0)), Exit, Loop);
  B.SetInsertPoint(Loop);
  PHINode *K = B.CreatePHI(I64, 2);
  K->addIncoming(B.getInt64(0), Entry);
  Value *Index = B.CreateSelect(Ascending, K, B.CreateSub(Last, K));
  Value *Offset = B.CreateAdd(First, B.CreateShl(Index, 3));
  Value *P = B.CreatePtrAdd(To, Offset), *Q = B.CreatePtrAdd(From, Offset);
  bool Copies = A == WordAction::CopyAddress;
  Value *Word = B.CreateAlignedLoad(I64, Copies ? Q : P, Align(1));
  Value *IsAddress = B.CreateICmpULT(B.CreateSub(Word, B.getInt64(1)),
                                     B.getInt64(EndOfAddresses - 1));
  B.CreateCondBr(Copies ? IsAddress : B.CreateNot(IsAddress), Act, Latch);
  B.SetInsertPoint(Act);
  actOn(B, A, Word, P, Q);
  B.CreateBr(Latch);
  B.SetInsertPoint(Latch);
  Value *Next = B.CreateAdd(K, B.getInt64(1));
  K->addIncoming(Next, Latch);
  B.CreateCondBr(B.CreateICmpEQ(Next, Count), Exit, Loop);
  B.SetInsertPoint(Exit);
  B.CreateRetVoid();
  return F;
}

static void call(IRBuilder<> &B, WordAction A, Value *To, Value *From,
                 Value *Bytes) {
  Module &M = *B.GetInsertBlock()->getModule();
  B.CreateCall(wordFunction(M, A),
               {To, From, B.CreateZExtOrTrunc(Bytes, B.getInt64Ty())});
}

void emitAddressWords(IRBuilder<> &B, Value *To, Value *From, Value *Bytes) {
  call(B, WordAction::CopyAddress, To, From, Bytes);
}

void emitAdjointWords(IRBuilder<> &B, Value *To, Value *From, Value *Bytes) {
  if (From)
    call(B, WordAction::AddAdjoint, To, From, Bytes);
  else
    call(B, WordAction::ClearAdjoint, To, To, Bytes);
}

} // namespace enzyme
