//===- MemoryTransfer.cpp - Derivatives of memcpy, memmove and memset ------===//

#include "emit/MemoryTransfer.h"
#include "emit/BitsCheck.h"
#include "emit/HelperFunction.h"
#include "emit/Nowhere.h"
#include "emit/WordTransfer.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace enzyme {

static bool isFloatKind(ByteKind K) {
  return K == ByteKind::Float || K == ByteKind::Double;
}

static uint64_t constantLength(const MemIntrinsic &T) {
  auto *C = dyn_cast<ConstantInt>(T.getLength());
  return C ? C->getZExtValue() : ~0ull;
}

namespace {

/// Leaves of one kind at equal distances, the first of them \p First: \p Count,
/// or as many as there is room for.
struct Run {
  Leaf First;
  uint64_t Stride;
  std::optional<uint64_t> Count;
};

enum class LeafAction { Add, Clear, Copy };

} // namespace

/// Leaves that follow one on the other are one run.
static SmallVector<Run, 4> runsOf(const Layout &Pieces) {
  SmallVector<Run, 4> Runs;
  for (const Leaf &L : Pieces.Leaves) {
    Run *Last = Runs.empty() || Pieces.Stride ? nullptr : &Runs.back();
    if (Last && Last->First.Kind == L.Kind && Last->Stride == L.Size &&
        Last->First.Offset + *Last->Count * Last->Stride == L.Offset)
      ++*Last->Count;
    else if (Pieces.Stride)
      Runs.push_back({L, Pieces.Stride, std::nullopt});
    else
      Runs.push_back({L, L.Size, 1});
  }
  return Runs;
}

/// How many leaves of \p R lie as a whole within \p Bytes bytes.
static Value *repetitions(IRBuilder<> &B, const Run &R, Value *Bytes) {
  Bytes = B.CreateZExtOrTrunc(Bytes, B.getInt64Ty());
  Value *End = B.getInt64(R.First.Offset + R.First.Size);
  if (R.Count == 1)
    return B.CreateZExt(B.CreateICmpUGE(Bytes, End), B.getInt64Ty());
  Value *Stride = B.getInt64(R.Stride);
  Value *Room = B.CreateBinaryIntrinsic(Intrinsic::usub_sat,
                                        B.CreateAdd(Bytes, Stride), End);
  Value *Fit = B.CreateUDiv(Room, Stride);
  return R.Count ? B.CreateBinaryIntrinsic(Intrinsic::umin, Fit,
                                           B.getInt64(*R.Count))
                 : Fit;
}

static const char *nameOf(LeafAction A) {
  switch (A) {
  case LeafAction::Add:
    return "enzyme.transfer.";
  case LeafAction::Clear:
    return "enzyme.clear.";
  case LeafAction::Copy:
    return "enzyme.copy.";
  }
  return "";
}

