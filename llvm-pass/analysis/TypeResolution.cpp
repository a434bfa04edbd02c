//===- TypeResolution.cpp - Floats that travel as integers -----------------===//

#include "analysis/TypeResolution.h"
#include "prepare/Numbers.h"
#include "support/HandedOn.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace enzyme {

/// The float or pointer type with the size of \p T that \p KindAt finds its
/// pieces to have; null if they are integers or not known.
template <typename Query> static Type *floatTypeFor(Type *T, Query KindAt) {
  auto *IT = dyn_cast<IntegerType>(T);
  if (!IT || IT->getBitWidth() % 32 || IT->getBitWidth() > 256)
    return nullptr;
  unsigned Bytes = IT->getBitWidth() / 8;
  auto All = [&](ByteKind K, unsigned Size) {
    if (Bytes % Size)
      return false;
    for (unsigned At = 0; At != Bytes; At += Size)
      if (KindAt(At, Size) != K)
        return false;
    return true;
  };
  if (All(ByteKind::Pointer, 8) && Bytes == 8)
    return PointerType::get(T->getContext(), 0);
  Type *Element = nullptr;
  unsigned Size = 0;
  if (All(ByteKind::Double, 8)) {
    Element = Type::getDoubleTy(T->getContext());
    Size = 8;
  } else if (All(ByteKind::Float, 4)) {
    Element = Type::getFloatTy(T->getContext());
    Size = 4;
  } else {
    return nullptr;
  }
  return Bytes == Size ? Element : FixedVectorType::get(Element, Bytes / Size);
}

/// The operation on floats that masks or flips the sign as \p I does on their
/// bits: fabs, or copysign to stand for negation; else not_intrinsic.
static Intrinsic::ID signOperation(const Instruction &I) {
  if (I.getOpcode() != Instruction::And && I.getOpcode() != Instruction::Xor)
    return Intrinsic::not_intrinsic;
  auto *Mask = dyn_cast<ConstantInt>(I.getOperand(1));
  if (!Mask)
    return Intrinsic::not_intrinsic;
  if (I.getOpcode() == Instruction::And)
    return Mask->getValue().isMaxSignedValue() ? Intrinsic::fabs
                                               : Intrinsic::not_intrinsic;
  return Mask->getValue().isSignMask() ? Intrinsic::copysign
                                       : Intrinsic::not_intrinsic;
}

namespace {
/// The bits of a float that is not negative, with the sign of other bits.
struct SignCopy {
  Value *Magnitude, *Sign;
};
} // namespace

static std::optional<SignCopy> asSignCopy(const Instruction &I) {
  SignCopy Copy;
  if (!match(&I, m_c_Or(m_And(m_Value(Copy.Sign), m_SignMask()),
                        m_Value(Copy.Magnitude))))
    return std::nullopt;
  if (match(Copy.Magnitude,
            m_CombineOr(m_BitCast(m_Intrinsic<Intrinsic::fabs>()),
                        m_c_And(m_Value(), m_MaxSignedValue()))) ||
      match(Copy.Magnitude, m_NonNegative()))
    return Copy;
  return std::nullopt;
}

/// The float type that \p I, bits of that size, is used as; null if it is also
/// used as something else.
static Type *floatTypeOfUses(const Instruction &I) {
  Type *Used = nullptr;
  for (const User *U : I.users()) {
    auto *Cast = dyn_cast<BitCastInst>(U);
    if (!Cast || !Cast->getType()->isFloatingPointTy() ||
        (Used && Used != Cast->getType()))
      return nullptr;
    Used = Cast->getType();
  }
  return Used;
}

Value *neighbourOf(const Instruction &Cast) {
  auto *Back = dyn_cast<BitCastInst>(&Cast);
  auto *Sum = Back ? dyn_cast<BinaryOperator>(Back->getOperand(0)) : nullptr;
  if (!Sum || (Sum->getOpcode() != Instruction::Add &&
               Sum->getOpcode() != Instruction::Sub))
    return nullptr;
  auto *There = dyn_cast<BitCastInst>(Sum->getOperand(0));
  auto *Distance = dyn_cast<ConstantInt>(Sum->getOperand(1));
  const unsigned MaxDistance = 1024;
  if (!There || !Distance || There->getSrcTy() != Back->getDestTy() ||
      !Back->getDestTy()->isDoubleTy() ||
      Distance->getValue().abs().ugt(MaxDistance))
    return nullptr;
  return There->getOperand(0);
}

