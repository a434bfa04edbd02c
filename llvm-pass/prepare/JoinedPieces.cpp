//===- JoinedPieces.cpp - Words that are put together from pieces ----------===//

#include "prepare/JoinedPieces.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Support/KnownBits.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace enzyme {

namespace {

/// The lower and the upper piece of a word. Each is a word or an address of
/// which the other bits do not count, or a narrower integer with no others.
using Pieces = std::pair<Value *, Value *>;

class Joiner {
public:
  /// The lower piece has \p LowBits.
  Joiner(IntegerType *Word, unsigned LowBits, const DataLayout &DL)
      : Word(Word), LowBits(LowBits), DL(DL) {}

  /// The word that \p P are the pieces of, at \p At; null if they are of none on
  /// any path.
  Value *wordOf(Pieces P, Instruction &At);

private:
  bool isOfOneWord(Pieces P) const;
  bool arePhis(Pieces P) const;
  bool areLoadedTogether(const LoadInst &Low, const LoadInst &High) const;
  Value *lowOf(Value *V) const;
  Value *highOf(Value *V) const;
  Value *make(Pieces P, Instruction &At);
  Value *join(Pieces P, Instruction &At) const;
  Value *load(LoadInst &Low, LoadInst &High);
  Value *phi(PHINode &Low, PHINode &High);

  unsigned bits() const { return Word->getBitWidth(); }
  APInt lowMask() const { return APInt::getLowBitsSet(bits(), LowBits); }
  bool isWide(const Value *V) const {
    return V->getType() == Word || V->getType()->isPointerTy();
  }