/// `void f(ptr to, ptr from, i64 count, i64 stride)`: for each of count
/// elements, in the order in which an overlap does no harm,
/// from[k] += to[k]; to[k] = 0, or to[k] = 0, or to[k] = from[k]. One function
/// a type and module.
static Function *transferFunction(Module &M, Type *T, LeafAction A) {
  std::string Name = std::string(nameOf(A)) +
                     (T->isDoubleTy() ? "f64" : T->isFloatTy() ? "f32" : "ptr");
  if (Function *F = M.getFunction(Name))
    return F;
  LLVMContext &C = M.getContext();
  Type *Ptr = PointerType::get(C, 0), *I64 = Type::getInt64Ty(C);
  Function *F =
      createHelper(M, Name, Type::getVoidTy(C), {Ptr, Ptr, I64, I64});
  Value *To = F->getArg(0), *From = F->getArg(1), *Count = F->getArg(2),
        *Stride = F->getArg(3);
  auto *Entry = BasicBlock::Create(C, "entry", F);
  auto *Loop = BasicBlock::Create(C, "loop", F);
  auto *Exit = BasicBlock::Create(C, "exit", F);
  IRBuilder<> B(Entry);
  Value *Ascending = A == LeafAction::Copy ? B.CreateICmpULE(To, From)
                                           : B.CreateICmpUGE(To, From);
  Value *LastIndex = B.CreateSub(Count, B.getInt64(1));
  B.CreateCondBr(B.CreateICmpEQ(Count, B.getInt64(0)), Exit, Loop);
  B.SetInsertPoint(Loop);
  PHINode *K = B.CreatePHI(I64, 2);
  K->addIncoming(B.getInt64(0), Entry);
  Value *Index = B.CreateSelect(Ascending, K, B.CreateSub(LastIndex, K));
  Value *Offset = B.CreateMul(Index, Stride);
  Value *P = B.CreatePtrAdd(To, Offset), *Q = B.CreatePtrAdd(From, Offset);
  Align Natural(T->isFloatTy() ? 4 : 8);
  Value *Moved = A == LeafAction::Clear
                     ? nullptr
                     : B.CreateAlignedLoad(T, A == LeafAction::Add ? P : Q,
                                           Natural);
  B.CreateAlignedStore(A == LeafAction::Copy ? Moved
                                             : Constant::getNullValue(T),
                       P, Natural);
  if (A == LeafAction::Add) {
    Value *Old = B.CreateAlignedLoad(T, Q, Natural);
    B.CreateAlignedStore(B.CreateFAdd(Old, Moved), Q, Natural);
  }
  Value *Next = B.CreateAdd(K, B.getInt64(1));
  K->addIncoming(Next, Loop);
  B.CreateCondBr(B.CreateICmpEQ(Next, Count), Exit, Loop);
  B.SetInsertPoint(Exit);
  B.CreateRetVoid();
  return F;
}

static Type *typeOf(ByteKind K, LLVMContext &C) {
  return K == ByteKind::Double  ? Type::getDoubleTy(C)
         : K == ByteKind::Float ? Type::getFloatTy(C)
                                : PointerType::get(C, 0);
}

static void transferRun(IRBuilder<> &B, const Run &R, LeafAction A, Value *To,
                        Value *From, Value *Count) {
  Module &M = *B.GetInsertBlock()->getModule();
  Value *Offset = B.getInt64(R.First.Offset);
  B.CreateCall(transferFunction(M, typeOf(R.First.Kind, M.getContext()), A),
               {B.CreatePtrAdd(To, Offset), B.CreatePtrAdd(From, Offset), Count,
                B.getInt64(R.Stride)});
}

/// A run, and how many of its leaves are transferred.
using RunTransfer = function_ref<void(const Run &, Value *Count)>;

/// Runs of memory that may overlap are transferred in the order in which each
/// is read before another is written over it. Which one that is shows at run
/// time: both orders are there, and one of them has nothing to do.
static void transferInOrder(IRBuilder<> &B, ArrayRef<Run> Runs,
                            Value *Ascending, Value *Bytes,
                            RunTransfer Transfer) {
  Value *None = B.getInt64(0);
  for (const Run &R : Runs)
    Transfer(R, B.CreateSelect(Ascending, repetitions(B, R, Bytes), None));
  for (const Run &R : reverse(Runs))
    Transfer(R, B.CreateSelect(Ascending, None, repetitions(B, R, Bytes)));
}

void emitPointerTransfer(IRBuilder<> &B, MemTransferInst &T,
                         MemoryModel &Memory, Value *ShadowTo,
                         Value *ShadowFrom) {
  Layout Pieces = Memory.layoutAt(T.getRawDest(), constantLength(T));
  if (Pieces.isAmbiguous())
    return emitAddressWords(B, ShadowTo, ShadowFrom, T.getLength(),
                            shiftedAddressMessage(B, T));
  if (!Pieces.has(ByteKind::Pointer))
    return;
  bool Floats = Pieces.has(ByteKind::Float) || Pieces.has(ByteKind::Double);
  if (!Floats) {
    moveShadows(B, ShadowTo, MaybeAlign(), ShadowFrom, MaybeAlign(),
                T.getLength());
    return;
  }
  // Floats of a shadow are adjoints: only the pointers between them move.
  erase_if(Pieces.Leaves,
           [](const Leaf &L) { return L.Kind != ByteKind::Pointer; });
  SmallVector<Run, 4> Runs = runsOf(Pieces);
  auto Copy = [&](const Run &R, Value *Count) {
    transferRun(B, R, LeafAction::Copy, ShadowTo, ShadowFrom, Count);
  };
  if (isa<MemMoveInst>(T) && Runs.size() > 1)
    transferInOrder(B, Runs, B.CreateICmpULT(ShadowTo, ShadowFrom),
                    T.getLength(), Copy);
  else
    for (const Run &R : Runs)
      Copy(R, repetitions(B, R, T.getLength()));
}

