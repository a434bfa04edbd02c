//===- PairedResults.cpp - Intrinsics with two results ---------------------===//

#include "prepare/PairedResults.h"
#include "support/Compat.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

static bool isPair(const IntrinsicInst &I) {
  Intrinsic::ID Id = I.getIntrinsicID();
  return Id == SincosIntrinsic || Id == ModfIntrinsic;
}

static std::pair<Value *, Value *> resultsOf(IRBuilder<> &B,
                                             IntrinsicInst &I) {
  Value *X = I.getArgOperand(0);
  auto Unary = [&](Intrinsic::ID Id, Value *V) {
    return B.CreateUnaryIntrinsic(Id, V);
  };
  if (I.getIntrinsicID() == SincosIntrinsic)
    return {Unary(Intrinsic::sin, X), Unary(Intrinsic::cos, X)};
  Value *Whole = Unary(Intrinsic::trunc, X);
  Value *IsInfinite = B.CreateFCmpOEQ(Unary(Intrinsic::fabs, X),
                                      ConstantFP::getInfinity(X->getType()));
  Value *Rest = B.CreateSelect(IsInfinite, ConstantFP::getZero(X->getType()),
                               B.CreateFSub(X, Whole));
  return {B.CreateCopySign(Rest, X), Whole};
}

void separateResults(Function &F) {
  SmallVector<IntrinsicInst *, 4> Pairs;
  for (Instruction &I : instructions(F))
    if (auto *II = dyn_cast<IntrinsicInst>(&I); II && isPair(*II))
      Pairs.push_back(II);
  for (IntrinsicInst *II : Pairs) {
    IRBuilder<> B(II);
    auto [First, Second] = resultsOf(B, *II);
    Value *Both = PoisonValue::get(II->getType());
    Both = B.CreateInsertValue(Both, First, 0);
    II->replaceAllUsesWith(B.CreateInsertValue(Both, Second, 1));
    II->eraseFromParent();
  }
}

} // namespace enzyme
