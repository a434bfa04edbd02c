//===- ActivityVerification.cpp - What cannot be right is refused ----------===//

#include "analysis/Activity.h"
#include "analysis/AddressPieces.h"
#include "analysis/TypeResolution.h"
#include "request/Hints.h"
#include "rules/CallTraits.h"
#include "rules/DerivativeTable.h"
#include "rules/WordCalls.h"
#include "support/OperationName.h"
#include "support/RustPath.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

/// Its rule takes the shadow of each pointer.
bool ActivityAnalysis::verifyRuleCall(CallBase &Call, RefusalLog &Log) {
  if (!touches(Call) ||
      Call.getCalledFunction()->hasFnAttribute(ShadowOrPrimalAttribute))
    return true;
  for (Value *V : Call.args()) {
    if (!V->getType()->isPointerTy() || isa<ConstantPointerNull>(V))
      continue;
    MemoryObject *O = Memory.objectOf(V);
    bool MayLack = Pointers == PointerActivity::Either && O && O->From.Constant;
    if (hasShadow(V) && !MayLack)
      continue;
    Log.refuse(RefusalCode::ConstantMemory, Call,
               "the derivative registered for '" +
                   readableName(Call.getCalledFunction()->getName()) +
                   "' takes the shadow of memory that has none");
    return false;
  }
  return true;
}

/// Functions of the system, and of OpenMP, that start threads and let them wait.
static bool isThreading(const Function &F) {
  StringRef Name = F.getName();
  return F.isDeclaration() &&
         (Name.starts_with("pthread_") || Name.starts_with("thrd_") ||
          Name.starts_with("__kmpc_") || Name.starts_with("GOMP_") ||
          Name.starts_with("mtx_") || Name == "syscall");
}

bool ActivityAnalysis::verifyCall(CallBase &Call, RefusalLog &Log) {
  if (isIgnorableCall(Call) || hintOf(Call) || isa<MemIntrinsic>(Call) ||
      findRule(Call) || asAllocation(Call) || asDeallocation(Call) ||
      isReduction(Call) || S.memberCalled(Call))
    return true;
  const Function *Callee = Call.getCalledFunction();
  if (isReallocation(Call)) {
    if (!hasShadow(&Call))
      return true;
    Log.refuse(RefusalCode::Reallocation, Call,
               "memory that carries derivatives is reallocated by '" +
                   readableName(Callee ? Callee->getName() : "a pointer") +
                   "', which is not known as an allocation, a copy and a "
                   "deallocation");
    return false;
  }
  if (isInactiveCall(Call))
    return verifyInactiveCall(Call, Log);
  if (wordCall(Call) != WordCall::None) {
    if (S.isForward() || !touches(Call))
      return true;
    Log.refuse(RefusalCode::UnsupportedMode, Call,
               "reverse mode of a derivative that moves memory of which only the "
               "run shows where it holds floats");
    return false;
  }
  if (S.ruleOf(Call))
    return verifyRuleCall(Call, Log);
  if (!touches(Call))
    return true;
  if (Callee && Callee->isIntrinsic() && !Call.mayHaveSideEffects() &&
      !containsFloat(Call.getType()))
    return true;
  if (Call.isInlineAsm())
    Log.refuse(RefusalCode::UnsupportedOperation, Call,
               "inline assembly touches active data");
  else if (!Callee)
    Log.refuse(RefusalCode::IndirectCall, Call,
               "an indirect call (dyn, fn pointer or boxed closure) touches "
               "active data, and what it calls is not known");
  else if (Callee->isIntrinsic())
    Log.refuse(RefusalCode::UnsupportedOperation, Call,
               "no derivative for " + Callee->getName());
  else if (isThreading(*Callee))
    Log.refuse(RefusalCode::Concurrency, Call,
               "a thread or a lock ('" + Callee->getName() +
                   "') touches active data");
  else if (Callee->isDeclaration())
    Log.refuse(RefusalCode::MissingBody, Call,
               "'" + readableName(Callee->getName()) +
                   "' touches active data and its body is not in the program");
  else
    Log.refuse(RefusalCode::UnsupportedOperation, Call,
               "'" + readableName(Callee->getName()) +
                   "' touches active data and is called with another type "
                   "than it is defined with, or may be replaced by the linker");
  return false;
}

/// Between the sweeps of a split derivative others may use the static.
bool ActivityAnalysis::hasShadowedStatics(MemoryObject &O) {
  return StaticsLast && Memory.canShadowStatics(O);
}

