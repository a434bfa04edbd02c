//===- TypeResolution.cpp - Floats that travel as integers -----------------===//

#include "analysis/TypeResolution.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

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

bool resolveTypes(Function &F, MemoryModel &Memory) {
  SmallVector<std::pair<Instruction *, Type *>, 16> Work;
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
    } else if (isa<PHINode>(I) || isa<SelectInst>(I)) {
      Target = OfContent(&I);
    } else if (signOperation(I) != Intrinsic::not_intrinsic) {
      Target = OfContent(&I);
      if (Target && !Target->isFloatingPointTy())
        Target = nullptr;
    }
    if (Target)
      Work.push_back({&I, Target});
  }
  for (auto &[I, Target] : Work) {
    IRBuilder<> B(I);
    if (auto *S = dyn_cast<StoreInst>(I)) {
      S->setOperand(0, B.CreateBitOrPointerCast(S->getValueOperand(), Target));
      continue;
    }
    Type *Old = I->getType();
    Instruction *New;
    if (auto *L = dyn_cast<LoadInst>(I)) {
      LoadInst *N = B.CreateAlignedLoad(Target, L->getPointerOperand(),
                                        L->getAlign(), L->isVolatile());
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

} // namespace enzyme