void emitPointerFill(IRBuilder<> &B, MemSetInst &S, MemoryModel &Memory,
                     Value *ShadowTo) {
  Layout Pieces = Memory.layoutAt(S.getRawDest(), constantLength(S));
  if (Pieces.isAmbiguous())
    return clearAddressWords(B, ShadowTo, S.getLength());
  for (const Run &R : runsOf(Pieces))
    if (R.First.Kind == ByteKind::Pointer)
      transferRun(B, R, LeafAction::Clear, ShadowTo, ShadowTo,
                  repetitions(B, R, S.getLength()));
}

/// Whether what \p T copies may be a text that a library has made: these have any
/// length.
static bool mayBeMade(const MemIntrinsic &T) {
  return !isa<ConstantInt>(T.getLength());
}

void emitAdjointTransfer(IRBuilder<> &B, const MemIntrinsic &T,
                         MemoryModel &Memory, Value *ShadowTo,
                         Value *ShadowFrom, Value *Bytes) {
  Layout Pieces = Memory.layoutAt(T.getRawDest(), constantLength(T));
  if (Pieces.isAmbiguous())
    return emitAdjointWords(B, ShadowTo, ShadowFrom, Bytes,
                            bitsMessage(B, T));
  erase_if(Pieces.Leaves, [](const Leaf &L) { return !isFloatKind(L.Kind); });
  if (Pieces.Leaves.empty())
    return;
  if (mayBeMade(T))
    Bytes = bytesThere(B, ShadowTo, Bytes);
  SmallVector<Run, 4> Runs = runsOf(Pieces);
  auto Clear = [&](Value *Cleared) {
    for (const Run &R : Runs)
      transferRun(B, R, LeafAction::Clear, ShadowTo, ShadowTo,
                  repetitions(B, R, Cleared));
  };
  if (!ShadowFrom)
    return Clear(Bytes);
  Value *Added = Bytes;
  if (mayBeMade(T)) {
    Added = bytesThere(B, ShadowFrom, Bytes);
    Clear(B.CreateSub(Bytes, Added));
  }
  auto Add = [&](const Run &R, Value *Count) {
    transferRun(B, R, LeafAction::Add, ShadowTo, ShadowFrom, Count);
  };
  if (isa<MemMoveInst>(T) && Runs.size() > 1)
    transferInOrder(B, Runs, B.CreateICmpUGE(ShadowTo, ShadowFrom), Added, Add);
  else
    for (const Run &R : Runs)
      Add(R, repetitions(B, R, Added));
}

void emitTangentTransfer(IRBuilder<> &B, MemTransferInst &T,
                         MemoryModel &Memory, Value *ShadowTo,
                         Value *ShadowFrom, bool FromHasShadow) {
  Value *Length = T.getLength();
  Layout Pieces = Memory.layoutAt(T.getRawDest(), constantLength(T));
  bool Floats = Pieces.has(ByteKind::Double) || Pieces.has(ByteKind::Float);
  if (Floats && !mayBeMade(T))
    B.CreateMemMove(ShadowTo, T.getDestAlign(), ShadowFrom, T.getSourceAlign(),
                    Length);
  else
    moveShadows(B, ShadowTo, T.getDestAlign(), ShadowFrom, T.getSourceAlign(),
                Length);
  if (FromHasShadow)
    return;
  if (Pieces.isAmbiguous())
    emitAdjointWords(B, ShadowTo, nullptr, T.getLength(), noMessage(B));
  else
    emitAdjointTransfer(B, T, Memory, ShadowTo, nullptr, T.getLength());
}

} // namespace enzyme
