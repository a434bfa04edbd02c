//===- UnusedLanes.cpp - Vectors of which some lanes are not used ---------===//

#include "prepare/UnusedLanes.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/VectorUtils.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

namespace {
/// Which lanes of the vectors of a function are used.
class LaneUses {
public:
  explicit LaneUses(Function &F);
  /// One bit a lane.
  APInt of(const Value &V) const;

private:
  APInt usedBy(const Use &U) const;
  DenseMap<const Value *, APInt> Used;
};
} // namespace

static unsigned lanesOf(const Value &V) {
  auto *T = dyn_cast<FixedVectorType>(V.getType());
  return T ? T->getNumElements() : 0;
}

/// Whether each lane of \p I comes from the same lane of its operands.
static bool isByLanes(const Instruction &I) {
  if (auto *Call = dyn_cast<IntrinsicInst>(&I))
    return isTriviallyVectorizable(Call->getIntrinsicID());
  auto *Cast = dyn_cast<CastInst>(&I);
  return isa<BinaryOperator>(I) || isa<UnaryOperator>(I) || isa<CmpInst>(I) ||
         isa<SelectInst>(I) || isa<FreezeInst>(I) || isa<PHINode>(I) ||
         (Cast && lanesOf(*Cast->getOperand(0)) == lanesOf(I));
}

APInt LaneUses::of(const Value &V) const {
  auto It = Used.find(&V);
  return It == Used.end() ? APInt::getZero(lanesOf(V)) : It->second;
}

/// Which lanes of \p U are used for what its user is used for.
APInt LaneUses::usedBy(const Use &U) const {
  const auto *I = cast<Instruction>(U.getUser());
  unsigned Lanes = lanesOf(*U.get());
  if (isByLanes(*I) && lanesOf(*I) == Lanes)
    return of(*I);
  if (auto *E = dyn_cast<ExtractElementInst>(I))
    if (auto *At = dyn_cast<ConstantInt>(E->getIndexOperand()))
      if (At->getValue().ult(Lanes))
        return APInt::getOneBitSet(Lanes, At->getZExtValue());
  if (auto *S = dyn_cast<ShuffleVectorInst>(I)) {
    APInt Result = APInt::getZero(Lanes), OfShuffle = of(*S);
    unsigned First = U.getOperandNo() * Lanes;
    for (auto [Lane, From] : enumerate(S->getShuffleMask()))
      if (OfShuffle[Lane] && From >= int(First) && From < int(First + Lanes))
        Result.setBit(From - First);
    return Result;
  }
  auto *E = dyn_cast<InsertElementInst>(I);
  auto *At = E ? dyn_cast<ConstantInt>(E->getOperand(2)) : nullptr;
  if (At && At->getValue().ult(Lanes) && U.getOperandNo() == 0) {
    APInt Result = of(*E);
    Result.clearBit(At->getZExtValue());
    return Result;
  }
  return APInt::getAllOnes(Lanes);
}

LaneUses::LaneUses(Function &F) {
  SmallSetVector<Instruction *, 32> Work;
  for (Instruction &I : instructions(F))
    Work.insert(&I);
  // The last first: what is used is known before what it is made of. Uses only
  // become more.
  while (!Work.empty()) {
    Instruction *I = Work.pop_back_val();
    for (const Use &U : I->operands()) {
      auto *Operand = dyn_cast<Instruction>(U.get());
      if (!Operand || lanesOf(*Operand) == 0)
        continue;
      APInt Before = of(*Operand), After = Before | usedBy(U);
      if (After == Before)
        continue;
      Used[Operand] = After;
      Work.insert(Operand);
    }
  }
}

/// \p I, of its operands' lane \p Lane.
static Value *laneOf(IRBuilder<> &B, Instruction &I, unsigned Lane) {
  Instruction *OfLane = I.clone();
  for (Use &U : OfLane->operands())
    if (lanesOf(*U.get()) != 0)
      U = B.CreateExtractElement(U.get(), Lane);
  if (auto *Call = dyn_cast<IntrinsicInst>(&I)) {
    SmallVector<Value *, 4> Arguments;
    SmallVector<Type *, 2> Types{I.getType()->getScalarType()};
    for (Use &U : cast<CallInst>(OfLane)->args())
      Arguments.push_back(U.get());
    Intrinsic::ID ID = Call->getIntrinsicID();
    if (ID == Intrinsic::powi || ID == Intrinsic::ldexp)
      Types.push_back(Arguments[1]->getType());
    OfLane->deleteValue();
    CallInst *Result = B.CreateIntrinsic(ID, Types, Arguments);
    Result->copyFastMathFlags(&I);
    return Result;
  }
  OfLane->mutateType(I.getType()->getScalarType());
  return B.Insert(OfLane);
}

void splitUnusedLanes(Function &F) {
  LaneUses Uses(F);
  SmallVector<std::pair<Instruction *, APInt>, 8> Found;
  for (Instruction &I : instructions(F)) {
    bool OfFloats = lanesOf(I) != 0 && I.getType()->isFPOrFPVectorTy();
    if (!OfFloats || !isByLanes(I) || isa<PHINode>(I) || isa<FreezeInst>(I))
      continue;
    APInt Used = Uses.of(I);
    if (!Used.isZero() && !Used.isAllOnes())
      Found.push_back({&I, Used});
  }
  for (auto &[I, Used] : Found) {
    IRBuilder<> B(I);
    Value *Result = PoisonValue::get(I->getType());
    for (unsigned Lane = 0; Lane != lanesOf(*I); ++Lane)
      if (Used[Lane])
        Result = B.CreateInsertElement(Result, laneOf(B, *I, Lane), Lane);
    I->replaceAllUsesWith(Result);
    I->eraseFromParent();
  }
}

} // namespace enzyme
