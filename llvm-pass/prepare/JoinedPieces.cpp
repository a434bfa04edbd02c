//===- JoinedPieces.cpp - Words that are put together from pieces ----------===//

#include "prepare/JoinedPieces.h"
#include "prepare/PieceOrigins.h"
#include "prepare/ShiftedPieces.h"
#include "support/LastMerge.h"
#include "support/MemoryPlace.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Transforms/Utils/Local.h"
#include <map>
#include <set>
#include <vector>

using namespace llvm;
using namespace llvm::PatternMatch;

namespace enzyme {

namespace {

/// Of each range an address or an integer that has them in their place, or if it
/// does not reach as far, an integer that begins with them. Other bits do not
/// count.
using Pieces = std::vector<Value *>;

class Joiner {
public:
  /// \p Ranges, in ascending order, are the whole of \p Word.
  Joiner(IntegerType *Word, ArrayRef<BitRange> Ranges, const DominatorTree &DT,
         const DataLayout &DL)
      : Word(Word), Ranges(Ranges), DT(DT), DL(DL), Origins(Word, DL) {}

  /// The word that \p P are the pieces of, at \p At; null if they are of none on
  /// any path.
  Value *wordOf(Pieces P, Instruction &At);

private:
  bool isOfOneWord(const Pieces &P) const;
  const LoadInst *loadedTogether(const Pieces &P) const;
  Pieces originsOf(Pieces P) const;
  Pieces incomingOf(const Pieces &P, BasicBlock &From, BasicBlock &Merge) const;
  bool isSingle(const Pieces &P) const;
  bool findWords(const Pieces &P);
  Value *make(Pieces P, Instruction &At);
  Value *join(const Pieces &P, Instruction &At) const;
  Value *load(const LoadInst &First, const LoadInst &Last) const;
  Value *phi(const Pieces &P, BasicBlock &Merge);

