//===- PackedHalves.cpp - Words that are put together from two halves ------===//

#include "prepare/PackedHalves.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace enzyme {

namespace {

constexpr unsigned HalfBits = 32;
constexpr uint64_t LowMask = 0xffffffff;

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
  void findPacked();
  Halves halvesOf(Value *V);
  Halves makeHalves(Value *V);
  Halves halvesOfPhi(PHINode &Phi);
  void splitStore(StoreInst &S);
  bool takeHalf(Instruction &Use, Value *Word);
  void removeDead();

  Function &F;
  Type *Half;
  /// What is shifted, joined and chosen, and consists of halves throughout.
  SmallSetVector<Instruction *, 8> Words;
  /// Those in which a half was put into its place by a shift.
  SmallPtrSet<Value *, 8> Packed;
  DenseMap<Value *, Halves> Known;
};

} // namespace

static bool isWord(const Value *V) {
  return V->getType()->isIntegerTy(2 * HalfBits);
}

static bool isMask(const Value *V) {
  auto *C = dyn_cast<ConstantInt>(V);
  return C && (C->getZExtValue() == LowMask || C->getZExtValue() == ~LowMask);
}

/// Whether \p V has halves by itself.
static bool isSource(const Value *V) {
  if (auto *L = dyn_cast<LoadInst>(V))
    return L->isSimple();
  if (auto *Z = dyn_cast<ZExtInst>(V))
    return Z->getSrcTy()->isIntegerTy(HalfBits);
  return isa<ConstantInt, UndefValue>(V);
}

/// Whether \p I has halves if the words that it works on have.
static bool combinesHalves(const Instruction &I) {
  if (isa<PHINode, SelectInst>(I) || I.getOpcode() == Instruction::Or)
    return true;
  return match(&I, m_LogicalShift(m_Value(), m_SpecificInt(HalfBits))) ||
         (I.getOpcode() == Instruction::And && isMask(I.getOperand(1)));
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

void Splitter::findPacked() {
  auto ShiftsUp = [](const Instruction *I) {
    return I->getOpcode() == Instruction::Shl;
  };
  auto IsFloat = [](const Value *V) {
    Value *Narrow;
    auto *Cast = match(V, m_ZExt(m_Value(Narrow))) ? dyn_cast<BitCastInst>(Narrow)
                                                    : nullptr;
    return isWord(V) && Cast && Cast->getSrcTy()->isFloatTy();
  };
  for (Instruction &I : instructions(F))
    if (IsFloat(&I))
      Packed.insert(&I);
  bool Changed = true;
  while (Changed) {
    Changed = false;
    for (Instruction *I : Words)
      if (!Packed.contains(I) &&
          (ShiftsUp(I) || any_of(wordsIn(*I), [&](Value *V) {
             return Packed.contains(V);
           })))
        Changed |= Packed.insert(I).second;
  }
}

static Value *joined(IRBuilder<> &B, Value *X, Value *Y) {
  if (match(X, m_Zero()))
    return Y;
  return match(Y, m_Zero()) ? X : B.CreateOr(X, Y);
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
    return {ConstantInt::get(Half, Bits & LowMask),
            ConstantInt::get(Half, Bits >> HalfBits)};
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
  if (isa<ZExtInst>(I))
    return {I.getOperand(0), Zero};
  if (auto *S = dyn_cast<SelectInst>(&I)) {
    Halves True = halvesOf(S->getTrueValue());
    Halves False = halvesOf(S->getFalseValue());
    return {B.CreateSelect(S->getCondition(), True.Low, False.Low),
            B.CreateSelect(S->getCondition(), True.High, False.High)};
  }
  Halves X = halvesOf(I.getOperand(0));
  switch (I.getOpcode()) {
  case Instruction::Shl:
    return {Zero, X.Low};
  case Instruction::LShr:
    return {X.High, Zero};
  case Instruction::And:
    return cast<ConstantInt>(I.getOperand(1))->getZExtValue() == LowMask
               ? Halves{X.Low, Zero}
               : Halves{Zero, X.High};
  default: {
    Halves Y = halvesOf(I.getOperand(1));
    return {joined(B, X.Low, Y.Low), joined(B, X.High, Y.High)};
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

/// Whether \p Use takes the lower half of \p Word and nothing else.
static bool takesLow(const User *Use, const Value *Word) {
  return match(Use, m_Trunc(m_Specific(Word))) &&
         Use->getType()->isIntegerTy(HalfBits);
}

static bool takesHigh(const User *Use, const Value *Word) {
  return match(Use, m_LShr(m_Specific(Word), m_SpecificInt(HalfBits)));
}

static bool isUsedInHalves(Value *Word) {
  return !Word->use_empty() && all_of(Word->users(), [&](User *Use) {
    return takesLow(Use, Word) ||
           (takesHigh(Use, Word) &&
            all_of(Use->users(), [&](User *U) { return takesLow(U, Use); }));
  });
}

bool Splitter::takeHalf(Instruction &Use, Value *Word) {
  if (takesLow(&Use, Word)) {
    Use.replaceAllUsesWith(halvesOf(Word).Low);
    return true;
  }
  if (!takesHigh(&Use, Word))
    return false;
  // What is left of the shift is a truncation of the extended half.
  for (User *U : make_early_inc_range(Use.users()))
    if (takesLow(U, &Use))
      U->replaceAllUsesWith(halvesOf(Word).High);
  return true;
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
  findPacked();
  SmallVector<StoreInst *, 8> Stores;
  SmallVector<std::pair<Instruction *, Value *>, 8> Uses;
  for (Instruction &I : instructions(F)) {
    auto *S = dyn_cast<StoreInst>(&I);
    if (S && S->isSimple() && Packed.contains(S->getValueOperand()))
      Stores.push_back(S);
    bool IsLoaded = isWord(&I) && isa<LoadInst>(I) && isSource(&I) &&
                    isUsedInHalves(&I);
    if (IsLoaded || (Packed.contains(&I) && Words.contains(&I)))
      for (User *U : I.users())
        Uses.push_back({cast<Instruction>(U), &I});
  }
  bool Changed = !Stores.empty();
  for (StoreInst *S : Stores)
    splitStore(*S);
  for (auto &[Use, Word] : Uses)
    Changed |= takeHalf(*Use, Word);
  if (Changed)
    removeDead();
}

void splitPackedHalves(Function &F) { Splitter(F).run(); }

} // namespace enzyme
