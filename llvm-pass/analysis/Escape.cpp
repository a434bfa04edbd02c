//===- Escape.cpp - Memory that others may have seen -----------------------===//

#include "analysis/Escape.h"
#include "analysis/PlainIntegers.h"
#include "request/Hints.h"
#include "rules/CallTraits.h"
#include "llvm/ADT/PointerIntPair.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

bool EscapeAnalysis::isFromOutside(const Value *V) const {
  if (!isa<Constant>(V))
    return Outside.contains(V);
  auto *G = dyn_cast<GlobalVariable>(getUnderlyingObject(V));
  return G && !G->isConstant();
}

/// Words travel as integers, doubles, and vectors and aggregates of these.
static bool isWide(const Type *T) {
  return T->isAggregateType() || T->isVectorTy() || T->isDoubleTy() ||
         (T->isIntegerTy() && T->getIntegerBitWidth() >= 64);
}

/// Doubles are moved with the addresses that they may be; nobody computes with
/// these.
static bool isFloatArithmetic(const Value &V) {
  auto *I = dyn_cast<Instruction>(&V);
  if (!I)
    return false;
  switch (I->getOpcode()) {
  case Instruction::FNeg:
  case Instruction::FPToSI:
  case Instruction::FPToUI:
  case Instruction::SIToFP:
  case Instruction::UIToFP:
  case Instruction::FPExt:
  case Instruction::FPTrunc:
    return true;
  default:
    break;
  }
  if (isa<BinaryOperator>(I))
    return I->getType()->isFPOrFPVectorTy();
  return isa<IntrinsicInst>(I) &&
         (I->getType()->isFPOrFPVectorTy() ||
          I->getOperand(0)->getType()->isFPOrFPVectorTy());
}

/// A pointer, or a value in which one may travel without saying so.
bool EscapeAnalysis::mayHoldAddress(Value &V) {
  if (containsPointer(V.getType()))
    return true;
  if (!isWide(V.getType()) || isFloatArithmetic(V))
    return false;
  auto *L = dyn_cast<LoadInst>(&V);
  return !L || readsAddress(*L);
}

bool EscapeAnalysis::holdsOutside(const Value *Pointer) {
  return isFromOutside(Pointer) ||
         Holding.contains(Memory.objectOf(Pointer));
}

/// Whether \p I may put parts of words together.
static bool mayJoin(const Instruction &I) {
  return I.getOpcode() == Instruction::Or || I.getOpcode() == Instruction::Shl;
}

/// The address in the integer \p V has gone through values that are followed
/// here, and not through parts of words.
bool EscapeAnalysis::isFollowed(Value &V) {
  const DataLayout &DL = S.root().getDataLayout();
  // With each, whether it is joined to others.
  SmallSetVector<PointerIntPair<Value *, 1, bool>, 8> Work;
  Work.insert({&V, false});
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    Value *At = Work[Next].getPointer();
    bool IsJoined = Work[Next].getInt();
    if (isa<Constant>(At) || isa<PtrToIntInst>(At) ||
        (!IsJoined && At->getType()->isIntegerTy() && isSmallNumber(*At, DL)))
      continue;
    if (auto *A = dyn_cast<Argument>(At); A && A->getParent() == &S.root()) {
      if (LendsNumbers && A->getType()->isIntegerTy())
        continue;
      return false;
    }
    if (At->getType()->isIntegerTy() &&
        isPlainInteger(*At, Memory, LendsNumbers))
      continue;
    if (!mayHoldAddress(*At)) {
      // The word is a float on this path.
      if (At->getType()->isDoubleTy())
        continue;
      return false;
    }
    auto *Call = dyn_cast<CallBase>(At);
    bool Computes = isa<IntrinsicInst>(At) && Call->doesNotAccessMemory();
    if (Call && !Computes && !S.memberCalled(*Call))
      return false;
    auto *I = dyn_cast<Instruction>(At);
    if (!I)
      continue;
    bool Joins = IsJoined || mayJoin(*I);
    if (Computes) {
      for (Value *Op : Call->args())
        Work.insert({Op, Joins});
      continue;
    }
    if (isa<PHINode>(I) || isa<SelectInst>(I) || isa<FreezeInst>(I) ||
        isa<BitCastInst>(I) || isa<BinaryOperator>(I))
      for (Value *Op : drop_begin(I->operands(), isa<SelectInst>(I) ? 1 : 0))
        Work.insert({Op, Joins});
    else if (isa<CastInst>(I))
      return false;
  }
  return true;
}