  IntegerType *Word;
  ArrayRef<BitRange> Ranges;
  const DominatorTree &DT;
  const DataLayout &DL;
  PieceOrigins Origins;
  /// Those that are of one word, on some way.
  std::set<Pieces> OfWords;
  std::map<Pieces, Value *> Made;
};

} // namespace

/// Whether nothing writes to memory on the way from \p From to \p To, which
/// follows it on every path.
static bool isUnchangedBetween(const Instruction &From, const Instruction &To) {
  const unsigned MaxSteps = 64;
  const Instruction *At = &To;
  for (unsigned Step = 0; Step != MaxSteps; ++Step) {
    if (At == &From)
      return true;
    if (At->mayWriteToMemory())
      return false;
    if (const Instruction *Before = At->getPrevNode()) {
      At = Before;
      continue;
    }
    const BasicBlock *Above = At->getParent()->getSinglePredecessor();
    if (!Above)
      return false;
    At = Above->getTerminator();
  }
  return false;
}

/// The last of the loads that \p P are, if they are side by side and memory is
/// the same at all.
const LoadInst *Joiner::loadedTogether(const Pieces &P) const {
  std::optional<MemoryPlace> Begin;
  for (auto [V, R] : zip_equal(P, Ranges)) {
    auto *L = dyn_cast<LoadInst>(V);
    if (!L || Origins.isWide(L) || !L->isSimple())
      return nullptr;
    MemoryPlace At = placeBehind(*L->getPointerOperand(), DL);
    if (!Origins.isInPlace(L, R))
      At.Offset -= R.Begin / 8;
    if (Begin && !(*Begin == At))
      return nullptr;
    Begin = At;
  }
  for (const Value *V : P) {
    auto *Last = cast<LoadInst>(V);
    if (all_of(P, [&](const Value *Other) {
          return isUnchangedBetween(*cast<LoadInst>(Other), *Last);
        }))
      return Last;
  }
  return nullptr;
}

/// Whether \p V, or a half that is taken out of it, is moved as a single.
static bool showsSingle(const Value &V) {
  if (isa<Constant>(V))
    return false;
  auto IsSingle = [](const User *U) {
    return isa<BitCastInst>(U) && U->getType()->isFloatTy();
  };
  auto *Cast = dyn_cast<BitCastInst>(&V);
  if (Cast && Cast->getSrcTy()->isFloatTy())
    return true;
  return any_of(V.users(), [&](const User *U) {
    auto IsHalf = [&](const User *Of) {
      return isa<TruncInst>(Of) && any_of(Of->users(), IsSingle);
    };
    return IsSingle(U) || IsHalf(U) ||
           (U->getType()->isIntegerTy() && cast<Instruction>(U)->isShift() &&
            any_of(U->users(), IsHalf));
  });
}

Pieces Joiner::originsOf(Pieces P) const {
  for (auto [V, R] : zip_equal(P, Ranges))
    V = Origins.of(V, R);
  return P;
}

/// Whether \p P, as far back as they go, are the pieces of what is one word there.
bool Joiner::isOfOneWord(const Pieces &P) const {
  return all_equal(P) ? Origins.isWide(P.front())
                      : loadedTogether(P) != nullptr;
}

Pieces Joiner::incomingOf(const Pieces &P, BasicBlock &From,
                          BasicBlock &Merge) const {
  Pieces In;
  for (Value *V : P)
    In.push_back(incomingBy(V, From, Merge));
  return originsOf(std::move(In));
}

/// Of two halves, whether one is a single: they are taken apart, not joined.
bool Joiner::isSingle(const Pieces &P) const {
  return P.size() == 2 && 2 * Ranges.front().Width == Word->getBitWidth() &&
         any_of(P, [](const Value *V) { return showsSingle(*V); });
}

Value *Joiner::load(const LoadInst &First, const LoadInst &Last) const {
  IRBuilder<> B(const_cast<LoadInst *>(&Last));
  APInt At(DL.getIndexTypeSizeInBits(First.getPointerOperandType()), 0);
  // By way of the base: the address of the first piece may be computed last.
  Value *Base = const_cast<Value *>(
      First.getPointerOperand()->stripAndAccumulateConstantOffsets(
          DL, At, /*AllowNonInbounds=*/true));
  return B.CreateAlignedLoad(Word, B.CreatePtrAdd(Base, B.getInt(At)),
                             First.getAlign());
}

Value *Joiner::phi(const Pieces &P, BasicBlock &Merge) {
  IRBuilder<> B(&Merge, Merge.begin());
  PHINode *Whole = B.CreatePHI(Word, pred_size(&Merge));
  // Known before the operands, which may lead here again.
  Made[P] = Whole;
  for (BasicBlock *From : predecessors(&Merge)) {
    // A block that leads here twice brings the same word twice.
    int Before = Whole->getBasicBlockIndex(From);
    Value *In = Before >= 0 ? Whole->getIncomingValue(Before)
                            : make(incomingOf(P, *From, Merge),
                                   *From->getTerminator());
    Whole->addIncoming(In, From);
  }
  return Whole;
}

/// What is joined from pieces of different words, or none.
Value *Joiner::join(const Pieces &P, Instruction &At) const {
  IRBuilder<> B(&At);
  Value *Whole = nullptr;
  for (auto [V, R] : zip_equal(P, Ranges)) {
    Value *Piece = V->getType()->isPointerTy() ? B.CreatePtrToInt(V, Word)
                                               : B.CreateZExt(V, Word);
    if (!Origins.isInPlace(V, R))
      Piece = B.CreateShl(Piece, R.Begin);
    Piece = B.CreateAnd(Piece, Origins.mask(R, Piece));
    Whole = Whole ? B.CreateOr(Piece, Whole) : Piece;
  }
  return Whole;
}

Value *Joiner::make(Pieces P, Instruction &At) {
  Value *First = P.front();
  if (all_of(P, [](const Value *V) { return isa<UndefValue>(V); }))
    return UndefValue::get(Word);
  if (all_equal(P) && Origins.isWide(First))
    return First->getType()->isPointerTy()
               ? IRBuilder<>(&At).CreatePtrToInt(First, Word)
               : First;
  if (!OfWords.count(P))
    return join(P, At);
  auto Known = Made.find(P);
  if (Known != Made.end())
    return Known->second;
  if (BasicBlock *Merge = lastMerge(P, DT))
    return phi(P, *Merge);
  return Made[P] = load(*cast<LoadInst>(First), *loadedTogether(P));
}

/// Finds where \p P, and what leads to it, are of one word; whether anywhere.
bool Joiner::findWords(const Pieces &P) {
  const unsigned MaxPieces = 256;
  std::map<Pieces, std::vector<Pieces>> After{{P, {}}};
  std::vector<Pieces> Work{P}, Found;
  while (!Work.empty()) {
    Pieces Here = std::move(Work.back());
    Work.pop_back();
    if (After.size() > MaxPieces || isSingle(Here))
      return false;
    BasicBlock *Merge = lastMerge(Here, DT);
    if (!Merge || all_equal(Here)) {
      if (isOfOneWord(Here) && !isa<Constant>(Here.front()))
        Found.push_back(Here);
      continue;
    }
    for (BasicBlock *From : predecessors(Merge)) {
      Pieces In = incomingOf(Here, *From, *Merge);
      auto [It, New] = After.try_emplace(In);
      It->second.push_back(Here);
      if (New)
        Work.push_back(std::move(In));
    }
  }
  while (!Found.empty()) {
    Pieces Here = std::move(Found.back());
    Found.pop_back();
    if (OfWords.insert(Here).second)
      Found.insert(Found.end(), After[Here].begin(), After[Here].end());
  }
  return OfWords.count(P);
}

Value *Joiner::wordOf(Pieces P, Instruction &At) {
  P = originsOf(std::move(P));
  return findWords(P) ? make(P, At) : nullptr;
}

/// Whether the bits in \p Mask of \p V are zero, whatever way it comes.
static bool isZeroIn(Value *V, const APInt &Mask, const DataLayout &DL) {
  SmallSetVector<Value *, 8> Work;
  Work.insert(V);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    if (auto *Phi = dyn_cast<PHINode>(Work[Next]))
      Work.insert(Phi->op_begin(), Phi->op_end());
    else if (!MaskedValueIsZero(Work[Next], Mask, SimplifyQuery(DL)))
      return false;
  }
  return true;
}

