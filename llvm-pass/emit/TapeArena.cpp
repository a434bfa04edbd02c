//===- TapeArena.cpp - The memory of a tape --------------------------------===//

#include "emit/TapeArena.h"
#include "emit/HelperFunction.h"
#include "support/Compat.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace enzyme {

/// Fields of an arena: the next free byte, the end of the chunk, the list of
/// chunks (each begins with the address of the one before), the bytes of the
/// last chunk.
enum ArenaField : unsigned { Next, End, Chunks, ChunkBytes };

// Small functions are called often: as much as allocators keep at hand. Each
// further chunk is four times as large: long tapes take few, and all chunks are
// together less than twice the largest, as much as the C library's allocator
// keeps when they are freed. More would come as new pages at every call.
static const uint64_t FirstChunk = 1008;
static const uint64_t ChunkHeader = 16;
static const uint64_t Alignment = 16;
// The kernel provides chunks from this size on in pages of HugePage bytes, where
// it can: touching each small page for the first time costs more than the tape.
static const uint64_t HugePage = 1 << 21;
static const uint64_t LargeChunk = 2 * HugePage;
static const int AdviseHugePages = 14; // MADV_HUGEPAGE of Linux

static StructType *arenaType(LLVMContext &C) {
  Type *Ptr = PointerType::get(C, 0);
  return StructType::get(C, {Ptr, Ptr, Ptr, Type::getInt64Ty(C)});
}

static Value *field(IRBuilder<> &B, Value *Arena, ArenaField Which) {
  return B.CreateStructGEP(arenaType(B.getContext()), Arena, Which);
}

/// Asks the kernel for huge pages behind \p Chunk, of \p Size bytes, if it is
/// large enough to hold some.
static void adviseHugePages(IRBuilder<> &B, Value *Chunk, Value *Size) {
  Function *F = B.GetInsertBlock()->getParent();
  Module &M = *F->getParent();
  if (!Triple(M.getTargetTriple()).isOSLinux())
    return;
  auto *Large = BasicBlock::Create(M.getContext(), "large", F);
  auto *Done = BasicBlock::Create(M.getContext(), "done", F);
  B.CreateCondBr(B.CreateICmpULT(Size, B.getInt64(LargeChunk)), Done, Large);
  B.SetInsertPoint(Large);
  Value *ToNextPage =
      B.CreateAnd(B.CreateNeg(B.CreatePtrToInt(Chunk, B.getInt64Ty())),
                  B.getInt64(HugePage - 1));
  Value *Pages = B.CreateAnd(B.CreateSub(Size, ToNextPage),
                             B.getInt64(~(HugePage - 1)));
  B.CreateCall(M.getOrInsertFunction("madvise", B.getInt32Ty(), B.getPtrTy(),
                                     B.getInt64Ty(), B.getInt32Ty()),
               {B.CreatePtrAdd(Chunk, ToNextPage), Pages,
                B.getInt32(AdviseHugePages)});
  B.CreateBr(Done);
  B.SetInsertPoint(Done);
}

/// `ptr grow(ptr arena, i64 bytes)`: a new chunk, larger than the last one, and the first bytes of it.
static Function *growFunction(Module &M) {
  const char *Name = "enzyme.tape.grow";
  if (Function *F = M.getFunction(Name))
    return F;
  LLVMContext &C = M.getContext();
  Type *Ptr = PointerType::get(C, 0), *I64 = Type::getInt64Ty(C);
  Function *F = createHelper(M, Name, Ptr, {Ptr, I64});
  F->addFnAttr(Attribute::NoInline);
  F->addFnAttr(Attribute::Cold);
  Value *Arena = F->getArg(0), *Bytes = F->getArg(1);
  auto *Entry = BasicBlock::Create(C, "entry", F);
  auto *Have = BasicBlock::Create(C, "have", F);
  auto *Fail = BasicBlock::Create(C, "fail", F);
  IRBuilder<> B(Entry);
  Value *Last = B.CreateLoad(I64, field(B, Arena, ChunkBytes));
  Value *Needed = B.CreateBinaryIntrinsic(Intrinsic::uadd_sat, Bytes,
                                          B.getInt64(ChunkHeader));
  Value *Size = B.CreateBinaryIntrinsic(Intrinsic::umax, Needed,
                                        B.CreateShl(Last, 2));
  Size = B.CreateBinaryIntrinsic(Intrinsic::umax, Size, B.getInt64(FirstChunk));
  Value *Chunk =
      B.CreateCall(M.getOrInsertFunction("malloc", Ptr, I64), {Size});
  B.CreateCondBr(B.CreateIsNull(Chunk), Fail, Have);
  B.SetInsertPoint(Fail);
  B.CreateCall(M.getOrInsertFunction("abort", B.getVoidTy()));
  B.CreateUnreachable();
  B.SetInsertPoint(Have);
  adviseHugePages(B, Chunk, Size);
  B.CreateStore(B.CreateLoad(Ptr, field(B, Arena, Chunks)), Chunk);
  B.CreateStore(Chunk, field(B, Arena, Chunks));
  B.CreateStore(Size, field(B, Arena, ChunkBytes));
  B.CreateStore(B.CreatePtrAdd(Chunk, Size), field(B, Arena, End));
  Value *First = B.CreatePtrAdd(Chunk, B.getInt64(ChunkHeader));
  B.CreateStore(B.CreatePtrAdd(First, Bytes), field(B, Arena, Next));
  B.CreateRet(First);
  return F;
}