/// The memory that active values may be stored into, beside constant memory.
static bool isPartlyOurs(const MemoryObject &O) {
  return O.From.Duplicated || O.From.Heap || O.From.Stack;
}

bool ActivityAnalysis::mixesConstants() const {
  bool Mixed = false;
  forEach(S, [&](Instruction &I) {
    const Value *P = getLoadStorePointerOperand(&I);
    if (auto *T = dyn_cast<MemTransferInst>(&I))
      P = T->getRawDest();
    MemoryObject *O = P && !isCold(I) ? Memory.objectOf(P) : nullptr;
    Mixed |= O && O->NeedsShadow && O->From.Constant && isPartlyOurs(*O);
  });
  return Mixed;
}

bool ActivityAnalysis::verifyStores(RefusalLog &Log) {
  bool Ok = true;
  forEach(S, [&](Instruction &I) {
    Value *To = nullptr;
    bool VariedData = false;
    if (auto *Store = dyn_cast<StoreInst>(&I)) {
      To = Store->getPointerOperand();
      VariedData = Varied.contains(Store->getValueOperand());
    } else if (auto *T = dyn_cast<MemTransferInst>(&I)) {
      To = T->getRawDest();
      MemoryObject *From = Memory.objectOf(T->getRawSource());
      VariedData = From && From->Varied;
    }
    MemoryObject *O = To ? Memory.objectOf(To) : nullptr;
    if (!O || !VariedData)
      return;
    if (O->From.Inactive ||
        (Pointers == PointerActivity::Shadow && O->From.Duplicated))
      return;
    if (O->From.MutableGlobal && !hasShadowedStatics(*O)) {
      Log.refuse(RefusalCode::ConstantMemory, I,
                 "an active value is stored into a mutable static");
      Ok = false;
    } else if (O->From.Constant && !(Pointers == PointerActivity::Either &&
                                     isPartlyOurs(*O))) {
      Log.refuse(RefusalCode::ConstantMemory, I,
                 "an active value is stored into memory that the request "
                 "declares constant");
      Ok = false;
    }
  });
  return Ok;
}

/// An access to \p O by a pointer of which it shows that it names several
/// things, or \p Other: objects that one pointer may name are one object.
const Instruction &ActivityAnalysis::mixedAccess(MemoryObject &O,
                                                 const Instruction &Other) {
  const Instruction *Found = nullptr;
  forEach(S, [&](Instruction &I) {
    const Value *P = getLoadStorePointerOperand(&I);
    if (Found || !P || isCold(I) || Memory.objectOf(P) != &O)
      return;
    SmallVector<const Value *, 4> Named;
    getUnderlyingObjects(P, Named, /*LI=*/nullptr, /*MaxLookup=*/0);
    if (Named.size() > 1)
      Found = &I;
  });
  return Found ? *Found : Other;
}

bool ActivityAnalysis::verifyAccesses(RefusalLog &Log) {
  bool Ok = true;
  const DataLayout &DL = S.root().getParent()->getDataLayout();
  forEach(S, [&](Instruction &I) {
    const Value *P = getLoadStorePointerOperand(&I);
    if (!Ok || !P || isCold(I))
      return;
    MemoryObject *O = Memory.objectOf(P);
    if (!O || !O->NeedsShadow)
      return;
    bool Static = O->From.MutableGlobal && !hasShadowedStatics(*O);
    bool Constant = O->From.Constant && Pointers == PointerActivity::Static;
    if (Pointers != PointerActivity::Shadow &&
        (Constant || Static || O->From.Foreign)) {
      Log.refuse(RefusalCode::MixedActivity, mixedAccess(*O, I),
                 Twine("this pointer names active memory on one path and ") +
                     (O->From.Foreign ? "memory of unknown origin"
                      : Static        ? "what a static holds"
                                      : "constant memory") +
                     " on another");
      Ok = false;
      return;
    }
    // An atomic access may move a float as an integer; a counter beside floats
    // is one.
    ByteKind Kind = Memory.kindAt(P, DL.getTypeStoreSize(getLoadStoreType(&I)));
    if (I.isAtomic() && (Kind == ByteKind::Double || Kind == ByteKind::Float)) {
      Log.refuse(RefusalCode::Concurrency, I, "atomic access to active data");
      Ok = false;
    }
  });
  return Ok;
}

static bool isFloatLike(const Type *T) {
  return floatKind(T->getScalarType()) != ByteKind::Unknown;
}

