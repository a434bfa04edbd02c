//===- WordTransfer.cpp - Copies of bytes whose kind shows at run time -----===//

#include "emit/WordTransfer.h"
#include "analysis/MemoryModel.h"
#include "emit/HelperFunction.h"
#include "emit/Nowhere.h"
#include "rules/WordCalls.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace enzyme {

static const uint64_t EndOfAddresses = 1ull << 47;

namespace {
enum class WordAction { CopyAddress, ClearAddress, AddAdjoint, ClearAdjoint };
} // namespace

static const char *nameOf(WordAction A) {
  switch (A) {
  case WordAction::CopyAddress:
    return "enzyme.words.copy";
  case WordAction::ClearAddress:
    return "enzyme.words.forget";
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

Value *asWords(IRBuilder<> &B, Value *V) {
  unsigned Words = V->getType()->getPrimitiveSizeInBits().getFixedValue() / 64;
  Type *Word = B.getInt64Ty();
  return B.CreateBitCast(V, Words == 1 ? Word
                                       : FixedVectorType::get(Word, Words));
}

/// By words, \p Then where \p V is an address, elsewhere \p Else. They are chosen
/// as floats: a derivative of the derivative follows them.
static Value *whereAddress(IRBuilder<> &B, Value *V, Value *Then, Value *Else) {
  Value *Words = asWords(B, V);
  Type *Doubles = Words->getType()->getWithNewType(B.getDoubleTy());
  Value *Chosen =
      B.CreateSelect(isAddress(B, Words), B.CreateBitCast(Then, Doubles),
                     B.CreateBitCast(Else, Doubles));
  return B.CreateBitCast(Chosen, V->getType());
}

static Value *addressesIn(IRBuilder<> &B, Value *V) {
  return whereAddress(B, V, V, Constant::getNullValue(V->getType()));
}

static Value *adjointsIn(IRBuilder<> &B, Value *V) {
  return whereAddress(B, V, Constant::getNullValue(V->getType()), V);
}

Value *holdsAdjoint(IRBuilder<> &B, Value *V) {
  Value *Words = asWords(B, V);
  Value *Holds =
      B.CreateNot(B.CreateOr(B.CreateIsNull(Words), isAddress(B, Words)));
  return Holds->getType()->isVectorTy() ? B.CreateOrReduce(Holds) : Holds;
}

/// The same of the word in which the byte at \p Address is.
static Value *holdsAdjointAt(IRBuilder<> &B, Value *Address) {
  Value *At = B.CreateAnd(B.CreatePtrToInt(Address, B.getInt64Ty()),
                          B.getInt64(~7ull));
  Value *Distance = B.CreateSub(At, B.CreatePtrToInt(Address, B.getInt64Ty()));
  return holdsAdjoint(B, B.CreateAlignedLoad(B.getInt64Ty(),
                                             B.CreatePtrAdd(Address, Distance),
                                             Align(8)));
}

void emitAddressStore(IRBuilder<> &B, Value *To, Value *Shadow,
                      Align Alignment) {
  Type *T = Shadow->getType();
  To = placeFor(B, To, T);
  Instruction *Old = B.CreateAlignedLoad(T, To, Alignment);
  Instruction *New = B.CreateAlignedStore(whereAddress(B, Shadow, Shadow, Old),
                                          To, Alignment);
  if (!T->isDoubleTy())
    return;
  for (Instruction *I : {Old, New})
    I->setMetadata(WordAccess, MDNode::get(B.getContext(), {}));
}

void clearAddresses(IRBuilder<> &B, Value *At, Type *T, Align Alignment) {
  At = placeFor(B, At, T);
  Value *Old = B.CreateAlignedLoad(T, At, Alignment);
  B.CreateAlignedStore(adjointsIn(B, Old), At, Alignment);
}

Value *wordsWithoutTangent(IRBuilder<> &B, Value *V) {
  return addressesIn(B, V);
}

static void actOn(IRBuilder<> &B, WordAction A, Value *Word, Value *To,
                  Value *From) {
  B.CreateAlignedStore(A == WordAction::CopyAddress ? Word : B.getInt64(0), To,
                       Align(1));
  if (A != WordAction::AddAdjoint)
    return;
  Type *Double = B.getDoubleTy();
  Value *Sum = B.CreateFAdd(B.CreateAlignedLoad(Double, From, Align(1)),
                            B.CreateBitCast(Word, Double));
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
  Function *F = createHelper(M, Name, Type::getInt1Ty(C), {Ptr, I64});
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

/// Whether an aligned word of [\p Begin, \p End) that has a byte in common with
/// the eight at \p At holds an address.
static Value *holdsAddressAround(IRBuilder<> &B, Value *At, Value *Begin,
                                 Value *End) {
  Type *I64 = B.getInt64Ty();
  Value *Bytes = B.CreateAnd(B.CreatePtrToInt(At, I64), 7);
  Value *Below = B.CreatePtrAdd(At, B.CreateNeg(Bytes)), *Found = B.getFalse();
  for (int64_t Distance : {0, 8}) {
    Value *Word = B.CreatePtrAdd(Below, B.getInt64(Distance));
    Value *Next = B.CreatePtrAdd(Word, B.getInt64(8));
    Value *IsInside =
        B.CreateAnd(B.CreateICmpUGE(Word, Begin), B.CreateICmpULE(Next, End));
    Value *Read = B.CreateSelect(IsInside, Word, At);
    Value *IsHere =
        isAddress(B, B.CreateAlignedLoad(I64, Read, Align(1)));
    Found = B.CreateOr(Found, B.CreateAnd(IsInside, IsHere));
  }
  return Found;
}

/// `i1 f(ptr to, ptr from, i64 bytes)`: acts on the aligned words, in the order
/// in which an overlap does no harm. Whether one of them would have to be moved,
/// or added, to memory of another alignment.
static Function *wordFunction(Module &M, WordAction A) {
  if (Function *F = M.getFunction(nameOf(A)))
    return F;
  LLVMContext &C = M.getContext();
  Type *Ptr = PointerType::get(C, 0), *I64 = Type::getInt64Ty(C);
  Function *F =
      createHelper(M, nameOf(A), Type::getInt1Ty(C), {Ptr, Ptr, I64});
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
  Value *Word = B.CreateAlignedLoad(I64, P, Align(1));
  Value *Acts = nullptr, *LostHere = B.getFalse();
  if (A == WordAction::CopyAddress || A == WordAction::ClearAddress) {
    // An address that is overwritten by anything else is gone: it would stand
    // for an adjoint that is zero.
    Value *Old = Word;
    Word = B.getInt64(0);
    if (A == WordAction::CopyAddress) {
      Value *New = B.CreateAlignedLoad(I64, Q, Align(1));
      Value *Moves = B.CreateAnd(isAddress(B, New), B.CreateNot(Shifted));
      Word = B.CreateSelect(Moves, New, Word);
      LostHere = B.CreateAnd(
          Shifted, holdsAddressAround(B, Q, From, B.CreatePtrAdd(From, Bytes)));
    }
    Acts = B.CreateOr(B.CreateIsNotNull(Word), isAddress(B, Old));
  } else {
    Value *Moves = holdsAdjoint(B, Word);
    LostHere = B.CreateAnd(Moves, Shifted);
    Acts = B.CreateAnd(Moves, B.CreateNot(Shifted));
  }
  B.CreateCondBr(Acts, Act, Latch);
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

/// `i1 f(ptr at, i64 bytes)`: whether one of the words that are there, as a
/// whole or in part, holds an adjoint.
static Function *searchFunction(Module &M) {
  const char *Name = "enzyme.words.search";
  if (Function *F = M.getFunction(Name))
    return F;
  LLVMContext &C = M.getContext();
  Type *Ptr = PointerType::get(C, 0), *I64 = Type::getInt64Ty(C);
  Function *F = createHelper(M, Name, Type::getInt1Ty(C), {Ptr, I64});
  auto *Entry = BasicBlock::Create(C, "entry", F);
  auto *Loop = BasicBlock::Create(C, "loop", F);
  auto *Exit = BasicBlock::Create(C, "exit", F);
  IRBuilder<> B(Entry);
  B.CreateCondBr(B.CreateIsNull(F->getArg(1)), Exit, Loop);
  B.SetInsertPoint(Loop);
  PHINode *At = B.CreatePHI(I64, 2);
  PHINode *Found = B.CreatePHI(B.getInt1Ty(), 2);
  Value *Here = holdsAdjointAt(B, B.CreatePtrAdd(F->getArg(0), At));
  Value *FoundSoFar = B.CreateOr(Found, Here);
  // The last byte is looked at too: it may be in a word of its own.
  Value *Last = B.CreateSub(F->getArg(1), B.getInt64(1));
  Value *Next = B.CreateBinaryIntrinsic(
      Intrinsic::umin, B.CreateAdd(At, B.getInt64(8)), Last);
  At->addIncoming(B.getInt64(0), Entry);
  At->addIncoming(Next, Loop);
  Found->addIncoming(B.getFalse(), Entry);
  Found->addIncoming(FoundSoFar, Loop);
  B.CreateCondBr(B.CreateICmpEQ(At, Last), Exit, Loop);
  B.SetInsertPoint(Exit);
  PHINode *Result = B.CreatePHI(B.getInt1Ty(), 2);
  Result->addIncoming(B.getFalse(), Entry);
  Result->addIncoming(FoundSoFar, Loop);
  B.CreateRet(Result);
  return F;
}

/// The function that derivatives call: its body is one call of the above, and a
/// check.
static Function *function(Module &M, WordCall Kind) {
  static const char *const Names[] = {
      "",
      "enzyme.addresses.copy",
      "enzyme.addresses.clear",
      "enzyme.adjoints.add",
      "enzyme.adjoints.clear",
      "enzyme.adjoint.take",
      "enzyme.adjoints.search",
      "enzyme.adjoint.check",
  };
  const char *Name = Names[static_cast<unsigned>(Kind)];
  if (Function *F = M.getFunction(Name))
    return F;
  LLVMContext &C = M.getContext();
  Type *Ptr = PointerType::get(C, 0), *I64 = Type::getInt64Ty(C);
  SmallVector<Type *, 5> Parameters;
  if (Kind == WordCall::CheckValue)
    Parameters.push_back(Type::getDoubleTy(C));
  else if (Kind == WordCall::TakeAdjoint)
    Parameters.push_back(Ptr);
  else if (Kind == WordCall::CopyAddresses || Kind == WordCall::AddAdjoints)
    Parameters.append({Ptr, Ptr, I64});
  else
    Parameters.append({Ptr, I64});
  unsigned Operands = Parameters.size();
  bool Checks =
      Kind != WordCall::ClearAddresses && Kind != WordCall::TakeAdjoint;
  if (Checks)
    Parameters.append({Ptr, I64});
  Type *Result = Kind == WordCall::TakeAdjoint ? Type::getDoubleTy(C)
                                               : Type::getVoidTy(C);
  Function *F = createHelper(M, Name, Result, Parameters);
  markAs(*F, Kind);
  IRBuilder<> B(BasicBlock::Create(C, "entry", F));
  Value *At = F->getArg(0), *Bytes = F->getArg(Operands - 1), *Lost = nullptr;
  auto ActOn = [&](WordAction A, Value *From, Value *Length) {
    return B.CreateCall(wordFunction(M, A), {At, From, Length});
  };
  if (Bytes->getType() == I64)
    Bytes = bytesThere(B, At, Bytes);
  switch (Kind) {
  case WordCall::None:
    break;
  case WordCall::CopyAddresses: {
    Value *Copied = bytesThere(B, F->getArg(1), Bytes);
    Lost = ActOn(WordAction::CopyAddress, F->getArg(1), Copied);
    ActOn(WordAction::ClearAddress, At, B.CreateSub(Bytes, Copied));
    break;
  }
  case WordCall::ClearAddresses:
    ActOn(WordAction::ClearAddress, At, Bytes);
    break;
  case WordCall::AddAdjoints: {
    Value *AtEdges = B.CreateCall(edgeFunction(M), {At, Bytes});
    Value *Added = bytesThere(B, F->getArg(1), Bytes);
    Lost = B.CreateOr(AtEdges, ActOn(WordAction::AddAdjoint, F->getArg(1), Added));
    ActOn(WordAction::ClearAdjoint, At, B.CreateSub(Bytes, Added));
    break;
  }
  case WordCall::ClearAdjoints:
    Lost = B.CreateCall(edgeFunction(M), {At, Bytes});
    Lost = B.CreateOr(Lost, ActOn(WordAction::ClearAdjoint, At, Bytes));
    break;
  case WordCall::TakeAdjoint: {
    At = placeFor(B, At, Result);
    Value *Old = B.CreateAlignedLoad(Result, At, Align(1));
    B.CreateAlignedStore(addressesIn(B, Old), At, Align(1));
    B.CreateRet(adjointsIn(B, Old));
    return F;
  }
  case WordCall::CheckMemory:
    Lost = B.CreateCall(searchFunction(M), {At, Bytes});
    break;
  case WordCall::CheckValue:
    Lost = holdsAdjoint(B, At);
    break;
  }
  if (Lost)
    emitCheck(B, Lost, {F->getArg(Operands), F->getArg(Operands + 1)});
  B.CreateRetVoid();
  return F;
}

static Value *call(IRBuilder<> &B, WordCall Kind,
                   ArrayRef<Value *> Arguments) {
  return B.CreateCall(function(*B.GetInsertBlock()->getModule(), Kind), Arguments);
}

void emitAddressWords(IRBuilder<> &B, Value *To, Value *From, Value *Bytes,
                      Message IfLost) {
  Bytes = B.CreateZExtOrTrunc(Bytes, B.getInt64Ty());
  call(B, WordCall::CopyAddresses,
       {To, From, Bytes, IfLost.Text, IfLost.Length});
}

void clearAddressWords(IRBuilder<> &B, Value *To, Value *Bytes) {
  Bytes = B.CreateZExtOrTrunc(Bytes, B.getInt64Ty());
  call(B, WordCall::ClearAddresses, {To, Bytes});
}

void emitAdjointWords(IRBuilder<> &B, Value *To, Value *From, Value *Bytes,
                      Message IfLost) {
  Bytes = B.CreateZExtOrTrunc(Bytes, B.getInt64Ty());
  if (From)
    call(B, WordCall::AddAdjoints,
         {To, From, Bytes, IfLost.Text, IfLost.Length});
  else
    call(B, WordCall::ClearAdjoints, {To, Bytes, IfLost.Text, IfLost.Length});
}

Value *takeAdjointWords(IRBuilder<> &B, Value *From, Type *T) {
  unsigned Words = T->getPrimitiveSizeInBits().getFixedValue() / 64;
  Value *Taken =
      PoisonValue::get(FixedVectorType::get(B.getDoubleTy(), Words));
  for (unsigned I = 0; I != Words; ++I)
    Taken = B.CreateInsertElement(
        Taken,
        call(B, WordCall::TakeAdjoint,
             {B.CreatePtrAdd(From, B.getInt64(uint64_t(8) * I))}),
        I);
  return B.CreateBitCast(Taken, T);
}

void checkNoAdjoint(IRBuilder<> &B, Value *V, Message IfLost) {
  if (V->getType()->getScalarType()->isFloatTy()) {
    Value *Holds = B.CreateFCmpUNE(V, Constant::getNullValue(V->getType()));
    if (Holds->getType()->isVectorTy())
      Holds = B.CreateOrReduce(Holds);
    return emitCheck(B, Holds, IfLost);
  }
  unsigned Words = V->getType()->getPrimitiveSizeInBits().getFixedValue() / 64;
  auto *Doubles = FixedVectorType::get(B.getDoubleTy(), Words);
  Value *All = B.CreateBitCast(V, Doubles);
  for (unsigned I = 0; I != Words; ++I)
    call(B, WordCall::CheckValue,
         {B.CreateExtractElement(All, I), IfLost.Text, IfLost.Length});
}

void checkNoAdjointAt(IRBuilder<> &B, Value *Address, uint64_t Bytes,
                      Message IfLost) {
  call(B, WordCall::CheckMemory,
       {Address, B.getInt64(Bytes), IfLost.Text, IfLost.Length});
}

} // namespace enzyme
