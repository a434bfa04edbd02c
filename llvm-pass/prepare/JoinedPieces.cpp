//===- JoinedPieces.cpp - Words that are put together from pieces ----------===//

#include "prepare/JoinedPieces.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace enzyme {

namespace {

/// The two pieces of a word, without what brought them to its size.
struct Pieces {
  Value *Low = nullptr;
  Value *High = nullptr;

  unsigned lowBits() const { return Low->getType()->getIntegerBitWidth(); }
};

class Joiner {
public:
  Joiner(Function &F, Type *Word)
      : DL(F.getParent()->getDataLayout()), Word(Word) {}

  /// The word that \p P are the pieces of; null if they are not of one.
  Value *wordOf(Pieces P);

private:
  using Key = std::pair<Value *, Value *>;

  bool isWord(Pieces P, unsigned Depth);
  bool areLoadedTogether(Pieces P) const;
  Value *make(Pieces P);
  Value *load(Pieces P);
  Value *phi(Pieces P);

  const DataLayout &DL;
  Type *Word;
  /// Those that are words, or are taken for words while their operands are
  /// looked at.
  DenseMap<Key, bool> Known;
  DenseMap<Key, Value *> Made;
};

} // namespace

/// The pieces that \p I, an or, puts together.
static std::optional<Pieces> piecesIn(Instruction &I) {
  Value *Low, *High;
  const APInt *By;
  if (!match(&I, m_c_Or(m_ZExt(m_Value(Low)),
                        m_Shl(m_ZExt(m_Value(High)), m_APInt(By)))))
    return std::nullopt;
  Pieces P{Low, High};
  unsigned Bits = I.getType()->getIntegerBitWidth();
  // Halves are taken apart, not joined: each may be a single.
  if (*By != P.lowBits() || P.lowBits() % 8 || P.lowBits() == Bits / 2 ||
      P.lowBits() + High->getType()->getIntegerBitWidth() != Bits)
    return std::nullopt;
  return P;
}

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

/// The one of the two loads that comes last, if memory is the same at both.
static LoadInst *lastOf(LoadInst &Low, LoadInst &High) {
  if (isUnchangedBetween(Low, High))
    return &High;
  return isUnchangedBetween(High, Low) ? &Low : nullptr;
}

bool Joiner::areLoadedTogether(Pieces P) const {
  auto *Low = dyn_cast<LoadInst>(P.Low), *High = dyn_cast<LoadInst>(P.High);
  if (!Low || !High || !Low->isSimple() || !High->isSimple())
    return false;
  APInt LowAt(DL.getIndexTypeSizeInBits(Low->getPointerOperandType()), 0);
  APInt HighAt = LowAt;
  Value *Base = Low->getPointerOperand()->stripAndAccumulateConstantOffsets(
      DL, LowAt, /*AllowNonInbounds=*/true);
  return Base == High->getPointerOperand()->stripAndAccumulateConstantOffsets(
                     DL, HighAt, /*AllowNonInbounds=*/true) &&
         HighAt - LowAt == P.lowBits() / 8 && lastOf(*Low, *High);
}

bool Joiner::isWord(Pieces P, unsigned Depth) {
  const unsigned MaxDepth = 16;
  if (Depth == MaxDepth)
    return false;
  auto [It, New] = Known.try_emplace({P.Low, P.High}, true);
  if (!New)
    return It->second;
  auto Find = [&] {
    if (isa<UndefValue>(P.Low) && isa<UndefValue>(P.High))
      return true;
    Value *Whole;
    if (match(P.Low, m_Trunc(m_Value(Whole))) && Whole->getType() == Word &&
        match(P.High,
              m_Trunc(m_LShr(m_Specific(Whole), m_SpecificInt(P.lowBits())))))
      return true;
    auto *Low = dyn_cast<PHINode>(P.Low), *High = dyn_cast<PHINode>(P.High);
    if (!Low || !High)
      return areLoadedTogether(P);
    return Low->getParent() == High->getParent() &&
           all_of(Low->blocks(), [&](BasicBlock *B) {
             return isWord({Low->getIncomingValueForBlock(B),
                            High->getIncomingValueForBlock(B)},
                           Depth + 1);
           });
  };
  bool Is = Find();
  Known[{P.Low, P.High}] = Is;
  return Is;
}

Value *Joiner::load(Pieces P) {
  auto *Low = cast<LoadInst>(P.Low);
  IRBuilder<> B(lastOf(*Low, *cast<LoadInst>(P.High)));
  APInt At(DL.getIndexTypeSizeInBits(Low->getPointerOperandType()), 0);
  // By way of the base: the address of the first piece may be computed last.
  Value *Base = Low->getPointerOperand()->stripAndAccumulateConstantOffsets(
      DL, At, /*AllowNonInbounds=*/true);
  return B.CreateAlignedLoad(Word, B.CreatePtrAdd(Base, B.getInt(At)),
                             Low->getAlign());
}

Value *Joiner::phi(Pieces P) {
  auto *Low = cast<PHINode>(P.Low), *High = cast<PHINode>(P.High);
  unsigned Count = Low->getNumIncomingValues();
  PHINode *Whole = IRBuilder<>(Low).CreatePHI(Word, Count);
  // Known before the operands, which may lead here again.
  Made[{P.Low, P.High}] = Whole;
  for (BasicBlock *B : Low->blocks())
    Whole->addIncoming(make({Low->getIncomingValueForBlock(B),
                             High->getIncomingValueForBlock(B)}),
                       B);
  return Whole;
}

Value *Joiner::make(Pieces P) {
  if (Value *Whole = Made.lookup({P.Low, P.High}))
    return Whole;
  Value *Whole;
  if (isa<UndefValue>(P.Low) && isa<UndefValue>(P.High))
    Whole = UndefValue::get(Word);
  else if (isa<PHINode>(P.Low))
    Whole = phi(P);
  else if (isa<LoadInst>(P.Low))
    Whole = load(P);
  else
    Whole = cast<Instruction>(P.Low)->getOperand(0);
  return Made[{P.Low, P.High}] = Whole;
}

Value *Joiner::wordOf(Pieces P) { return isWord(P, 0) ? make(P) : nullptr; }

void joinPieces(Function &F) {
  if (!F.getParent()->getDataLayout().isLittleEndian())
    return;
  SmallVector<WeakTrackingVH, 8> Found;
  for (Instruction &I : instructions(F))
    if (I.getOpcode() == Instruction::Or && I.getType()->isIntegerTy() &&
        piecesIn(I))
      Found.push_back(&I);
  for (WeakTrackingVH &V : Found) {
    auto *I = dyn_cast_or_null<Instruction>(V);
    std::optional<Pieces> P = I ? piecesIn(*I) : std::nullopt;
    Value *Whole = P ? Joiner(F, I->getType()).wordOf(*P) : nullptr;
    if (!Whole)
      continue;
    I->replaceAllUsesWith(Whole);
    RecursivelyDeleteTriviallyDeadInstructions(I);
  }
}

} // namespace enzyme
