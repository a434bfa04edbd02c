//===- PackedHalves.cpp - Words that are put together from two halves ------===//

#include "prepare/PackedHalves.h"
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

constexpr unsigned HalfBits = 32;

struct Halves {
  Value *Low = nullptr;
  Value *High = nullptr;
};

class Splitter {
public:
  explicit Splitter(Function &F)
      : F(F), Half(Type::getInt32Ty(F.getContext())) {}

  void run();

private:
  void findWords();
  void findSplit();
  bool isSource(const Value *V) const;
  /// Whether the upper half of \p V is zero whatever it is.
  bool isOnlyLow(const Value *V) const;
  Halves halvesOf(Value *V);
  Halves makeHalves(Value *V);
  Halves halvesOfPhi(PHINode &Phi);
  void splitStore(StoreInst &S);
  bool takePart(Instruction &Use, Value *Word);
  bool takeOnlyHalf(Instruction &Word);
  void removeDead();

  Function &F;
  Type *Half;
  /// What is shifted, joined and chosen, and consists of halves throughout.
  SmallSetVector<Instruction *, 8> Words;
  /// Those, and loads, of which each half goes its own way.
  SmallSetVector<Value *, 8> Split;
  DenseMap<Value *, Halves> Known;
};

} // namespace

static bool isWord(const Value *V) {
  return V->getType()->isIntegerTy(2 * HalfBits);
}

/// Whether \p V has halves by itself.
bool Splitter::isSource(const Value *V) const {
  if (auto *L = dyn_cast<LoadInst>(V))
    return L->isSimple();
  return isa<ConstantInt, UndefValue>(V) || isOnlyLow(V);
}

bool Splitter::isOnlyLow(const Value *V) const {
  auto *I = dyn_cast<Instruction>(V);
  return I && !isa<PHINode>(I) && !I->isTerminator() &&
         computeKnownBits(V, F.getParent()->getDataLayout())
                 .countMinLeadingZeros() >= HalfBits;
}

/// Whether \p I has halves if the words that it works on have.
static bool combinesHalves(const Instruction &I) {
  return isa<PHINode, SelectInst>(I) || I.isBitwiseLogicOp() ||
         match(&I, m_LogicalShift(m_Value(), m_SpecificInt(HalfBits)));
}

static SmallVector<Value *, 4> wordsIn(const Instruction &I) {
  SmallVector<Value *, 4> In;
  for (Value *Op : I.operands())
    if (isWord(Op) && !(I.isShift() && isa<ConstantInt>(Op)))
      In.push_back(Op);
  return In;
}

void Splitter::findWords() {
  for (Instruction &I : instructions(F))
    if (isWord(&I) && combinesHalves(I))
      Words.insert(&I);
  bool Changed = true;
  while (Changed)
    Changed = Words.remove_if([&](Instruction *I) {
      return !all_of(wordsIn(*I), [&](Value *V) {
        auto *Inner = dyn_cast<Instruction>(V);
        return isSource(V) || (Inner && Words.contains(Inner));
      });
    });
}

/// Whether \p Use takes the lower half of \p Word, or a part of it, and nothing
/// else.
static bool takesLow(const User *Use, const Value *Word) {
  return match(Use, m_Trunc(m_Specific(Word))) &&
         Use->getType()->getScalarSizeInBits() <= HalfBits;
}

/// Whether \p Use takes the upper half of \p Word, or a part of it.
static bool takesHigh(const User *Use, const Value *Word) {
  const APInt *By;
  return match(Use, m_LShr(m_Specific(Word), m_APInt(By))) &&
         By->uge(HalfBits) && By->ult(2 * HalfBits);
}

/// Whether nothing is taken out of \p Word but halves as they are.
static bool isUsedInHalves(const Value *Word) {
  auto IsHalf = [](const User *U, const Value *Of) {
    return takesLow(U, Of) && U->getType()->isIntegerTy(HalfBits);
  };
  return !Word->use_empty() && all_of(Word->users(), [&](const User *Use) {
    auto IsHalfOfIt = [&](const User *U) { return IsHalf(U, Use); };
    return IsHalf(Use, Word) ||
           (match(Use, m_LShr(m_Specific(Word), m_SpecificInt(HalfBits))) &&
            all_of(Use->users(), IsHalfOfIt));
  });
}

/// Whether \p V, a half that was taken out, is read as a single.
static bool isReadAsSingle(const User *Half) {
  return Half->getType()->isIntegerTy(HalfBits) &&
         any_of(Half->users(), [](const User *U) {
           return isa<BitCastInst>(U) && U->getType()->isFloatTy();
         });
}

