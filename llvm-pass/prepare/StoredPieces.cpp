//===- StoredPieces.cpp - Words that are stored in pieces -----------------===//

#include "prepare/StoredPieces.h"
#include "prepare/JoinedPieces.h"
#include "support/MemoryPlace.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Transforms/Utils/Local.h"
#include <map>

using namespace llvm;
using namespace llvm::PatternMatch;

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

/// The word that \p Or puts together, of parts that are stored too; null if they
/// are of several. Nobody else needs \p Or.
static Value *wordMadeBy(Value *Or, const DominatorTree &DT) {
  auto *Joined = dyn_cast<Instruction>(Or);
  if (!Joined)
    return nullptr;
  Value *Whole = wordOfPieces(*Joined, DT);
  RecursivelyDeleteTriviallyDeadInstructions(Joined);
  return Whole;
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
  if (Value *Whole = wordMadeBy(Or, DT)) {
    B.CreateAlignedStore(Whole, Word.front()->getPointerOperand(),
                         Word.front()->getAlign());
    for (StoreInst *S : Word)
      S->eraseFromParent();
  }
}

/// Of two integers that \p V puts together, the one that gives its lowest \p Bits
/// bits; \p V if there is none.
static Value *lowestOf(IRBuilder<> &B, Value *V, unsigned Bits) {
  const unsigned Word = 8 * WordBytes;
  Value *Low;
  const APInt *Place;
  if (match(V, m_FShl(m_Value(), m_Value(Low), m_APInt(Place))) &&
      Place->ult(Word) && Place->uge(Bits))
    return B.CreateLShr(Low, Word - Place->getZExtValue());
  if (match(V, m_c_Or(m_Shl(m_Value(), m_APInt(Place)), m_Value(Low))) &&
      Place->uge(Bits))
    return Low;
  return V;
}

/// The word of which \p First has the beginning and \p Rest what follows, with
/// bytes of the next one; null if they are not of one word.
static Value *wordOfBoth(IRBuilder<> &B, StoreInst &First, Value *Rest,
                         const DominatorTree &DT) {
  Type *T = Rest->getType();
  const unsigned Bits = 8 * bytesOf(First);
  Value *Low = lowestOf(B, Rest, 8 * WordBytes - Bits);
  return wordMadeBy(B.CreateOr(B.CreateZExt(First.getValueOperand(), T),
                               B.CreateShl(Low, Bits)),
                    DT);
}

/// Where \p S writes a whole word from within one to within the next, and \p Row
/// the bytes before, the word is written by itself, and what is left of \p S is a
/// piece of the next. Whether it was so.
static bool cut(StoreInst &S, StoredRow &Row, const DominatorTree &DT) {
  Value *V = S.getValueOperand();
  if (Row.Pieces.empty() || !S.isSimple() ||
      !V->getType()->isIntegerTy(8 * WordBytes))
    return false;
  MemoryPlace At = placeBehind(*S.getPointerOperand(), S.getDataLayout());
  auto After = Row.Pieces.lower_bound(At.Offset);
  if (At.Base != Row.Base || After == Row.Pieces.begin() ||
      !Row.takes(At, WordBytes))
    return false;
  auto Before = std::prev(After);
  StoreInst &First = *Before->second;
  const uint64_t Bytes = bytesOf(First);
  if (Before->first + int64_t(Bytes) != At.Offset ||
      First.getAlign() < Align(WordBytes))
    return false;
  IRBuilder<> B(&S);
  Value *Whole = wordOfBoth(B, First, V, DT);
  if (!Whole)
    return false;
  Value *Begin = First.getPointerOperand();
  B.CreateAlignedStore(Whole, Begin, First.getAlign());
  Value *Next = B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), Begin, WordBytes);
  Value *Left = B.CreateTrunc(B.CreateLShr(V, 8 * (WordBytes - Bytes)),
                              B.getIntNTy(8 * Bytes));
  Row.Pieces[Before->first + WordBytes] =
      B.CreateAlignedStore(Left, Next, Align(WordBytes));
  Row.Pieces.erase(Before);
  First.eraseFromParent();
  S.eraseFromParent();
  return true;
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
      if (S && cut(*S, Row, DT))
        continue;
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