/// `ptr reserve(ptr arena, i64 bytes)`.
static Function *reserveFunction(Module &M) {
  const char *Name = "enzyme.tape.reserve";
  if (Function *F = M.getFunction(Name))
    return F;
  LLVMContext &C = M.getContext();
  Type *Ptr = PointerType::get(C, 0), *I64 = Type::getInt64Ty(C);
  Function *F = createHelper(M, Name, Ptr, {Ptr, I64});
  F->addFnAttr(Attribute::AlwaysInline);
  Value *Arena = F->getArg(0), *Bytes = F->getArg(1);
  auto *Entry = BasicBlock::Create(C, "entry", F);
  auto *Fits = BasicBlock::Create(C, "fits", F);
  auto *Grows = BasicBlock::Create(C, "grows", F);
  IRBuilder<> B(Entry);
  // A size that does not fit into the address space stays too large.
  Value *Padded = B.CreateBinaryIntrinsic(Intrinsic::uadd_sat, Bytes,
                                          B.getInt64(Alignment - 1));
  Value *Rounded = B.CreateAnd(Padded, B.getInt64(~(Alignment - 1)));
  Value *From = B.CreateLoad(Ptr, field(B, Arena, Next));
  Value *Left = B.CreateSub(
      B.CreatePtrToInt(B.CreateLoad(Ptr, field(B, Arena, End)), I64),
      B.CreatePtrToInt(From, I64));
  B.CreateCondBr(B.CreateICmpULE(Rounded, Left), Fits, Grows,
                 MDBuilder(C).createBranchWeights(1 << 16, 1));
  B.SetInsertPoint(Fits);
  B.CreateStore(B.CreatePtrAdd(From, Rounded), field(B, Arena, Next));
  B.CreateRet(From);
  B.SetInsertPoint(Grows);
  B.CreateRet(B.CreateCall(growFunction(M), {Arena, Rounded}));
  return F;
}

/// `void release(ptr arena)`.
static Function *releaseFunction(Module &M) {
  const char *Name = "enzyme.tape.release";
  if (Function *F = M.getFunction(Name))
    return F;
  LLVMContext &C = M.getContext();
  Type *Ptr = PointerType::get(C, 0);
  Function *F = createHelper(M, Name, Type::getVoidTy(C), {Ptr});
  F->addFnAttr(Attribute::NoInline);
  auto *Entry = BasicBlock::Create(C, "entry", F);
  auto *Loop = BasicBlock::Create(C, "loop", F);
  auto *Exit = BasicBlock::Create(C, "exit", F);
  IRBuilder<> B(Entry);
  Value *First = B.CreateLoad(Ptr, field(B, F->getArg(0), Chunks));
  B.CreateCondBr(B.CreateIsNull(First), Exit, Loop);
  B.SetInsertPoint(Loop);
  PHINode *Chunk = B.CreatePHI(Ptr, 2);
  Value *Before = B.CreateLoad(Ptr, Chunk);
  B.CreateCall(M.getOrInsertFunction("free", B.getVoidTy(), Ptr), {Chunk});
  Chunk->addIncoming(First, Entry);
  Chunk->addIncoming(Before, Loop);
  B.CreateCondBr(B.CreateIsNull(Before), Exit, Loop);
  B.SetInsertPoint(Exit);
  B.CreateRetVoid();
  return F;
}

Value *TapeArena::arena() {
  if (!Arena) {
    BasicBlock &Entry = F.getEntryBlock();
    IRBuilder<> B(&Entry, Entry.begin());
    StructType *T = arenaType(F.getContext());
    Arena = B.CreateAlloca(T, nullptr, "tape.arena");
    B.SetInsertPoint(Entry.getTerminator());
    B.CreateStore(Constant::getNullValue(T), Arena);
  }
  return Arena;
}

Value *TapeArena::reserve(IRBuilder<> &B, Value *Bytes) {
  return B.CreateCall(reserveFunction(*F.getParent()), {arena(), Bytes});
}

void TapeArena::release(IRBuilder<> &B) {
  if (Arena && !IsShared)
    B.CreateCall(releaseFunction(*F.getParent()), {Arena});
}

} // namespace enzyme