bool retype(const Retypings &Work, bool Words) {
  for (auto &[I, Target] : Work) {
    IRBuilder<> B(I);
    MDNode *Mark = Words ? MDNode::get(I->getContext(), {}) : nullptr;
    if (auto *S = dyn_cast<StoreInst>(I)) {
      S->setOperand(0, B.CreateBitOrPointerCast(S->getValueOperand(), Target));
      S->setMetadata(WordAccess, Mark);
      continue;
    }
    Type *Old = I->getType();
    Instruction *New;
    if (auto *L = dyn_cast<LoadInst>(I)) {
      LoadInst *N = B.CreateAlignedLoad(Target, L->getPointerOperand(),
                                        L->getAlign(), L->isVolatile());
      N->setMetadata(WordAccess, Mark);
      New = N;
    } else if (auto *P = dyn_cast<PHINode>(I)) {
      PHINode *N = B.CreatePHI(Target, P->getNumIncomingValues());
      for (unsigned In = 0; In != P->getNumIncomingValues(); ++In) {
        BasicBlock *From = P->getIncomingBlock(In);
        // A switch may reach this block by several edges: one value for all.
        int Known = N->getBasicBlockIndex(From);
        IRBuilder<> Edge(From->getTerminator());
        Edge.SetCurrentDebugLocation(P->getDebugLoc());
        N->addIncoming(Known >= 0
                           ? N->getIncomingValue(Known)
                           : Edge.CreateBitOrPointerCast(P->getIncomingValue(In), Target),
                       From);
      }
      New = N;
    } else if (auto *F = dyn_cast<FreezeInst>(I)) {
      New = cast<Instruction>(
          B.CreateFreeze(B.CreateBitOrPointerCast(F->getOperand(0), Target)));
    } else if (std::optional<SignCopy> Copy = asSignCopy(*I)) {
      New = cast<Instruction>(
          B.CreateCopySign(B.CreateBitCast(Copy->Magnitude, Target),
                           B.CreateBitCast(Copy->Sign, Target)));
    } else if (isa<BinaryOperator>(I)) {
      Value *Float = B.CreateBitCast(I->getOperand(0), Target);
      New = signOperation(*I) == Intrinsic::fabs
                ? B.CreateUnaryIntrinsic(Intrinsic::fabs, Float)
                : cast<Instruction>(B.CreateFNeg(Float));
    } else {
      auto *S = cast<SelectInst>(I);
      New = cast<Instruction>(B.Insert(SelectInst::Create(
          S->getCondition(), B.CreateBitOrPointerCast(S->getTrueValue(), Target),
          B.CreateBitOrPointerCast(S->getFalseValue(), Target))));
    }
    New->setDebugLoc(I->getDebugLoc());
    IRBuilder<> After(I->getParent(), isa<PHINode>(I)
                                          ? I->getParent()->getFirstInsertionPt()
                                          : std::next(New->getIterator()));
    After.SetCurrentDebugLocation(I->getDebugLoc());
    I->replaceAllUsesWith(After.CreateBitOrPointerCast(New, Old));
    I->eraseFromParent();
  }
  return !Work.empty();
}

/// The element of a vector of floats that \p T takes out of its bits; null if it
/// does something else.
static Value *elementTaken(IRBuilder<> &B, TruncInst &T) {
  Value *Bits = T.getOperand(0);
  uint64_t Skipped = 0;
  if (auto *Shift = dyn_cast<BinaryOperator>(Bits);
      Shift && Shift->getOpcode() == Instruction::LShr)
    if (auto *By = dyn_cast<ConstantInt>(Shift->getOperand(1))) {
      Bits = Shift->getOperand(0);
      Skipped = By->getLimitedValue();
    }
  auto *Cast = dyn_cast<BitCastInst>(Bits);
  auto *Vector = Cast ? dyn_cast<FixedVectorType>(Cast->getSrcTy()) : nullptr;
  if (!Vector || !Vector->getElementType()->isFloatingPointTy())
    return nullptr;
  uint64_t Size = Vector->getScalarSizeInBits();
  if (Size != T.getType()->getIntegerBitWidth() || Skipped % Size ||
      Skipped / Size >= Vector->getNumElements())
    return nullptr;
  return B.CreateExtractElement(Cast->getOperand(0), Skipped / Size);
}