/// Whether one half of \p Word is a single, as what puts it there or takes it
/// out shows.
static bool showsSingle(const Instruction &Word) {
  if (auto *Extended = dyn_cast<ZExtInst>(&Word)) {
    auto *Cast = dyn_cast<BitCastInst>(Extended->getOperand(0));
    return Cast && Cast->getSrcTy()->isFloatTy();
  }
  return any_of(Word.users(), [&](const User *Use) {
    if (takesLow(Use, &Word))
      return isReadAsSingle(Use);
    return takesHigh(Use, &Word) && any_of(Use->users(), [&](const User *U) {
             return takesLow(U, Use) && isReadAsSingle(U);
           });
  });
}

/// Whether words of \p F may consist of singles: some are seen, or nothing else.
static bool mayHandleSingles(Function &F) {
  bool Doubles = false;
  for (const Instruction &I : instructions(F)) {
    const Type *T = I.getType()->getScalarType();
    if (T->isFloatTy())
      return true;
    Doubles |= T->isDoubleTy();
  }
  return !Doubles;
}

/// A single in one half shows what the words are from which it comes and to
/// which it goes; a shift alone only the latter, and nothing where there are
/// doubles only: words of two numbers stay whole.
void Splitter::findSplit() {
  const bool ShiftsShow = mayHandleSingles(F);
  SmallSetVector<Value *, 8> Singles;
  for (Instruction &I : instructions(F)) {
    if (!isWord(&I) || !(isSource(&I) || Words.contains(&I)))
      continue;
    if (showsSingle(I))
      Singles.insert(&I);
    if (isa<LoadInst>(I) && isUsedInHalves(&I))
      Split.insert(&I);
    if (ShiftsShow && I.getOpcode() == Instruction::Shl)
      Split.insert(&I);
  }
  bool Changed = true;
  while (Changed) {
    Changed = false;
    for (Instruction *I : Words) {
      SmallVector<Value *, 4> In = wordsIn(*I);
      if (Singles.contains(I))
        for (Value *V : In)
          Changed |= isa<Instruction>(V) && Singles.insert(V);
      auto IsSingle = [&](Value *V) { return Singles.contains(V); };
      Changed |= any_of(In, IsSingle) && Singles.insert(I);
      auto IsSplit = [&](Value *V) {
        return Split.contains(V) && !isa<LoadInst>(V);
      };
      Changed |= any_of(In, IsSplit) && Split.insert(I);
    }
  }
  Split.insert(Singles.begin(), Singles.end());
}

/// What a bitwise operation makes of two halves; a half that it only lets
/// through stays as it is.
static Value *combined(IRBuilder<> &B, Instruction::BinaryOps Code, Value *X,
                       Value *Y) {
  if (isa<Constant>(X))
    std::swap(X, Y);
  if (match(Y, m_Zero()))
    return Code == Instruction::And ? Y : X;
  if (Code == Instruction::And && match(Y, m_AllOnes()))
    return X;
  return B.CreateBinOp(Code, X, Y);
}

Halves Splitter::halvesOfPhi(PHINode &Phi) {
  IRBuilder<> B(&Phi);
  PHINode *Low = B.CreatePHI(Half, Phi.getNumIncomingValues());
  PHINode *High = B.CreatePHI(Half, Phi.getNumIncomingValues());
  // Known before the operands, which may lead here again.
  Known[&Phi] = {Low, High};
  for (unsigned I = 0; I != Phi.getNumIncomingValues(); ++I) {
    Halves In = halvesOf(Phi.getIncomingValue(I));
    Low->addIncoming(In.Low, Phi.getIncomingBlock(I));
    High->addIncoming(In.High, Phi.getIncomingBlock(I));
  }
  return {Low, High};
}

Halves Splitter::makeHalves(Value *V) {
  Value *Zero = Constant::getNullValue(Half);
  if (auto *C = dyn_cast<ConstantInt>(V)) {
    uint64_t Bits = C->getZExtValue();
    return {ConstantInt::get(Half, Lo_32(Bits)),
            ConstantInt::get(Half, Hi_32(Bits))};
  }
  if (isa<UndefValue>(V))
    return {UndefValue::get(Half), UndefValue::get(Half)};
  auto &I = cast<Instruction>(*V);
  if (auto *Phi = dyn_cast<PHINode>(&I))
    return halvesOfPhi(*Phi);
  IRBuilder<> B(&I);
  if (auto *L = dyn_cast<LoadInst>(&I)) {
    Value *At = L->getPointerOperand();
    Value *Above = B.CreateConstInBoundsGEP1_64(Half, At, 1);
    return {B.CreateAlignedLoad(Half, At, L->getAlign()),
            B.CreateAlignedLoad(Half, Above,
                                commonAlignment(L->getAlign(), HalfBits / 8))};
  }
  if (auto *Extended = dyn_cast<ZExtInst>(&I);
      Extended && Extended->getSrcTy()->isIntegerTy(HalfBits))
    return {Extended->getOperand(0), Zero};
  if (auto *S = dyn_cast<SelectInst>(&I)) {
    Halves True = halvesOf(S->getTrueValue());
    Halves False = halvesOf(S->getFalseValue());
    return {B.CreateSelect(S->getCondition(), True.Low, False.Low),
            B.CreateSelect(S->getCondition(), True.High, False.High)};
  }
  if (!Words.contains(&I)) {
    IRBuilder<> After(I.getParent(), std::next(I.getIterator()));
    return {After.CreateTrunc(&I, Half), Zero};
  }
  Halves X = halvesOf(I.getOperand(0));
  switch (I.getOpcode()) {
  case Instruction::Shl:
    return {Zero, X.Low};
  case Instruction::LShr:
    return {X.High, Zero};
  default: {
    Halves Y = halvesOf(I.getOperand(1));
    auto Code = cast<BinaryOperator>(I).getOpcode();
    return {combined(B, Code, X.Low, Y.Low), combined(B, Code, X.High, Y.High)};
  }
  }
}