bool EscapeAnalysis::comesFromOutside(Instruction &I) {
  if (!mayHoldAddress(I))
    return false;
  if (auto *L = dyn_cast<LoadInst>(&I))
    return holdsOutside(L->getPointerOperand()) &&
           !(L->getType()->isIntegerTy() &&
             isPlainInteger(*L, Memory, LendsNumbers));
  // An index leads nowhere else than the pointer that it is added to.
  if (auto *Gep = dyn_cast<GetElementPtrInst>(&I);
      Gep && !isa<ConstantData>(Gep->getPointerOperand()))
    return isFromOutside(Gep->getPointerOperand());
  auto Any = [&] {
    return any_of(I.operands(),
                  [&](const Use &U) { return isFromOutside(U.get()); });
  };
  if (auto *Call = dyn_cast<CallBase>(&I)) {
    if (asAllocation(*Call) || Awaited.contains(Call))
      return false;
    if (const Function *Member = S.memberCalled(*Call)) {
      for (const BasicBlock &BB : *Member)
        if (auto *R = dyn_cast<ReturnInst>(BB.getTerminator()))
          if (R->getReturnValue() && isFromOutside(R->getReturnValue()))
            return true;
      return false;
    }
    if (!isa<IntrinsicInst>(Call))
      return containsPointer(I.getType());
  }
  if (isa<IntToPtrInst>(I))
    return Any() || !isFollowed(*I.getOperand(0));
  return Any();
}

bool EscapeAnalysis::visit(Instruction &I) {
  if (auto *St = dyn_cast<StoreInst>(&I))
    return isFromOutside(St->getValueOperand()) &&
           Holding.insert(Memory.objectOf(St->getPointerOperand())).second;
  if (auto *T = dyn_cast<MemTransferInst>(&I))
    return holdsOutside(T->getRawSource()) &&
           !Memory.pointeesOf(*Memory.objectOf(T->getRawSource())).empty() &&
           Holding.insert(Memory.objectOf(T->getRawDest())).second;
  bool Changed = false;
  if (auto *Call = dyn_cast<CallBase>(&I))
    if (const Function *Member = S.memberCalled(*Call))
      for (const Argument &A : Member->args())
        if (isFromOutside(Call->getArgOperand(A.getArgNo())))
          Changed |= Outside.insert(&A).second;
  if (!I.getType()->isVoidTy() && !Outside.contains(&I) && comesFromOutside(I))
    Changed |= Outside.insert(&I).second;
  return Changed;
}

void EscapeAnalysis::keep(MemoryObject *O) {
  SmallVector<MemoryObject *, 8> Work{O};
  while (!Work.empty()) {
    MemoryObject *At = Work.pop_back_val();
    if (At && Kept.insert(At).second)
      Work.append(Memory.pointeesOf(*At));
  }
}

void EscapeAnalysis::keepFrom(Instruction &I) {
  if (auto *St = dyn_cast<StoreInst>(&I)) {
    Value *V = St->getValueOperand();
    if (!isFromOutside(St->getPointerOperand()) || !mayHoldAddress(*V))
      return;
    if (V->getType()->isPointerTy())
      return keep(Memory.objectOf(V));
    // It may be any address that is kept there.
    for (MemoryObject *O :
         Memory.pointeesOf(*Memory.objectOf(St->getPointerOperand())))
      keep(O);
  } else if (auto *T = dyn_cast<MemTransferInst>(&I)) {
    if (!isFromOutside(T->getRawDest()))
      return;
    for (Value *V : {T->getRawDest(), T->getRawSource()})
      for (MemoryObject *O : Memory.pointeesOf(*Memory.objectOf(V)))
        keep(O);
  } else if (auto *R = dyn_cast<ReturnInst>(&I)) {
    Value *V = R->getReturnValue();
    if (!V || I.getFunction() != &S.root())
      return;
    if (V->getType()->isAggregateType())
      for (MemoryObject *O : Memory.objectsInside(V))
        keep(O);
    else
      keep(Memory.objectOf(V));
  }
}