  IntegerType *Word;
  unsigned LowBits;
  const DataLayout &DL;
  DenseMap<Pieces, Value *> Made;
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

/// The one of the two loads that comes last, if memory is the same at both.
static const LoadInst *lastOf(const LoadInst &Low, const LoadInst &High) {
  if (isUnchangedBetween(Low, High))
    return &High;
  return isUnchangedBetween(High, Low) ? &Low : nullptr;
}

bool Joiner::areLoadedTogether(const LoadInst &Low,
                               const LoadInst &High) const {
  if (!Low.isSimple() || !High.isSimple())
    return false;
  APInt LowAt(DL.getIndexTypeSizeInBits(Low.getPointerOperandType()), 0);
  APInt HighAt = LowAt;
  const Value *First = Low.getPointerOperand(), *Rest = High.getPointerOperand();
  return First->stripAndAccumulateConstantOffsets(DL, LowAt, true) ==
             Rest->stripAndAccumulateConstantOffsets(DL, HighAt, true) &&
         HighAt - LowAt == LowBits / 8 && lastOf(Low, High);
}

/// What does not change the bits that count: the casts between addresses and
/// numbers, \p Mask, and what is zero there. Null if \p V is none of these.
static Value *throughWord(Value *V, const APInt &Mask, const DataLayout &DL) {
  Value *X, *Y;
  const APInt *Kept;
  if (match(V, m_PtrToInt(m_Value(X))) &&
      DL.getTypeSizeInBits(X->getType()) == Mask.getBitWidth())
    return X;
  if (match(V, m_IntToPtr(m_Value(X))) &&
      X->getType()->isIntegerTy(Mask.getBitWidth()))
    return X;
  if (match(V, m_And(m_Value(X), m_APInt(Kept))) && Mask.isSubsetOf(*Kept))
    return X;
  if (match(V, m_Or(m_Value(X), m_Value(Y)))) {
    if (MaskedValueIsZero(Y, Mask, SimplifyQuery(DL)))
      return X;
    if (MaskedValueIsZero(X, Mask, SimplifyQuery(DL)))
      return Y;
  }
  return nullptr;
}

/// The same lower piece in another value, as far back as it goes.
Value *Joiner::lowOf(Value *V) const {
  while (true) {
    Value *X;
    const APInt *C;
    if (isWide(V)) {
      if (Value *Next = throughWord(V, lowMask(), DL))
        V = Next;
      else if (match(V, m_ZExt(m_Value(X))) &&
               X->getType()->isIntegerTy(LowBits))
        V = X;
      else
        return V;
    } else if (match(V, m_Trunc(m_Value(X))) && X->getType() == Word) {
      V = X;
    } else if (match(V, m_APInt(C))) {
      return ConstantInt::get(Word, C->zext(bits()));
    } else {
      return V;
    }
  }
}

Value *Joiner::highOf(Value *V) const {
  while (true) {
    Value *X;
    const APInt *C;
    auto IsShifted = m_LShr(m_Value(X), m_SpecificInt(LowBits));
    if (isWide(V)) {
      if (Value *Next = throughWord(V, ~lowMask(), DL))
        V = Next;
      else if (match(V, m_Shl(IsShifted, m_SpecificInt(LowBits))))
        V = X;
      else if (match(V, m_Shl(m_ZExt(m_Value(X)), m_SpecificInt(LowBits))) &&
               X->getType()->isIntegerTy(bits() - LowBits))
        V = X;
      else
        return V;
    } else if (match(V, m_Trunc(IsShifted)) && X->getType() == Word) {
      V = X;
    } else if (match(V, m_APInt(C))) {
      return ConstantInt::get(Word, C->zext(bits()).shl(LowBits));
    } else {
      return V;
    }
  }
}

/// Whether \p P, as far back as they go, are the pieces of what is one word there.
bool Joiner::isOfOneWord(Pieces P) const {
  if (P.first == P.second)
    return true;
  auto *First = dyn_cast<LoadInst>(P.first);
  auto *Rest = dyn_cast<LoadInst>(P.second);
  return First && Rest && !isWide(First) && !isWide(Rest) &&
         areLoadedTogether(*First, *Rest);
}

bool Joiner::arePhis(Pieces P) const {
  auto *Low = dyn_cast<PHINode>(P.first), *High = dyn_cast<PHINode>(P.second);
  return Low && High && Low->getParent() == High->getParent();
}

Value *Joiner::load(LoadInst &Low, LoadInst &High) {
  IRBuilder<> B(const_cast<LoadInst *>(lastOf(Low, High)));
  APInt At(DL.getIndexTypeSizeInBits(Low.getPointerOperandType()), 0);
  // By way of the base: the address of the first piece may be computed last.
  Value *Base = Low.getPointerOperand()->stripAndAccumulateConstantOffsets(
      DL, At, /*AllowNonInbounds=*/true);
  return B.CreateAlignedLoad(Word, B.CreatePtrAdd(Base, B.getInt(At)),
                             Low.getAlign());
}

Value *Joiner::phi(PHINode &Low, PHINode &High) {
  unsigned Count = Low.getNumIncomingValues();
  PHINode *Whole = IRBuilder<>(&Low).CreatePHI(Word, Count);
  // Known before the operands, which may lead here again.
  Made[{&Low, &High}] = Whole;
  for (BasicBlock *B : Low.blocks()) {
    // A block that leads here twice brings the same word twice.
    int Before = Whole->getBasicBlockIndex(B);
    Value *In = Before >= 0 ? Whole->getIncomingValue(Before)
                            : make({Low.getIncomingValueForBlock(B),
                                    High.getIncomingValueForBlock(B)},
                                   *B->getTerminator());
    Whole->addIncoming(In, B);
  }
  return Whole;
}

/// What is joined from pieces of different words, or none.
Value *Joiner::join(Pieces P, Instruction &At) const {
  IRBuilder<> B(&At);
  auto AsWord = [&](Value *V) {
    return V->getType()->isPointerTy() ? B.CreatePtrToInt(V, Word)
                                       : B.CreateZExt(V, Word);
  };
  bool IsNarrow = !isWide(P.second) && !isa<ConstantInt>(P.second);
  Value *Low = B.CreateAnd(AsWord(P.first), lowMask());
  Value *High = AsWord(P.second);
  High = IsNarrow ? B.CreateShl(High, LowBits) : B.CreateAnd(High, ~lowMask());
  return B.CreateOr(High, Low);
}

Value *Joiner::make(Pieces P, Instruction &At) {
  P = {lowOf(P.first), highOf(P.second)};
  auto [Low, High] = P;
  if (Low == High)
    return Low->getType()->isPointerTy()
               ? IRBuilder<>(&At).CreatePtrToInt(Low, Word)
               : Low;
  if (isa<UndefValue>(Low) && isa<UndefValue>(High))
    return UndefValue::get(Word);
  if (!arePhis(P) && !isOfOneWord(P))
    return join(P, At);
  Value *&Whole = Made[P];
  if (!Whole && isa<LoadInst>(Low))
    Whole = load(cast<LoadInst>(*Low), cast<LoadInst>(*High));
  return Whole ? Whole : phi(cast<PHINode>(*Low), cast<PHINode>(*High));
}

Value *Joiner::wordOf(Pieces P, Instruction &At) {
  const unsigned MaxPieces = 256;
  SmallSetVector<Pieces, 16> Work;
  auto Add = [&](Value *Low, Value *High) {
    Work.insert({lowOf(Low), highOf(High)});
  };
  Add(P.first, P.second);
  bool IsOfWords = false;
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    if (Next == MaxPieces)
      return nullptr;
    Pieces Here = Work[Next];
    if (arePhis(Here)) {
      auto *Low = cast<PHINode>(Here.first), *High = cast<PHINode>(Here.second);
      for (BasicBlock *B : Low->blocks())
        Add(Low->getIncomingValueForBlock(B), High->getIncomingValueForBlock(B));
    } else {
      IsOfWords |= !isa<Constant>(Here.first) && isOfOneWord(Here);
    }
  }
  return IsOfWords ? make(P, At) : nullptr;
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

/// The word of which \p I, an or, puts pieces together; null if it does not.
static Value *joinedBy(Instruction &I) {
  const DataLayout &DL = I.getModule()->getDataLayout();
  auto *Word = cast<IntegerType>(I.getType());
  unsigned Size = Word->getBitWidth();
  Value *Low = I.getOperand(0), *High = I.getOperand(1);
  KnownBits OfLow = computeKnownBits(Low, DL);
  KnownBits OfHigh = computeKnownBits(High, DL);
  if (OfLow.countMinLeadingZeros() < OfHigh.countMinLeadingZeros()) {
    std::swap(Low, High);
    std::swap(OfLow, OfHigh);
  }
  unsigned Bits = alignDown(OfHigh.countMinTrailingZeros(), 8);
  unsigned Needed = alignTo(Size - OfLow.countMinLeadingZeros(), 8);
  if (Bits < Needed && Needed < Size &&
      isZeroIn(High, APInt::getLowBitsSet(Size, Needed), DL))
    Bits = Needed;
  // Halves are taken apart, not joined: each may be a single.
  if (!Bits || Bits < Needed || Bits >= Size || Bits == Size / 2)
    return nullptr;
  return Joiner(Word, Bits, DL).wordOf({Low, High}, I);
}

void joinPieces(Function &F) {
  if (!F.getParent()->getDataLayout().isLittleEndian())
    return;
  SmallVector<WeakTrackingVH, 8> Found;
  for (Instruction &I : instructions(F))
    if (I.getOpcode() == Instruction::Or && I.getType()->isIntegerTy())
      Found.push_back(&I);
  for (WeakTrackingVH &V : Found) {
    auto *I = dyn_cast_or_null<Instruction>(V);
    Value *Whole = I ? joinedBy(*I) : nullptr;
    if (!Whole)
      continue;
    I->replaceAllUsesWith(Whole);
    RecursivelyDeleteTriviallyDeadInstructions(I);
  }
}

} // namespace enzyme