Halves Splitter::halvesOf(Value *V) {
  if (auto It = Known.find(V); It != Known.end())
    return It->second;
  Halves Made = makeHalves(V);
  return Known[V] = Made;
}

void Splitter::splitStore(StoreInst &S) {
  Halves Parts = halvesOf(S.getValueOperand());
  IRBuilder<> B(&S);
  Value *At = S.getPointerOperand();
  B.CreateAlignedStore(Parts.Low, At, S.getAlign());
  B.CreateAlignedStore(Parts.High, B.CreateConstInBoundsGEP1_64(Half, At, 1),
                       commonAlignment(S.getAlign(), HalfBits / 8));
  S.eraseFromParent();
}

/// Takes what \p Use takes of \p Word out of the half in which it is.
bool Splitter::takePart(Instruction &Use, Value *Word) {
  IRBuilder<> B(&Use);
  if (takesLow(&Use, Word)) {
    Use.replaceAllUsesWith(B.CreateTrunc(halvesOf(Word).Low, Use.getType()));
    return true;
  }
  if (!takesHigh(&Use, Word))
    return false;
  uint64_t By = cast<ConstantInt>(Use.getOperand(1))->getZExtValue() - HalfBits;
  Value *Part = halvesOf(Word).High;
  if (By)
    Part = B.CreateLShr(Part, By);
  for (User *U : make_early_inc_range(Use.users()))
    if (takesLow(U, &Use))
      U->replaceAllUsesWith(
          IRBuilder<>(cast<Instruction>(U)).CreateTrunc(Part, U->getType()));
  if (!Words.contains(&Use))
    Use.replaceAllUsesWith(B.CreateZExt(Part, Use.getType()));
  return true;
}

/// Where one half of \p Word is zero, what is done with it is done with the
/// other.
bool Splitter::takeOnlyHalf(Instruction &Word) {
  Halves Parts = halvesOf(&Word);
  if (!match(Parts.High, m_Zero()) || !Words.contains(&Word))
    return false;
  bool Changed = false;
  IRBuilder<> B(Word.getParent(), isa<PHINode>(Word)
                                      ? Word.getParent()->getFirstInsertionPt()
                                      : std::next(Word.getIterator()));
  Value *Whole = nullptr;
  for (Use &U : make_early_inc_range(Word.uses())) {
    auto *User = cast<Instruction>(U.getUser());
    if (Words.contains(User) || isa<StoreInst>(User))
      continue;
    if (!Whole)
      Whole = B.CreateZExt(Parts.Low, Word.getType());
    U.set(Whole);
    Changed = true;
  }
  return Changed;
}

void Splitter::removeDead() {
  SmallVector<WeakTrackingVH, 16> Dead, Phis;
  for (Instruction &I : instructions(F)) {
    if (isInstructionTriviallyDead(&I))
      Dead.push_back(&I);
    else if (isa<PHINode>(I))
      Phis.push_back(&I);
  }
  RecursivelyDeleteTriviallyDeadInstructions(Dead);
  for (WeakTrackingVH &Phi : Phis)
    if (Phi)
      RecursivelyDeleteDeadPHINode(cast<PHINode>(Phi));
}

void Splitter::run() {
  if (!F.getParent()->getDataLayout().isLittleEndian())
    return;
  findWords();
  findSplit();
  SmallVector<StoreInst *, 8> Stores;
  SmallVector<std::pair<Instruction *, Value *>, 8> Uses;
  for (Value *Word : Split)
    for (User *U : Word->users()) {
      auto *S = dyn_cast<StoreInst>(U);
      if (S && S->isSimple() && S->getValueOperand() == Word)
        Stores.push_back(S);
      else
        Uses.push_back({cast<Instruction>(U), Word});
    }
  bool Changed = !Stores.empty();
  for (StoreInst *S : Stores)
    splitStore(*S);
  for (auto &[Use, Word] : Uses)
    Changed |= takePart(*Use, Word);
  for (Value *Word : Split)
    Changed |= takeOnlyHalf(cast<Instruction>(*Word));
  if (Changed)
    removeDead();
}

void splitPackedHalves(Function &F) { Splitter(F).run(); }

} // namespace enzyme
