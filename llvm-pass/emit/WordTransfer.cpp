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

Value *isAddress(IRBuilder<> &B, Value *Word) {
  Type *T = Word->getType();
  return B.CreateICmpULT(B.CreateSub(Word, ConstantInt::get(T, 1)),
                         ConstantInt::get(T, EndOfAddresses - 1));
}

/// \p V as so many elements of type \p Word.
static Value *as(IRBuilder<> &B, Type *Word, Value *V) {
  unsigned Words = V->getType()->getPrimitiveSizeInBits().getFixedValue() / 64;
  return B.CreateBitCast(V, Words == 1 ? Word
                                       : FixedVectorType::get(Word, Words));
}

static Value *asWords(IRBuilder<> &B, Value *V) {
  return as(B, B.getInt64Ty(), V);
}

/// Words that may be adjoints are chosen and stored as doubles: code that is
/// differentiated once more must not compute with their bits.
static Value *asNumbers(IRBuilder<> &B, Value *V) {
  return as(B, B.getDoubleTy(), V);
}

Value *holdsAdjoint(IRBuilder<> &B, Value *V) {
  Value *Words = asWords(B, V);
  Value *IsZero = B.CreateIsNull(Words);
  Value *Holds = B.CreateNot(B.CreateOr(IsZero, isAddress(B, Words)));
  return Holds->getType()->isVectorTy() ? B.CreateOrReduce(Holds) : Holds;
}

Value *holdsAdjointAt(IRBuilder<> &B, Value *Address) {
  Value *At = B.CreateAnd(B.CreatePtrToInt(Address, B.getInt64Ty()),
                          B.getInt64(~7ull));
  Value *Distance = B.CreateSub(At, B.CreatePtrToInt(Address, B.getInt64Ty()));
  return holdsAdjoint(B, B.CreateAlignedLoad(B.getInt64Ty(),
                                             B.CreatePtrAdd(Address, Distance),
                                             Align(8)));
}

void emitAddressStore(IRBuilder<> &B, Value *To, Value *Shadow,
                      Align Alignment) {
  Value *New = asNumbers(B, Shadow);
  Value *Old = B.CreateAlignedLoad(New->getType(), To, Alignment);
  B.CreateAlignedStore(
      B.CreateSelect(isAddress(B, asWords(B, Shadow)), New, Old), To,
      Alignment);
}

namespace {
/// The words at some place, and which of them are addresses.
struct WordsAt {
  Value *All, *AreAddresses;
};
} // namespace

static WordsAt wordsAt(IRBuilder<> &B, Value *At, Type *T, Align Alignment) {
  Value *All = asNumbers(B, B.CreateAlignedLoad(T, At, Alignment));
  return {All, isAddress(B, asWords(B, All))};
}

void clearAddresses(IRBuilder<> &B, Value *At, Type *T, Align Alignment) {
  WordsAt Old = wordsAt(B, At, T, Alignment);
  Value *Zero = Constant::getNullValue(Old.All->getType());
  B.CreateAlignedStore(B.CreateSelect(Old.AreAddresses, Zero, Old.All), At,
                       Alignment);
}

Value *takeAdjointWords(IRBuilder<> &B, Value *From, Type *T,
                        Align Alignment) {
  WordsAt Old = wordsAt(B, From, T, Alignment);
  Value *Zero = Constant::getNullValue(Old.All->getType());
  B.CreateAlignedStore(B.CreateSelect(Old.AreAddresses, Old.All, Zero), From,
                       Alignment);
  return B.CreateBitCast(B.CreateSelect(Old.AreAddresses, Zero, Old.All), T);
}

Value *wordsWithoutTangent(IRBuilder<> &B, Value *V) {
  Value *Numbers = asNumbers(B, V);
  Value *Zero = Constant::getNullValue(Numbers->getType());
  return B.CreateBitCast(
      B.CreateSelect(isAddress(B, asWords(B, V)), Numbers, Zero), V->getType());
}