/// Whether \p V, bits that were computed as an integer, is nowhere used as a
/// float, but moved between words of which only the run shows what they are.
bool ActivityAnalysis::isOnlyMoved(const Instruction &V) {
  SmallVector<const Instruction *, 8> Work{&V};
  SmallPtrSet<const Instruction *, 8> Seen;
  while (!Work.empty()) {
    const Instruction *At = Work.pop_back_val();
    if (!Seen.insert(At).second)
      continue;
    for (const User *U : At->users()) {
      auto *S = dyn_cast<StoreInst>(U);
      if (S && S->getValueOperand() == At && Memory.isAmbiguousAt(*S))
        continue;
      auto *Cast = dyn_cast<BitCastInst>(U);
      if (Cast && Cast->getType()->isIntOrIntVectorTy())
        continue;
      if (!isa<PHINode>(U) && !isa<SelectInst>(U) && !isa<FreezeInst>(U))
        return false;
      Work.push_back(cast<Instruction>(U));
    }
  }
  return true;
}

/// Whether the double \p V is an integer on one of the ways by which it comes.
static bool isIntegerAtTimes(const Value &V) {
  SmallSetVector<const Value *, 16> Work;
  Work.insert(&V);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    auto *I = dyn_cast<Instruction>(Work[Next]);
    if (I && isa<BitCastInst>(I))
      return true;
    if (I && (isa<PHINode>(I) || isa<SelectInst>(I) || isa<FreezeInst>(I)))
      Work.insert(I->op_begin(), I->op_end());
  }
  return false;
}

/// Whether the integer \p V is computed from none but integers, and words of which
/// only the run shows that they are some: the field of one variant of an enum,
/// where another one has a float.
bool ActivityAnalysis::isOfWords(const Value &V) {
  const uint64_t Word = 8;
  SmallSetVector<const Value *, 16> Work;
  Work.insert(&V);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    const Value *At = Work[Next];
    auto *I = dyn_cast<Instruction>(At);
    if (isa<ConstantInt>(At) || isa<UndefValue>(At) ||
        (I && isa<PtrToIntInst>(I)))
      continue;
    if (!I || !(At->getType()->isIntegerTy() || At->getType()->isDoubleTy()))
      return false;
    if (auto *L = dyn_cast<LoadInst>(I); L && At->getType()->isIntegerTy()) {
      uint64_t Size = L->getDataLayout().getTypeStoreSize(L->getType());
      Coverage Read = Memory.coverageAt(L->getPointerOperand(), Size);
      // The bytes of a float may be looked at nowhere as a float.
      if (Read.Floats || Read.CutsFloat || Varied.contains(L))
        return false;
      continue;
    }
    if (At->getType()->isDoubleTy()) {
      if (Memory.kindOfContent(At, 0, Word) != ByteKind::Conflict &&
          !isIntegerAtTimes(*At))
        return false;
      continue;
    }
    bool Computes = isa<IntrinsicInst>(I) && !I->mayReadOrWriteMemory();
    if (!Computes && !isa<BinaryOperator>(I) && !isa<CastInst>(I) &&
        !isa<PHINode>(I) && !isa<SelectInst>(I) && !isa<FreezeInst>(I))
      return false;
    for (const Use &U : drop_begin(I->operands(), isa<SelectInst>(I) ? 1 : 0))
      if (!isa<Function>(U.get()))
        Work.insert(U.get());
  }
  return true;
}

/// Floats that are neither f32 nor f64: long double, __float128, _Float16.
static bool isOtherFloat(const Type *T) {
  return T->isFPOrFPVectorTy() && floatKind(T->getScalarType()) ==
                                      ByteKind::Unknown;
}

/// Several addresses at once, which the model does not follow.
static bool takesPointerVector(const Instruction &I) {
  return !isa<CmpInst>(I) && any_of(I.operands(), [](const Use &U) {
    Type *T = U->getType();
    return T->isVectorTy() && T->getScalarType()->isPointerTy();
  });
}

/// What is counted up or down by a constant is an integer, and so is, where nothing
/// is known, the state of a lock, which is smaller than a word.
bool ActivityAnalysis::exchangesFloats(const AtomicWrite &A) const {
  if (isActive(A.Written))
    return true;
  if (A.IsCount)
    return false;
  MemoryObject *O = Memory.objectOf(A.Pointer);
  if (!O || !O->Useful || !(O->Varied || O->VariedBits))
    return false;
  const uint64_t Word = 8;
  const DataLayout &DL = S.root().getDataLayout();
  uint64_t Size = DL.getTypeStoreSize(A.Written->getType());
  ByteKind Kind = Memory.kindAt(A.Pointer, Size);
  return Kind == ByteKind::Unknown
             ? Size >= Word
             : Kind != ByteKind::Integer && Kind != ByteKind::Pointer;
}