/// The same if \p Part is an element of the vector as integers.
static Value *elementTaken(IRBuilder<> &B, ExtractElementInst &Part) {
  auto *Cast = dyn_cast<BitCastInst>(Part.getVectorOperand());
  Type *From = Cast ? Cast->getSrcTy() : nullptr;
  if (!From || !From->isVectorTy() || !From->isFPOrFPVectorTy() ||
      From->getScalarSizeInBits() != Part.getType()->getScalarSizeInBits())
    return nullptr;
  return B.CreateExtractElement(Cast->getOperand(0), Part.getIndexOperand());
}

/// Pieces of integers that are vectors of floats are elements of these.
static void takeElements(Function &F) {
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    if (!I.getType()->isIntegerTy())
      continue;
    IRBuilder<> B(&I);
    Value *Element = nullptr;
    if (auto *T = dyn_cast<TruncInst>(&I))
      Element = elementTaken(B, *T);
    else if (auto *Part = dyn_cast<ExtractElementInst>(&I))
      Element = elementTaken(B, *Part);
    if (!Element)
      continue;
    I.replaceAllUsesWith(B.CreateBitCast(Element, I.getType()));
    I.eraseFromParent();
  }
}

/// Casts to the integer and back again are in nobody's interest.
static void foldRoundTrips(Function &F) {
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    auto *Back = dyn_cast<BitCastInst>(&I);
    auto *There = Back ? dyn_cast<BitCastInst>(Back->getOperand(0)) : nullptr;
    if (There && There->getSrcTy() == Back->getDestTy()) {
      Back->replaceAllUsesWith(There->getOperand(0));
      Back->eraseFromParent();
    }
  }
  for (Instruction &I : make_early_inc_range(instructions(F)))
    if (isa<BitCastInst>(I) && I.use_empty())
      I.eraseFromParent();
}

/// An integer made of one that is smaller than a float.
static bool isWidened(const Value &V) {
  auto *Cast = dyn_cast<CastInst>(&V);
  return Cast && (isa<ZExtInst>(Cast) || isa<SExtInst>(Cast)) &&
         Cast->getSrcTy()->getScalarSizeInBits() < 32;
}

bool resolveTypes(Function &F, MemoryModel &Memory,
                  const ActivityAnalysis *Activities) {
  Retypings Work;
  auto OfContent = [&](Value *V) {
    return floatTypeFor(V->getType(), [&](unsigned At, unsigned Size) {
      return Memory.kindOfContent(V, At, Size);
    });
  };
  for (Instruction &I : instructions(F)) {
    Type *Target = nullptr;
    if (auto *S = dyn_cast<StoreInst>(&I)) {
      if (isa<ConstantInt>(S->getValueOperand())) {
        // A constant says nothing itself: the memory it is stored to does.
        unsigned Size = S->getValueOperand()->getType()->getIntegerBitWidth() / 8;
        Target = Size == 4 || Size == 8
                     ? floatTypeFor(S->getValueOperand()->getType(),
                                    [&](unsigned, unsigned Bytes) {
                                      return Bytes == Size
                                                 ? Memory.kindAt(
                                                       S->getPointerOperand(),
                                                       Bytes)
                                                 : ByteKind::Unknown;
                                    })
                     : nullptr;
      } else {
        Target = OfContent(S->getValueOperand());
      }
      if (S->isAtomic())
        Target = nullptr;
    } else if (auto *L = dyn_cast<LoadInst>(&I)) {
      Target = L->isAtomic() ? nullptr : OfContent(L);
    } else if (isa<PHINode>(I) || isa<SelectInst>(I) || isa<FreezeInst>(I)) {
      Target = OfContent(&I);
    } else if (signOperation(I) != Intrinsic::not_intrinsic || asSignCopy(I)) {
      Target = asSignCopy(I) ? floatTypeOfUses(I) : nullptr;
      if (!Target)
        Target = OfContent(&I);
      if (Target && !Target->isFloatingPointTy())
        Target = nullptr;
    }
    // An integer that is no float's ends the float that was there.
    const Value *Bits = isa<StoreInst>(I) ? I.getOperand(0) : &I;
    if (Activities && !isa<LoadInst>(I) && !isa<Constant>(Bits) &&
        (!Activities->carriesBits(Bits) || isWidened(*Bits)))
      Target = nullptr;
    // Where it is kept there are addresses too: it stays what it is.
    if (Target && Target->isPointerTy() && !isa<LoadInst>(I) &&
        isNumber(isa<StoreInst>(I) ? *cast<StoreInst>(I).getValueOperand() : I))
      Target = nullptr;
    if (Target)
      Work.push_back({&I, Target});
  }
  bool Changed = retype(Work, /*Words=*/false);
  // Simplification undoes this, so that it is no change of what is known.
  takeElements(F);
  if (Changed)
    foldRoundTrips(F);
  return Changed;
}

