//===- WordTails.cpp - Copies that begin within a word --------------------===//

#include "analysis/WordTails.h"
#include "analysis/WordGrid.h"
#include "llvm/Analysis/AliasAnalysis.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

/// How many bytes before its ends the words begin that \p T points into, by what
/// is known of either.
static uint64_t bytesBefore(const MemTransferInst &T, const WordGrid &Grid) {
  uint64_t To = Grid.bytesInto(*T.getRawDest()),
           From = Grid.bytesInto(*T.getRawSource());
  return To && From && To != From ? 0 : std::max(To, From);
}

static Value *before(IRBuilder<> &B, Value *Pointer, uint64_t Bytes) {
  return B.CreateConstGEP1_64(B.getInt8Ty(), Pointer, -int64_t(Bytes));
}

static std::optional<int64_t> distance(const Value &From, const Value &To,
                                       const DataLayout &DL, unsigned Depth = 0);

/// The same where one of \p From is chosen, and that of \p To that belongs to it.
static std::optional<int64_t> distanceOfChoice(const User &From, const User &To,
                                               ArrayRef<unsigned> Operands,
                                               const DataLayout &DL,
                                               unsigned Depth) {
  std::optional<int64_t> Found;
  for (unsigned Operand : Operands) {
    std::optional<int64_t> Here =
        distance(*From.getOperand(Operand), *To.getOperand(Operand), DL, Depth);
    if (!Here || (Found && *Found != *Here))
      return std::nullopt;
    Found = Here;
  }
  return Found;
}

/// The bytes between \p From and \p To, of one variable; nothing if not known.
static std::optional<int64_t> distance(const Value &From, const Value &To,
                                       const DataLayout &DL, unsigned Depth) {
  const unsigned Deepest = 3;
  unsigned Bits = DL.getIndexTypeSizeInBits(From.getType());
  APInt A(Bits, 0), B(Bits, 0);
  const Value *Base =
      From.stripAndAccumulateConstantOffsets(DL, A, /*AllowNonInbounds=*/true);
  const Value *Other =
      To.stripAndAccumulateConstantOffsets(DL, B, /*AllowNonInbounds=*/true);
  std::optional<int64_t> Apart;
  auto *OneOf = dyn_cast<SelectInst>(Base), *OtherOf = dyn_cast<SelectInst>(Other);
  if (Base == Other)
    Apart = 0;
  else if (Depth != Deepest && OneOf && OtherOf &&
           OneOf->getCondition() == OtherOf->getCondition())
    Apart = distanceOfChoice(*OneOf, *OtherOf, {1, 2}, DL, Depth + 1);
  if (Apart)
    *Apart += (B - A).getSExtValue();
  return Apart;
}

/// Bytes that an instruction reads or writes.
struct Access {
  Value *Pointer;
  uint64_t Size;
};

/// What \p I reads and writes; nothing if not known.
static std::optional<SmallVector<Access, 2>> accessesOf(Instruction &I,
                                                        const DataLayout &DL) {
  using Accesses = SmallVector<Access, 2>;
  if (!I.mayReadOrWriteMemory() && !I.isTerminator())
    return Accesses{};
  if (auto *S = dyn_cast<StoreInst>(&I); S && S->isSimple())
    return Accesses{{S->getPointerOperand(),
                     DL.getTypeStoreSize(S->getValueOperand()->getType())}};
  if (auto *L = dyn_cast<LoadInst>(&I); L && L->isSimple())
    return Accesses{
        {L->getPointerOperand(), DL.getTypeStoreSize(L->getType())}};
  auto *T = dyn_cast<MemTransferInst>(&I);
  auto *Length = T ? dyn_cast<ConstantInt>(T->getLength()) : nullptr;
  if (!Length || T->isVolatile())
    return std::nullopt;
  uint64_t Size = Length->getZExtValue();
  return Accesses{{T->getRawDest(), Size}, {T->getRawSource(), Size}};
}

/// Whether the two are of different variables.
static bool areApart(const Value &A, const Value &B) {
  const Value *OfA = getUnderlyingObject(&A), *OfB = getUnderlyingObject(&B);
  return OfA != OfB && isIdentifiedObject(OfA) && isIdentifiedObject(OfB);
}