/// Whether \p I, an atomic exchange, moves the address of memory with a shadow: that
/// of the shadow would stay where it is.
bool ActivityAnalysis::exchangesShadowed(const Instruction &I) const {
  auto *Changed = dyn_cast<AtomicRMWInst>(&I);
  if (Changed && Changed->getOperation() != AtomicRMWInst::Xchg)
    return false;
  // Clang exchanges pointers as integers; smaller ones are the states of locks.
  const unsigned Address = 64;
  auto NamesShadowed = [&](const Value *V) {
    if (V->getType()->isPointerTy())
      return hasShadow(V);
    return V->getType()->isIntegerTy(Address) &&
           any_of(Memory.objectsInside(V),
                  [](MemoryObject *O) { return O->NeedsShadow; });
  };
  return NamesShadowed(&I) || any_of(drop_begin(I.operands()), NamesShadowed);
}

bool ActivityAnalysis::verifyInstruction(Instruction &I, RefusalLog &Log) {
  if (takesPointerVector(I)) {
    Log.refuse(RefusalCode::UnknownType, I,
               "addresses are computed with as a vector, and which memory they "
               "name is not followed");
    return false;
  }
  if (isActive(&I) && isOtherFloat(I.getType())) {
    Log.refuse(RefusalCode::UnsupportedOperation, I,
               "an active value is a float of " +
                   Twine(I.getType()->getScalarSizeInBits()) +
                   " bits: there are derivatives of 32 and 64 bits");
    return false;
  }
  if (auto *Call = dyn_cast<CallBase>(&I); Call && Call->hasFnAttr(Attribute::ReturnsTwice)) {
    Log.refuse(RefusalCode::ControlFlow, I,
               operationName(I) + " has no reverse: it may return again");
    return false;
  }
  if (auto *Call = dyn_cast<CallBase>(&I))
    return verifyCall(*Call, Log);
  AtomicWrite Atomic = asAtomicWrite(I);
  if (Atomic && (exchangesFloats(Atomic) || exchangesShadowed(I))) {
    Log.refuse(RefusalCode::Concurrency, I, "atomic access to active data");
    return false;
  }
  if (auto *St = dyn_cast<StoreInst>(&I);
      St && writesPieceOfAddress(*St, Memory)) {
    Log.refuse(RefusalCode::UnknownType, I,
               "an address is written in pieces, and no shadow goes with it");
    return false;
  }
  if (isa<IntToPtrInst>(I)) {
    MemoryObject *O = Memory.objectOf(&I);
    bool Floats = Memory.kindAt(&I, sizeof(double)) == ByteKind::Double ||
                  Memory.kindAt(&I, sizeof(float)) == ByteKind::Float;
    if (!O || !O->From.Foreign || !Floats)
      return true;
    Log.refuse(RefusalCode::UnknownType, I,
               "a pointer to floats is computed from numbers, and which memory "
               "it names is not known");
    return false;
  }
  if (!isActive(&I) || !containsFloat(I.getType()))
    return true;
  if (findRule(I) || isa<LoadInst>(I) || isa<PHINode>(I) ||
      isa<SelectInst>(I) || isa<FreezeInst>(I) || isa<InsertValueInst>(I) ||
      isa<ExtractValueInst>(I) || isa<InsertElementInst>(I) ||
      isa<ExtractElementInst>(I) || isa<ShuffleVectorInst>(I))
    return true;
  if (auto *B = dyn_cast<BitCastInst>(&I)) {
    if (isFloatLike(B->getSrcTy()) &&
        B->getSrcTy()->getScalarType() == B->getDestTy()->getScalarType())
      return true;
    if (neighbourOf(*B) || isOnlyMoved(*B) || isOfWords(*B->getOperand(0)))
      return true;
    Log.refuse(RefusalCode::IntegerBits, I,
               "the bits of an active float are computed with as an integer");
    return false;
  }
  Log.refuse(RefusalCode::UnsupportedOperation, I,
             "no derivative for " + operationName(I));
  return false;
}

bool ActivityAnalysis::verify(RefusalLog &Log, PointerActivity OfPointers,
                              bool ShadowsOfStaticsLast) {
  Pointers = OfPointers;
  StaticsLast = ShadowsOfStaticsLast;
  bool Ok = verifyStores(Log) && verifyAccesses(Log);
  forEach(S, [&](Instruction &I) {
    if (!isCold(I))
      Ok &= verifyInstruction(I, Log);
  });
  return Ok;
}

} // namespace enzyme