/// A double, or a vector of them, as large as \p T, if one of its words may be
/// a double and all others are words of their own.
template <typename Query> static Type *wordTypeFor(Type *T, Query KindAt) {
  auto *IT = dyn_cast<IntegerType>(T);
  if (!IT || IT->getBitWidth() % 64 || IT->getBitWidth() > 256)
    return nullptr;
  unsigned Words = IT->getBitWidth() / 64;
  bool MayBeDouble = false;
  for (unsigned At = 0; At != Words; ++At) {
    ByteKind Kind = KindAt(8 * At, 8);
    MayBeDouble |= Kind == ByteKind::Conflict || Kind == ByteKind::Double;
  }
  if (!MayBeDouble)
    return nullptr;
  Type *Double = Type::getDoubleTy(T->getContext());
  return Words == 1 ? Double : FixedVectorType::get(Double, Words);
}

/// What hands on an integer of the size of a double as it is.
static bool handsOnWord(const Value *V) {
  return V->getType()->isIntegerTy(64) && handsOn(*V);
}

/// Lets those of \p F that hand on integers, some of which are the bits of active
/// doubles, and become some again, hand on doubles: in one variant of an enum the
/// word is a number of another kind.
static SmallSetVector<Instruction *, 16>
handingOnDoubles(Function &F, const ActivityAnalysis &Activities) {
  SmallSetVector<Instruction *, 16> Found;
  SmallPtrSet<Instruction *, 16> Seen;
  auto IsActiveCast = [&](Value *V, Value *Double) {
    return isa<BitCastInst>(V) && Double->getType()->isDoubleTy() &&
           Activities.isActive(Double);
  };
  for (Instruction &First : instructions(F)) {
    if (!handsOnWord(&First) || !Seen.insert(&First).second)
      continue;
    SmallSetVector<Instruction *, 16> Web;
    Web.insert(&First);
    bool FromDouble = false, ToDouble = false;
    for (unsigned Next = 0; Next != Web.size(); ++Next) {
      Instruction *I = Web[Next];
      Seen.insert(I);
      for (Value *Op : drop_begin(I->operands(), isa<SelectInst>(I))) {
        if (handsOnWord(Op))
          Web.insert(cast<Instruction>(Op));
        else if (auto *Cast = dyn_cast<BitCastInst>(Op))
          FromDouble |= IsActiveCast(Cast, Cast->getOperand(0));
      }
      for (User *U : I->users()) {
        if (handsOnWord(U))
          Web.insert(cast<Instruction>(U));
        ToDouble |= IsActiveCast(U, U);
      }
    }
    if (FromDouble && ToDouble)
      Found.insert(Web.begin(), Web.end());
  }
  return Found;
}

void resolveWords(Function &F, MemoryModel &Memory,
                  const ActivityAnalysis &Activities) {
  Retypings Work;
  auto OfDoubles = handingOnDoubles(F, Activities);
  for (Instruction &I : instructions(F)) {
    Type *Target = nullptr;
    if (OfDoubles.contains(&I)) {
      Work.push_back({&I, Type::getDoubleTy(F.getContext())});
      continue;
    }
    if (auto *S = dyn_cast<StoreInst>(&I)) {
      const Value *To = S->getPointerOperand();
      // Half a word may be a float: then it is no adjoint as a whole.
      if (!S->isAtomic() && Activities.hasShadow(To) &&
          !Activities.mayHoldSingles(To))
        Target = wordTypeFor(S->getValueOperand()->getType(),
                             [&](unsigned At, unsigned Size) {
                               return Memory.kindAt(To, Size, At);
                             });
    } else if ((isa<LoadInst>(I) && !I.isAtomic()) || isa<PHINode>(I) ||
               isa<SelectInst>(I) || isa<FreezeInst>(I)) {
      if (Activities.isActive(&I) && !Activities.mayHoldSingles(&I))
        Target = wordTypeFor(I.getType(), [&](unsigned At, unsigned Size) {
          return Memory.kindOfContent(&I, At, Size);
        });
    }
    if (Target)
      Work.push_back({&I, Target});
  }
  if (retype(Work, /*Words=*/true))
    foldRoundTrips(F);
}

} // namespace enzyme