/// Whether parts of the word \p V are taken, which may be put together again.
static bool isCut(const Value &V) {
  return any_of(V.users(), [](const User *U) {
    auto *I = dyn_cast<Instruction>(U);
    return I && (isa<TruncInst>(I) || I->isShift());
  });
}

/// Whether the integer \p V may be put together from parts of an address.
bool EscapeAnalysis::joinsParts(Value &V) {
  SmallSetVector<Value *, 8> Work;
  Work.insert(&V);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    Value *At = Work[Next];
    if (auto *L = dyn_cast<LoadInst>(At)) {
      if (!isWide(L->getType()) && readsAddress(*L))
        return true;
      continue;
    }
    auto *Call = dyn_cast<CallBase>(At);
    if (isa<Argument>(At) || (Call && S.memberCalled(*Call))) {
      if (!isWide(At->getType()))
        return true;
      continue;
    }
    auto *I = dyn_cast<Instruction>(At);
    if (!I || isa<PtrToIntInst>(I) || (Call && !isa<IntrinsicInst>(Call)))
      continue;
    if (isa<TruncInst>(I) && mayHoldAddress(*I->getOperand(0)))
      return true;
    for (Value *Op : I->operands())
      if (Op->getType()->isIntegerTy())
        Work.insert(Op);
  }
  return false;
}

/// Whether some of what \p L reads is, or may be, a part of an address.
bool EscapeAnalysis::readsAddress(LoadInst &L) {
  const DataLayout &DL = L.getModule()->getDataLayout();
  Coverage Read = Memory.coverageAt(L.getPointerOperand(),
                                    DL.getTypeStoreSize(L.getType()));
  return Read.Pointers || Read.Words;
}

/// Memory of which \p I takes a part of the address.
void EscapeAnalysis::keepCut(Instruction &I) {
  if (auto *P = dyn_cast<PtrToIntInst>(&I)) {
    if (isCut(I) || !isWide(I.getType()))
      keep(Memory.objectOf(P->getPointerOperand()));
    return;
  }
  auto *L = dyn_cast<LoadInst>(&I);
  if (!L || !L->getType()->isIntegerTy() || (isWide(L->getType()) && !isCut(I)))
    return;
  if (readsAddress(*L))
    for (MemoryObject *O :
         Memory.pointeesOf(*Memory.objectOf(L->getPointerOperand())))
      keep(O);
}

EscapeAnalysis::EscapeAnalysis(const Slice &S, MemoryModel &Memory,
                               ArrayRef<CallInst *> Awaited)
    : S(S), Memory(Memory), Awaited(Awaited.begin(), Awaited.end()) {
  for (Argument &A : S.root().args())
    if (lendsNoAddresses(A))
      LendsNumbers = true;
    else if (A.getType()->isPointerTy())
      Outside.insert(&A);
  bool Changed = true;
  while (Changed && S.spendVisit()) {
    Changed = false;
    for (Function *F : S.functions())
      for (Instruction &I : instructions(*F))
        Changed |= visit(I);
  }
  bool IsJoined = any_of(S.functions(), [&](Function *F) {
    return any_of(instructions(*F), [&](Instruction &I) {
      return isa<IntToPtrInst>(I) && !isFollowed(*I.getOperand(0)) &&
             joinsParts(*I.getOperand(0));
    });
  });
  for (Function *F : S.functions())
    for (Instruction &I : instructions(*F)) {
      keepFrom(I);
      if (IsJoined)
        keepCut(I);
    }
}

} // namespace enzyme