/// What the or \p I, and those that it works on, put together: each value has its
/// bits in their place.
static SmallVector<Value *, 4> joinedValues(Instruction &I) {
  SmallVector<Value *, 4> Work{&I}, Joined;
  while (!Work.empty()) {
    Value *V = Work.pop_back_val(), *X, *Y;
    if (match(V, m_ZExtOrSelf(m_Or(m_Value(X), m_Value(Y)))))
      Work.append({X, Y});
    else
      Joined.push_back(V);
  }
  return Joined;
}

/// The first byte of the word \p V that may be other than zero, and the end of
/// those.
static std::pair<unsigned, unsigned> bytesOf(Value *V, const DataLayout &DL) {
  unsigned Bits = V->getType()->getIntegerBitWidth(), Begin = 0, End = Bits / 8;
  auto IsZero = [&](unsigned Byte) {
    return isZeroIn(V, APInt::getBitsSet(Bits, 8 * Byte, 8 * Byte + 8), DL);
  };
  while (Begin != End && IsZero(Begin))
    ++Begin;
  while (Begin != End && IsZero(End - 1))
    --End;
  return {Begin, End};
}

Value *wordOfPieces(Instruction &I, const DominatorTree &DT) {
  const DataLayout &DL = I.getModule()->getDataLayout();
  auto *Word = cast<IntegerType>(I.getType());
  const unsigned MaxPieces = 8;
  SmallVector<Value *, 4> Joined = joinedValues(I);
  if (Word->getBitWidth() % 8 != 0 || Joined.size() > MaxPieces)
    return nullptr;
  SmallVector<std::pair<std::pair<unsigned, unsigned>, Value *>, 4> Sorted;
  for (Value *V : Joined)
    Sorted.push_back({bytesOf(V, DL), V});
  llvm::sort(Sorted, less_first());
  SmallVector<BitRange, 4> Ranges;
  Pieces P;
  for (unsigned K = 0; K != Sorted.size(); ++K) {
    auto [Begin, End] = Sorted[K].first;
    unsigned Next = K + 1 == Sorted.size() ? Word->getBitWidth() / 8
                                           : Sorted[K + 1].first.first;
    unsigned First = K == 0 ? 0 : Begin;
    if (End > Next || First == Next)
      return nullptr;
    Ranges.push_back({8 * First, 8 * (Next - First)});
    P.push_back(Sorted[K].second);
  }
  return P.size() > 1 ? Joiner(Word, Ranges, DT, DL).wordOf(std::move(P), I)
                      : nullptr;
}

void joinPieces(Function &F, const DominatorTree &DT) {
  if (!F.getParent()->getDataLayout().isLittleEndian())
    return;
  narrowShiftedPieces(F);
  SmallVector<WeakTrackingVH, 8> Found;
  for (Instruction &I : instructions(F))
    if (I.getOpcode() == Instruction::Or && I.getType()->isIntegerTy())
      Found.push_back(&I);
  // What is put together of most pieces comes last.
  for (WeakTrackingVH &V : reverse(Found)) {
    auto *I = dyn_cast_or_null<Instruction>(V);
    Value *Whole = I ? wordOfPieces(*I, DT) : nullptr;
    if (!Whole)
      continue;
    I->replaceAllUsesWith(Whole);
    RecursivelyDeleteTriviallyDeadInstructions(I);
  }
}

} // namespace enzyme
