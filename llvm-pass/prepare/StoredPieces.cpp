//===- StoredPieces.cpp - Words that are stored in pieces -----------------===//

#include "prepare/StoredPieces.h"
#include "prepare/JoinedPieces.h"
#include "support/MemoryPlace.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/Local.h"
#include <map>

using namespace llvm;

namespace enzyme {

static const uint64_t WordBytes = 8;

namespace {
/// Stores to places at a known distance from one another, with nothing between
/// them that reads or writes memory. By their place.
struct StoredRow {
  const Value *Base = nullptr;
  std::map<int64_t, StoreInst *> Pieces;
  /// Whether so many bytes at \p At belong to the row.
  bool takes(MemoryPlace At, uint64_t Bytes) const;
};
} // namespace

static uint64_t bytesOf(const StoreInst &S) {
  return S.getValueOperand()->getType()->getIntegerBitWidth() / 8;
}

bool StoredRow::takes(MemoryPlace At, uint64_t Bytes) const {
  if (Pieces.empty())
    return true;
  if (At.Base != Base)
    return false;
  auto After = Pieces.lower_bound(At.Offset);
  if (After != Pieces.end() && After->first < At.Offset + int64_t(Bytes))
    return false;
  if (After == Pieces.begin())
    return true;
  auto [Offset, Before] = *std::prev(After);
  return Offset + int64_t(bytesOf(*Before)) <= At.Offset;
}

/// An integer of some bytes, less than a word.
static bool isPiece(const StoreInst &S) {
  auto *T = dyn_cast<IntegerType>(S.getValueOperand()->getType());
  return T && S.isSimple() && T->getBitWidth() % 8 == 0 &&
         T->getBitWidth() < 8 * WordBytes;
}

/// Those of \p Row that write the word which begins at \p First: none if there
/// is a gap.
static SmallVector<StoreInst *, 4>
wordAt(const StoredRow &Row,
       std::map<int64_t, StoreInst *>::const_iterator First) {
  SmallVector<StoreInst *, 4> Word;
  int64_t Next = First->first, End = Next + WordBytes;
  for (auto It = First;
       It != Row.Pieces.end() && It->first == Next && Next != End; ++It) {
    Word.push_back(It->second);
    Next += bytesOf(*It->second);
  }
  if (Next != End)
    Word.clear();
  return Word;
}

/// Makes \p Word, which are the pieces of a word, one store if they come from
/// one.
static void join(ArrayRef<StoreInst *> Word, const DominatorTree &DT) {
  StoreInst *Last = Word.front();
  for (StoreInst *S : Word)
    if (Last->comesBefore(S))
      Last = S;
  IRBuilder<> B(Last);
  Type *T = B.getIntNTy(8 * WordBytes);
  Value *Or = nullptr;
  uint64_t Place = 0;
  for (StoreInst *S : Word) {
    Value *Piece = B.CreateZExt(S->getValueOperand(), T);
    Or = Or ? B.CreateOr(Or, B.CreateShl(Piece, 8 * Place)) : Piece;
    Place += bytesOf(*S);
  }
  auto *Joined = dyn_cast<Instruction>(Or);
  if (Value *Whole = Joined ? wordOfPieces(*Joined, DT) : nullptr) {
    B.CreateAlignedStore(Whole, Word.front()->getPointerOperand(),
                         Word.front()->getAlign());
    for (StoreInst *S : Word)
      S->eraseFromParent();
  }
  if (Joined)
    RecursivelyDeleteTriviallyDeadInstructions(Joined);
}

static void joinRow(StoredRow &Row, const DominatorTree &DT) {
  for (auto It = Row.Pieces.begin(); It != Row.Pieces.end();) {
    SmallVector<StoreInst *, 4> Word;
    if (It->second->getAlign() >= Align(WordBytes))
      Word = wordAt(Row, It);
    if (Word.size() > 1)
      join(Word, DT);
    std::advance(It, std::max<size_t>(Word.size(), 1));
  }
  Row = {};
}

void joinStoredPieces(Function &F, const DominatorTree &DT) {
  const DataLayout &DL = F.getParent()->getDataLayout();
  for (BasicBlock &BB : F) {
    StoredRow Row;
    for (Instruction &I : make_early_inc_range(BB)) {
      auto *S = dyn_cast<StoreInst>(&I);
      if (!S || !isPiece(*S)) {
        if (I.mayReadOrWriteMemory())
          joinRow(Row, DT);
        continue;
      }
      MemoryPlace At = placeBehind(*S->getPointerOperand(), DL);
      if (!Row.takes(At, bytesOf(*S)))
        joinRow(Row, DT);
      Row.Base = At.Base;
      Row.Pieces[At.Offset] = S;
    }
    joinRow(Row, DT);
  }
}

} // namespace enzyme
