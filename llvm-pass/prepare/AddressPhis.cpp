//===- AddressPhis.cpp - Pointers of which only the number is read ---------===//

#include "prepare/AddressPhis.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace enzyme {

using PhiSet = SmallSetVector<PHINode *, 8>;

/// A cast between pointers and numbers that loses no bit.
static bool isWhole(const CastInst &Cast) {
  const DataLayout &DL = Cast.getModule()->getDataLayout();
  return CastInst::isNoopCast(Cast.getOpcode(), Cast.getSrcTy(),
                              Cast.getDestTy(), DL);
}

/// Whether \p P is used as a number only, or by others of \p Phis.
static bool isReadAsNumber(const PHINode &P, const PhiSet &Phis) {
  return all_of(P.users(), [&](const User *U) {
    if (auto *Cast = dyn_cast<PtrToIntInst>(U))
      return isWhole(*Cast);
    auto *Phi = dyn_cast<PHINode>(U);
    return Phi && Phis.contains(const_cast<PHINode *>(Phi));
  });
}

static bool takesNumber(const PHINode &P) {
  return any_of(P.incoming_values(), [](const Use &U) {
    auto *Cast = dyn_cast<IntToPtrInst>(U.get());
    return Cast && isWhole(*Cast);
  });
}

/// The phis of pointers of which only the number is read.
static PhiSet numberPhis(Function &F) {
  PhiSet Phis;
  for (Instruction &I : instructions(F))
    if (auto *P = dyn_cast<PHINode>(&I); P && P->getType()->isPointerTy())
      Phis.insert(P);
  while (Phis.remove_if([&](PHINode *P) { return !isReadAsNumber(*P, Phis); }))
    ;
  return Phis;
}

/// Those of them that take a number, and those that hand on to one another.
static PhiSet addressPhis(Function &F) {
  PhiSet All = numberPhis(F), Phis;
  for (PHINode *P : All)
    if (takesNumber(*P))
      Phis.insert(P);
  for (unsigned Next = 0; Next != Phis.size(); ++Next) {
    PHINode *P = Phis[Next];
    SmallVector<Value *, 8> Near(P->incoming_values());
    append_range(Near, P->users());
    for (Value *V : Near)
      if (auto *Phi = dyn_cast<PHINode>(V); Phi && All.contains(Phi))
        Phis.insert(Phi);
  }
  return Phis;
}

void numberAddressPhis(Function &F) {
  PhiSet Phis = addressPhis(F);
  if (Phis.empty())
    return;
  const DataLayout &DL = F.getParent()->getDataLayout();
  DenseMap<Value *, PHINode *> Numbered;
  for (PHINode *P : Phis) {
    IRBuilder<> B(P);
    Numbered[P] = B.CreatePHI(DL.getIntPtrType(P->getType()),
                              P->getNumIncomingValues());
    Numbered[P]->takeName(P);
  }
  auto NumberOf = [&](Value *V, BasicBlock *From) -> Value * {
    if (PHINode *P = Numbered.lookup(V))
      return P;
    if (auto *Cast = dyn_cast<IntToPtrInst>(V); Cast && isWhole(*Cast))
      return Cast->getOperand(0);
    IRBuilder<> B(From->getTerminator());
    return B.CreatePtrToInt(V, DL.getIntPtrType(V->getType()));
  };
  for (PHINode *P : Phis)
    for (BasicBlock *From : P->blocks()) {
      // A branch that leads here twice brings the same value twice.
      PHINode *Number = Numbered[P];
      int Known = Number->getBasicBlockIndex(From);
      Number->addIncoming(
          Known >= 0 ? Number->getIncomingValue(Known)
                     : NumberOf(P->getIncomingValueForBlock(From), From),
          From);
    }
  for (PHINode *P : Phis)
    for (User *U : make_early_inc_range(P->users()))
      if (auto *Cast = dyn_cast<PtrToIntInst>(U)) {
        Cast->replaceAllUsesWith(Numbered[P]);
        Cast->eraseFromParent();
      }
  SmallVector<WeakTrackingVH, 8> Casts;
  for (PHINode *P : Phis)
    for (Value *V : P->incoming_values())
      if (isa<IntToPtrInst>(V))
        Casts.push_back(V);
  for (PHINode *P : Phis)
    P->replaceAllUsesWith(PoisonValue::get(P->getType()));
  for (PHINode *P : Phis)
    P->eraseFromParent();
  RecursivelyDeleteTriviallyDeadInstructionsPermissive(Casts);
}

} // namespace enzyme
