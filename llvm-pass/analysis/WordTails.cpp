//===- WordTails.cpp - Copies that begin within a word --------------------===//

#include "analysis/WordTails.h"
#include "llvm/Analysis/AliasAnalysis.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

/// How many bytes before \p Pointer the word begins that it points into, by
/// what is known of the other end of the copy \p T.
static uint64_t bytesBefore(const MemTransferInst &T, MemoryModel &Memory) {
  uint64_t To = Memory.bytesIntoWord(T.getRawDest()),
           From = Memory.bytesIntoWord(T.getRawSource());
  return To && From && To != From ? 0 : std::max(To, From);
}

/// Whether \p Bytes before \p Pointer are of the same variable.
static bool hasBefore(const Value &Pointer, uint64_t Bytes,
                      const DataLayout &DL) {
  APInt Offset(DL.getIndexTypeSizeInBits(Pointer.getType()), 0);
  Pointer.stripAndAccumulateConstantOffsets(DL, Offset,
                                            /*AllowNonInbounds=*/true);
  return Offset.sge(Bytes);
}

static Value *before(IRBuilder<> &B, Value *Pointer, uint64_t Bytes) {
  return B.CreateConstGEP1_64(B.getInt8Ty(), Pointer, -int64_t(Bytes));
}

/// The bytes between \p From and \p To, of one variable; nothing if not known.
static std::optional<int64_t> distance(const Value &From, const Value &To,
                                       const DataLayout &DL) {
  unsigned Bits = DL.getIndexTypeSizeInBits(From.getType());
  APInt A(Bits, 0), B(Bits, 0);
  const Value *Base =
      From.stripAndAccumulateConstantOffsets(DL, A, /*AllowNonInbounds=*/true);
  if (Base != To.stripAndAccumulateConstantOffsets(DL, B,
                                                   /*AllowNonInbounds=*/true))
    return std::nullopt;
  return (B - A).getSExtValue();
}

/// Where and how much \p I, which stores or copies to there, writes.
static std::optional<std::pair<Value *, uint64_t>>
writtenBy(Instruction &I, const DataLayout &DL) {
  if (auto *S = dyn_cast<StoreInst>(&I); S && S->isSimple())
    return {{S->getPointerOperand(),
             DL.getTypeStoreSize(S->getValueOperand()->getType())}};
  auto *T = dyn_cast<MemTransferInst>(&I);
  auto *Length = T ? dyn_cast<ConstantInt>(T->getLength()) : nullptr;
  if (!Length || T->isVolatile())
    return std::nullopt;
  return {{T->getRawDest(), Length->getZExtValue()}};
}

/// Whether nothing that \p I, a store or copy, reads is of the variable \p V.
static bool readsOthers(const Instruction &I, const Value &V) {
  auto *T = dyn_cast<MemTransferInst>(&I);
  const Value *From = T ? getUnderlyingObject(T->getRawSource()) : nullptr;
  return !T || (From != &V && isIdentifiedObject(From));
}

/// The store behind \p T of the \p Bytes before its destination, if it may as
/// well come before \p T.
static StoreInst *storeOfBeginning(MemTransferInst &T, uint64_t Bytes,
                                   const DataLayout &DL) {
  const Value *To = getUnderlyingObject(T.getRawDest());
  if (!isIdentifiedObject(To) || !readsOthers(T, *To))
    return nullptr;
  for (Instruction *I = T.getNextNode(); I; I = I->getNextNode()) {
    if (!I->mayReadOrWriteMemory() && !I->isTerminator())
      continue;
    auto Written = writtenBy(*I, DL);
    auto Apart =
        Written ? distance(*T.getRawDest(), *Written->first, DL) : std::nullopt;
    if (!Apart || !readsOthers(*I, *To))
      return nullptr;
    if (*Apart == -int64_t(Bytes) && Written->second == Bytes) {
      auto *S = dyn_cast<StoreInst>(I);
      auto *V = S ? dyn_cast<Instruction>(S->getValueOperand()) : nullptr;
      bool IsLater = V && V->getParent() == T.getParent() && T.comesBefore(V);
      return IsLater ? nullptr : S;
    }
    if (*Apart < 0 && *Apart + int64_t(Written->second) > -int64_t(Bytes))
      return nullptr;
  }
  return nullptr;
}

/// The bytes before the destination stay as they are. What is stored there
/// later is stored before: it would take the shadow of the word away.
static void complete(MemTransferInst &T, uint64_t Bytes) {
  IRBuilder<> B(&T);
  Value *To = before(B, T.getRawDest(), Bytes);
  if (StoreInst *S = storeOfBeginning(T, Bytes, T.getDataLayout())) {
    B.CreateAlignedStore(S->getValueOperand(), To, Align(1));
    S->eraseFromParent();
  }
  Type *Piece = B.getIntNTy(8 * Bytes);
  Value *Kept = B.CreateAlignedLoad(Piece, To, Align(1));
  // The bytes before may be the last ones of the source.
  CallInst *Whole = B.CreateMemMove(
      To, Align(1), before(B, T.getRawSource(), Bytes), Align(1),
      B.CreateAdd(T.getLength(),
                  ConstantInt::get(T.getLength()->getType(), Bytes)));
  Whole->setDebugLoc(T.getDebugLoc());
  B.SetInsertPoint(T.getNextNode());
  StoreInst *Back = B.CreateAlignedStore(Kept, To, Align(1));
  Back->setMetadata(KeptBytes, MDNode::get(T.getContext(), {}));
  T.eraseFromParent();
}

bool completeWords(Function &F, MemoryModel &Memory) {
  const DataLayout &DL = F.getDataLayout();
  SmallVector<std::pair<MemTransferInst *, uint64_t>, 4> Work;
  for (Instruction &I : instructions(F)) {
    auto *T = dyn_cast<MemTransferInst>(&I);
    if (!T || T->isVolatile() || !isa<ConstantInt>(T->getLength()))
      continue;
    uint64_t Bytes = bytesBefore(*T, Memory);
    if (Bytes && hasBefore(*T->getRawDest(), Bytes, DL) &&
        hasBefore(*T->getRawSource(), Bytes, DL))
      Work.push_back({T, Bytes});
  }
  for (auto &[T, Bytes] : Work)
    complete(*T, Bytes);
  return !Work.empty();
}

} // namespace enzyme