/// The store behind \p T of the \p Bytes before its destination, if nothing
/// between them looks at these.
static StoreInst *storeOfBeginning(MemTransferInst &T, uint64_t Bytes,
                                   const DataLayout &DL) {
  const Value &To = *T.getRawDest();
  const int64_t First = -int64_t(Bytes);
  for (Instruction *I = T.getNextNode(); I; I = I->getNextNode()) {
    auto Accesses = accessesOf(*I, DL);
    if (!Accesses)
      return nullptr;
    for (auto [Pointer, Size] : *Accesses) {
      if (areApart(*Pointer, To))
        continue;
      std::optional<int64_t> Apart = distance(To, *Pointer, DL);
      if (Apart == First && Size == Bytes)
        return dyn_cast<StoreInst>(I);
      if (!Apart || (*Apart < 0 && *Apart + int64_t(Size) > First))
        return nullptr;
    }
  }
  return nullptr;
}

/// Says of \p S that nothing happens in the shadow.
static void keep(StoreInst &S) {
  S.setMetadata(KeptBytes, MDNode::get(S.getContext(), {}));
}

/// The bytes before the destination stay as they are, or become what is stored
/// there later: that would take the shadow of the word away.
static void complete(MemTransferInst &T, uint64_t Bytes) {
  IRBuilder<> B(&T);
  StoreInst *Beginning = isa<ConstantInt>(T.getLength())
                             ? storeOfBeginning(T, Bytes, T.getDataLayout())
                             : nullptr;
  Value *To = before(B, T.getRawDest(), Bytes);
  Type *Piece = B.getIntNTy(8 * Bytes);
  Value *Kept =
      Beginning ? nullptr : B.CreateAlignedLoad(Piece, To, Align(1));
  // The bytes before may be the last ones of the source. Of nothing no part of a
  // word is copied.
  Value *Length = T.getLength(), *None = ConstantInt::get(Length->getType(), 0);
  Value *Longer =
      B.CreateAdd(Length, ConstantInt::get(Length->getType(), Bytes));
  CallInst *Whole = B.CreateMemMove(
      To, Align(1), before(B, T.getRawSource(), Bytes), Align(1),
      B.CreateSelect(B.CreateICmpEQ(Length, None), None, Longer));
  Whole->setDebugLoc(T.getDebugLoc());
  B.SetInsertPoint(T.getNextNode());
  keep(Beginning ? *Beginning : *B.CreateAlignedStore(Kept, To, Align(1)));
  T.eraseFromParent();
}

bool completeWords(const Slice &S, MemoryModel &Memory) {
  const WordGrid Grid(S, Memory);
  SmallVector<std::pair<MemTransferInst *, uint64_t>, 4> Work;
  forEach(S, [&](Instruction &I) {
    auto *T = dyn_cast<MemTransferInst>(&I);
    uint64_t Bytes = T && !T->isVolatile() ? bytesBefore(*T, Grid) : 0;
    if (Bytes && Grid.hasBefore(*T->getRawDest(), Bytes) &&
        Grid.hasBefore(*T->getRawSource(), Bytes))
      Work.push_back({T, Bytes});
  });
  for (auto &[T, Bytes] : Work)
    complete(*T, Bytes);
  return !Work.empty();
}

bool refuseCutWords(const Slice &S, MemoryModel &Memory,
                    const ActivityAnalysis &Activities, RefusalLog &Log) {
  const WordGrid Grid(S, Memory);
  bool Ok = true;
  forEach(S, [&](Instruction &I) {
    auto *T = dyn_cast<MemTransferInst>(&I);
    if (!T || S.cold().contains(I.getParent()) ||
        !Activities.hasShadow(T->getRawDest()) ||
        !(Grid.bytesInto(*T->getRawDest()) ||
          Grid.bytesInto(*T->getRawSource())))
      return;
    Log.refuse(RefusalCode::UnknownType, I,
               "it copies a part of a word that may be an address or a float");
    Ok = false;
  });
  return Ok;
}

} // namespace enzyme