static void actOn(IRBuilder<> &B, WordAction A, Value *Word, Value *To,
                  Value *From) {
  if (A == WordAction::CopyAddress) {
    B.CreateAlignedStore(Word, To, Align(1));
    return;
  }
  Type *Double = Word->getType();
  B.CreateAlignedStore(Constant::getNullValue(Double), To, Align(1));
  if (A == WordAction::ClearAdjoint)
    return;
  Value *Sum = B.CreateFAdd(B.CreateAlignedLoad(Double, From, Align(1)), Word);
  B.CreateAlignedStore(Sum, From, Align(1));
}

/// Whether one of the words that [\p To, +\p Bytes) covers in part, at its
/// start or its end, holds an adjoint: a part of a float has no derivative.
static Function *edgeFunction(Module &M) {
  const char *Name = "enzyme.words.edges";
  if (Function *F = M.getFunction(Name))
    return F;
  LLVMContext &C = M.getContext();
  Type *Ptr = PointerType::get(C, 0), *I64 = Type::getInt64Ty(C);
  Function *F = Function::Create(
      FunctionType::get(Type::getInt1Ty(C), {Ptr, I64}, false),
      GlobalValue::InternalLinkage, Name, M);
  F->addFnAttr(Attribute::NoUnwind);
  Value *To = F->getArg(0), *Bytes = F->getArg(1);
  auto *Entry = BasicBlock::Create(C, "entry", F);
  auto *Head = BasicBlock::Create(C, "head", F);
  auto *Middle = BasicBlock::Create(C, "middle", F);
  auto *Tail = BasicBlock::Create(C, "tail", F);
  auto *Exit = BasicBlock::Create(C, "exit", F);
  IRBuilder<> B(Entry);
  Value *First = B.CreateAnd(B.CreateNeg(B.CreatePtrToInt(To, I64)), 7);
  Value *Rest = B.CreateBinaryIntrinsic(Intrinsic::usub_sat, Bytes, First);
  Value *HasHead =
      B.CreateAnd(B.CreateIsNotNull(First), B.CreateIsNotNull(Bytes));
  B.CreateCondBr(HasHead, Head, Middle);
  B.SetInsertPoint(Head);
  Value *InHead = holdsAdjointAt(B, To);
  B.CreateBr(Middle);
  B.SetInsertPoint(Middle);
  PHINode *Found = B.CreatePHI(B.getInt1Ty(), 2);
  Found->addIncoming(B.getFalse(), Entry);
  Found->addIncoming(InHead, Head);
  B.CreateCondBr(B.CreateIsNotNull(B.CreateAnd(Rest, 7)), Tail, Exit);
  B.SetInsertPoint(Tail);
  Value *InTail = B.CreateOr(
      Found, holdsAdjointAt(B, B.CreatePtrAdd(To, B.CreateSub(Bytes,
                                                              B.getInt64(1)))));
  B.CreateBr(Exit);
  B.SetInsertPoint(Exit);
  PHINode *Result = B.CreatePHI(B.getInt1Ty(), 2);
  Result->addIncoming(Found, Middle);
  Result->addIncoming(InTail, Tail);
  B.CreateRet(Result);
  return F;
}

