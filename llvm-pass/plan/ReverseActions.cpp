//===- ReverseActions.cpp - What the reverse sweep does at instructions ----===//

#include "plan/ReversePlanner.h"
#include "analysis/TypeResolution.h"
#include "emit/ActivityGuard.h"
#include "rules/CallTraits.h"
#include "rules/DerivativeTable.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

/// Bytes that are moved must have a known kind, or one that shows at run time,
/// wherever a caller can see the copy; elsewhere nobody reads them as floats.
bool ReversePlanner::checkCopiedBytes(Instruction &I, const Value *Pointer,
                                      uint64_t Size) {
  MemoryObject *O = Memory.objectOf(Pointer);
  Layout Pieces = Memory.layoutAt(Pointer, Size);
  bool Ambiguous = Size == MemoryGraph::UnknownSize
                       ? Pieces.isAmbiguous()
                       : Memory.coverageAt(Pointer, Size).Words;
  if (Ambiguous &&
      (!isa<MemIntrinsic>(I) || Activities.mayHoldSingles(Pointer))) {
    Log.refuse(RefusalCode::UnknownType, I,
               "these bytes are floats on one path and integers on another");
    return Ok = false;
  }
  if (Pieces.Leaves.empty() && O->From.Duplicated && Size != 0) {
    Log.refuse(RefusalCode::UnknownType, I,
               "it copies bytes of active memory whose type is not known");
    return Ok = false;
  }
  return true;
}

/// The adjoint of floats that an integer takes the place of ends there.
Action ReversePlanner::integerStore(StoreInst &S) {
  const Value *To = S.getPointerOperand();
  Type *T = S.getValueOperand()->getType();
  const uint64_t Word = 8;
  uint64_t Size = F.getParent()->getDataLayout().getTypeStoreSize(T);
  Coverage Covered = Memory.coverageAt(To, Size);
  bool Whole = Size % Word == 0 && !T->isAggregateType();
  bool Carries = Activities.carriesBits(S.getValueOperand());
  // A length before an array of floats looks like a part of one of them. If it is
  // none, no adjoint arrives there.
  bool InOneWord = Size <= Word && !T->isAggregateType();
  if (Covered.CutsFloat && InOneWord && !Activities.mayHoldSingles(To))
    return Action::CheckBits;
  if (Covered.CutsFloat) {
    Log.refuse(RefusalCode::IntegerBits, S,
               "a part of an active float is written as an integer");
    Ok = false;
  } else if (Covered.Words) {
    if (Activities.mayHoldSingles(To) || (Size > Word && !Whole))
      checkCopiedBytes(S, To, Size);
    else
      return Whole && !Carries ? Action::StoreWords : Action::CheckBits;
  } else if (Carries) {
    checkCopiedBytes(S, To, Size);
    return Covered.Floats ? Action::CheckBits : Action::None;
  } else if (Covered.Floats) {
    return Covered.Pointers && Whole ? Action::StoreWords : Action::Store;
  } else if (Memory.objectOf(To)->From.Duplicated &&
             Memory.kindAt(To, Size) == ByteKind::Unknown &&
             !isa<Constant>(S.getValueOperand())) {
    checkCopiedBytes(S, To, Size);
  }
  return Action::None;
}

Action ReversePlanner::actionFor(Instruction &I) {
  if (auto *R = dyn_cast<ReturnInst>(&I))
    return R->getReturnValue() &&
                   containsFloat(R->getReturnValue()->getType()) &&
                   Activities.isActive(R->getReturnValue())
               ? Action::Return
               : Action::None;
  if (auto *S = dyn_cast<StoreInst>(&I)) {
    if (!Activities.writesShadow(*S))
      return Action::None;
    Type *T = S->getValueOperand()->getType();
    if (containsFloat(T)) {
      bool Words = T->getScalarType()->isDoubleTy() && Memory.isAmbiguousAt(*S);
      return Words ? Action::StoreWords : Action::Store;
    }
    return T->isPointerTy() ? Action::None : integerStore(*S);
  }
  if (auto *T = dyn_cast<MemTransferInst>(&I)) {
    if (!Activities.hasShadow(T->getRawDest()))
      return Action::None;
    auto *C = dyn_cast<ConstantInt>(T->getLength());
    checkCopiedBytes(I, T->getRawDest(), C ? C->getZExtValue() : MemoryGraph::UnknownSize);
    return Action::Transfer;
  }
  if (auto *M = dyn_cast<MemSetInst>(&I))
    return Activities.hasShadow(M->getRawDest()) ? Action::Fill : Action::None;
  if (auto *Call = dyn_cast<CallBase>(&I)) {
    if (Calls.derivativeOf(*Call))
      return Action::Call;
    if (asAllocation(*Call)) {
      MemoryObject *O = Memory.objectOf(Call);
      return O->NeedsShadow || Deferral.isDeferred(O) ? Action::Allocate
                                                      : Action::None;
    }
    if (Value *Freed = asDeallocation(*Call)) {
      if (Deferral.isDeferred(Memory.objectOf(Freed)))
        P->DeferredFrees.insert(&I);
      return Action::None;
    }
  }
  if (!containsFloat(I.getType()) || !Activities.isActive(&I) || isa<PHINode>(I))
    return Action::None;
  if (findRule(I))
    return Action::Rule;
  switch (I.getOpcode()) {
  case Instruction::Load:
    return Activities.hasShadow(cast<LoadInst>(I).getPointerOperand())
               ? Action::Load
               : Action::None;
  case Instruction::Select:
    return Action::Select;
  case Instruction::Freeze:
    return Action::Pass;
  case Instruction::BitCast:
    return I.getOperand(0)->getType()->isFPOrFPVectorTy() || neighbourOf(I)
               ? Action::Pass
               : Action::CheckBits;
  case Instruction::ExtractValue:
    return Action::ExtractValue;
  case Instruction::InsertValue:
    return Action::InsertValue;
  case Instruction::ExtractElement:
    return Action::ExtractElement;
  case Instruction::InsertElement:
    return Action::InsertElement;
  case Instruction::ShuffleVector:
    return Action::Shuffle;
  case Instruction::Call:
    return Action::Reduce;
  default:
    return Action::None;
  }
}

void ReversePlanner::chooseActions() {
  for (Instruction &I : instructions(F)) {
    if (Cold.contains(I.getParent()))
      continue;
    Action A = actionFor(I);
    if (A == Action::None)
      continue;
    if (A == Action::Allocate) {
      MemoryObject *O = Memory.objectOf(&I);
      if (Deferral.isDeferred(O))
        P->FreedInReverse[&I] = &Deferral.formOf(O);
      // Between the sweeps the program sees it, with its shadow.
      if (O->NeedsShadow && Deferral.isKept(O) && Shape.TakesRelease &&
          O->Deallocations.empty()) {
        P->LeftToProgram.insert(&I);
      } else if (O->NeedsShadow && Deferral.isKept(O)) {
        Log.refuse(RefusalCode::EscapingAllocation, I,
                   "an allocation that carries derivatives may outlive the "
                   "differentiated function");
        Ok = false;
      }
    }
    P->Actions[&I] = A;
  }
}

} // namespace enzyme