/// `i1 f(ptr to, ptr from, i64 bytes)`: acts on the aligned words, in the order
/// in which an overlap does no harm. Whether one of them would have to be added
/// to memory of another alignment.
static Function *wordFunction(Module &M, WordAction A) {
  if (Function *F = M.getFunction(nameOf(A)))
    return F;
  LLVMContext &C = M.getContext();
  Type *Ptr = PointerType::get(C, 0), *I64 = Type::getInt64Ty(C);
  Function *F = Function::Create(
      FunctionType::get(Type::getInt1Ty(C), {Ptr, Ptr, I64}, false),
      GlobalValue::InternalLinkage, nameOf(A), M);
  F->addFnAttr(Attribute::NoUnwind);
  Value *To = F->getArg(0), *From = F->getArg(1), *Bytes = F->getArg(2);
  auto *Entry = BasicBlock::Create(C, "entry", F);
  auto *Loop = BasicBlock::Create(C, "loop", F);
  auto *Act = BasicBlock::Create(C, "act", F);
  auto *Latch = BasicBlock::Create(C, "latch", F);
  auto *Exit = BasicBlock::Create(C, "exit", F);
  IRBuilder<> B(Entry);
  Value *ToNumber = B.CreatePtrToInt(To, I64);
  Value *First = B.CreateAnd(B.CreateNeg(ToNumber), 7);
  Value *Count = B.CreateLShr(
      B.CreateBinaryIntrinsic(Intrinsic::usub_sat, Bytes, First), 3);
  Value *Shifted = B.CreateIsNotNull(
      B.CreateAnd(B.CreateXor(ToNumber, B.CreatePtrToInt(From, I64)), 7));
  Value *IsAbove = B.CreateICmpUGE(To, From);
  Value *Ascending =
      A == WordAction::CopyAddress ? B.CreateNot(IsAbove) : IsAbove;
  Value *Last = B.CreateSub(Count, B.getInt64(1));
  B.CreateCondBr(B.CreateICmpEQ(Count, B.getInt64(0)), Exit, Loop);
  B.SetInsertPoint(Loop);
  PHINode *K = B.CreatePHI(I64, 2);
  K->addIncoming(B.getInt64(0), Entry);
  PHINode *Lost = B.CreatePHI(B.getInt1Ty(), 2);
  Lost->addIncoming(B.getFalse(), Entry);
  Value *Index = B.CreateSelect(Ascending, K, B.CreateSub(Last, K));
  Value *Offset = B.CreateAdd(First, B.CreateShl(Index, 3));
  Value *P = B.CreatePtrAdd(To, Offset), *Q = B.CreatePtrAdd(From, Offset);
  bool Copies = A == WordAction::CopyAddress;
  Value *Word = B.CreateAlignedLoad(B.getDoubleTy(), Copies ? Q : P, Align(1));
  Value *Moves =
      Copies ? isAddress(B, asWords(B, Word)) : holdsAdjoint(B, Word);
  Value *LostHere = B.CreateAnd(Moves, Shifted);
  B.CreateCondBr(B.CreateAnd(Moves, B.CreateNot(Shifted)), Act, Latch);
  B.SetInsertPoint(Act);
  actOn(B, A, Word, P, Q);
  B.CreateBr(Latch);
  B.SetInsertPoint(Latch);
  Value *LostSoFar = B.CreateOr(Lost, LostHere);
  Value *Next = B.CreateAdd(K, B.getInt64(1));
  K->addIncoming(Next, Latch);
  Lost->addIncoming(LostSoFar, Latch);
  B.CreateCondBr(B.CreateICmpEQ(Next, Count), Exit, Loop);
  B.SetInsertPoint(Exit);
  PHINode *Result = B.CreatePHI(B.getInt1Ty(), 2);
  Result->addIncoming(B.getFalse(), Entry);
  Result->addIncoming(LostSoFar, Latch);
  B.CreateRet(Result);
  return F;
}

static Value *call(IRBuilder<> &B, WordAction A, Value *To, Value *From,
                   Value *Bytes) {
  Module &M = *B.GetInsertBlock()->getModule();
  return B.CreateCall(
      wordFunction(M, A),
      {To, From, B.CreateZExtOrTrunc(Bytes, B.getInt64Ty())});
}

void emitAddressWords(IRBuilder<> &B, Value *To, Value *From, Value *Bytes) {
  call(B, WordAction::CopyAddress, To, From, Bytes);
}

Value *emitAdjointWords(IRBuilder<> &B, Value *To, Value *From, Value *Bytes) {
  Module &M = *B.GetInsertBlock()->getModule();
  Value *AtEdges = B.CreateCall(
      edgeFunction(M), {To, B.CreateZExtOrTrunc(Bytes, B.getInt64Ty())});
  Value *Inside = From ? call(B, WordAction::AddAdjoint, To, From, Bytes)
                       : call(B, WordAction::ClearAdjoint, To, To, Bytes);
  return B.CreateOr(AtEdges, Inside);
}

} // namespace enzyme
