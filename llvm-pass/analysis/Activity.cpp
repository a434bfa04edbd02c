//===- Activity.cpp - Which values and memory carry a derivative -----------===//

#include "analysis/Activity.h"
#include "analysis/TypeResolution.h"
#include "rules/CallTraits.h"
#include "rules/DerivativeTable.h"
#include "support/RustPath.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

/// Every instruction of \p S.
template <typename Callback> static void forEach(const Slice &S, Callback Do) {
  for (Function *F : S.functions())
    for (Instruction &I : instructions(F))
      Do(I);
}

/// What \p F may return, in order of its blocks.
static SmallVector<Value *, 2> returnedBy(const Function &F) {
  SmallVector<Value *, 2> Result;
  for (const BasicBlock &BB : F)
    if (auto *R = dyn_cast<ReturnInst>(BB.getTerminator()))
      if (Value *V = R->getReturnValue())
        Result.push_back(V);
  return Result;
}

ActivityAnalysis::ActivityAnalysis(const Slice &S, MemoryModel &Memory,
                                   ParameterActivities Parameters,
                                   bool ActiveReturn)
    : S(S), Memory(Memory), ActiveReturn(ActiveReturn) {
  unsigned I = 0;
  for (Argument &A : S.root().args()) {
    Activity Kind = I < Parameters.size() ? Parameters[I] : Activity::Constant;
    ++I;
    if (Kind == Activity::Constant)
      continue;
    if (!A.getType()->isPointerTy()) {
      Varied.insert(&A);
      Useful.insert(&A);
    }
  }
  for (MemoryObject *O : Memory.liveObjects())
    O->Varied = O->Useful = O->From.Duplicated;
  vary();
  use();
  markShadows();
  Singles = any_of(Varied, [&](const Value *V) {
    return V->getType()->getScalarType()->isFloatTy() && isActive(V);
  });
}

static bool isReduction(const Instruction &I) {
  auto *II = dyn_cast<IntrinsicInst>(&I);
  return II && (II->getIntrinsicID() == Intrinsic::vector_reduce_fadd);
}

bool ActivityAnalysis::variesByOperands(const Instruction &I) const {
  auto Any = [&](unsigned First = 0) {
    for (unsigned Op = First; Op != I.getNumOperands(); ++Op)
      if (Varied.contains(I.getOperand(Op)))
        return true;
    return false;
  };
  if (const Rule *R = findRule(I)) {
    for (unsigned Op = 0; Op != I.getNumOperands(); ++Op)
      if (R->isDifferentiableIn(Op) && Varied.contains(I.getOperand(Op)))
        return true;
    return false;
  }
  switch (I.getOpcode()) {
  case Instruction::ICmp:
  case Instruction::FCmp:
  case Instruction::FPToSI:
  case Instruction::FPToUI:
  case Instruction::SIToFP:
  case Instruction::UIToFP:
  case Instruction::GetElementPtr:
    return false;
  case Instruction::Select:
    return Any(1);
  case Instruction::Call:
    return isReduction(I) ? Any() : false;
  default:
    return Any();
  }
}

/// Bytes and halves that are computed with lane by lane, such as the control
/// bytes of a hash table: whoever moves floats does not look at them like that.
static bool isVectorOfFlags(const LoadInst &L) {
  auto *T = dyn_cast<VectorType>(L.getType());
  const unsigned LargestFlag = 16;
  return T && T->getElementType()->isIntegerTy() &&
         T->getScalarSizeInBits() <= LargestFlag &&
         all_of(L.users(), [](const User *U) {
           return isa<BinaryOperator>(U) || isa<CmpInst>(U);
         });
}

/// Whether \p L loads a float, or bytes that are not known to be something else.
bool ActivityAnalysis::mayLoadFloat(LoadInst &L) const {
  Type *T = L.getType();
  if (containsFloat(T))
    return true;
  const DataLayout &DL = L.getModule()->getDataLayout();
  uint64_t Size = DL.getTypeStoreSize(T);
  const uint64_t Word = 8, Smallest = 4;
  if (isVectorOfFlags(L))
    return false;
  if (Size < Smallest) {
    Coverage Read = Memory.coverageAt(L.getPointerOperand(), Size);
    return Read.Words || Read.CutsFloat;
  }
  for (uint64_t At = 0; At < Size; At += Word) {
    ByteKind Kind = Memory.kindOfContent(&L, At, std::min(Size, Word));
    if (Kind != ByteKind::Integer && Kind != ByteKind::Pointer)
      return true;
  }
  return false;
}

void ActivityAnalysis::vary() {
  bool Changed = true;
  while (Changed) {
    Changed = false;
    auto Mark = [&](bool &Flag) {
      Changed |= !Flag;
      Flag = true;
    };
    auto Vary = [&](const Value *V) { Changed |= Varied.insert(V).second; };
    forEach(S, [&](Instruction &I) {
      if (auto *Store = dyn_cast<StoreInst>(&I)) {
        if (Varied.contains(Store->getValueOperand()))
          if (MemoryObject *O = Memory.objectOf(Store->getPointerOperand())) {
            if (O->From.Inactive)
              return;
            else if (containsFloat(Store->getValueOperand()->getType()))
              Mark(O->Varied);
            else
              Mark(O->VariedBits);
          }
        return;
      }
      if (auto *Call = dyn_cast<CallBase>(&I))
        if (Function *Member = S.memberCalled(*Call)) {
          for (Argument &A : Member->args())
            if (Varied.contains(Call->getArgOperand(A.getArgNo())))
              Vary(&A);
          for (Value *V : returnedBy(*Member))
            if (Varied.contains(V))
              Vary(Call);
          return;
        }
      if (auto *Call = dyn_cast<CallBase>(&I); Call && S.ruleOf(*Call)) {
        Changed |= varyByRule(*Call);
        return;
      }
      if (auto *T = dyn_cast<MemTransferInst>(&I)) {
        MemoryObject *From = Memory.objectOf(T->getRawSource());
        MemoryObject *To = Memory.objectOf(T->getRawDest());
        if (To && To->From.Inactive)
          return;
        if (From && To && From->Varied)
          Mark(To->Varied);
        if (From && To && From->VariedBits)
          Mark(To->VariedBits);
        return;
      }
      if (I.getType()->isVoidTy() || I.getType()->isPointerTy() ||
          Varied.contains(&I))
        return;
      bool Now;
      if (auto *L = dyn_cast<LoadInst>(&I)) {
        MemoryObject *O = Memory.objectOf(L->getPointerOperand());
        Now = O && (O->Varied || O->VariedBits) && mayLoadFloat(*L);
      } else {
        Now = variesByOperands(I);
      }
      if (Now)
        Vary(&I);
    });
  }
}

void ActivityAnalysis::use() {
  bool Changed = true;
  while (Changed) {
    Changed = false;
    auto Use = [&](const Value *V) {
      if (!isa<Constant>(V) && Useful.insert(V).second)
        Changed = true;
    };
    auto UseMemory = [&](MemoryObject *O) {
      if (O && !O->Useful) {
        O->Useful = true;
        Changed = true;
      }
    };
    auto Visit = [&](Instruction &I) {
      if (auto *R = dyn_cast<ReturnInst>(&I)) {
        if (ActiveReturn && R->getReturnValue() &&
            R->getFunction() == &S.root())
          Use(R->getReturnValue());
        return;
      }
      if (auto *Store = dyn_cast<StoreInst>(&I)) {
        MemoryObject *O = Memory.objectOf(Store->getPointerOperand());
        if (O && O->Useful)
          Use(Store->getValueOperand());
        return;
      }
      if (auto *T = dyn_cast<MemTransferInst>(&I)) {
        MemoryObject *To = Memory.objectOf(T->getRawDest());
        if (To && To->Useful)
          UseMemory(Memory.objectOf(T->getRawSource()));
        return;
      }
      if (auto *Call = dyn_cast<CallBase>(&I))
        if (Function *Member = S.memberCalled(*Call)) {
          if (Useful.contains(Call))
            for (Value *V : returnedBy(*Member))
              Use(V);
          for (Argument &A : Member->args())
            if (Useful.contains(&A))
              Use(Call->getArgOperand(A.getArgNo()));
          return;
        }
      if (auto *Call = dyn_cast<CallBase>(&I); Call && S.ruleOf(*Call)) {
        Changed |= useByRule(*Call);
        return;
      }
      if (!Useful.contains(&I))
        return;
      if (auto *L = dyn_cast<LoadInst>(&I))
        return UseMemory(Memory.objectOf(L->getPointerOperand()));
      for (Value *Op : I.operands())
        if (!isa<BasicBlock>(Op) && !isa<Function>(Op))
          Use(Op);
    };
    for (Function *F : S.functions())
      for (BasicBlock &BB : *F)
        if (!S.cold().contains(&BB))
          for (Instruction &I : reverse(BB))
            Visit(I);
  }
}

void ActivityAnalysis::markShadows() {
  auto Live = Memory.liveObjects();
  for (MemoryObject *O : Live)
    O->NeedsShadow = ((O->Varied || O->VariedBits) && O->Useful) ||
                     O->From.Duplicated;
  bool Changed = true;
  while (Changed) {
    Changed = false;
    for (MemoryObject *O : Live)
      if (!O->NeedsShadow && !O->From.Constant &&
          any_of(Memory.pointeesOf(*O),
                 [](MemoryObject *P) { return P->NeedsShadow; }))
        Changed = O->NeedsShadow = true;
  }
}

bool ActivityAnalysis::hasShadow(const Value *V) const {
  if (V->getType()->isAggregateType())
    return containsPointer(V->getType()) &&
           any_of(Memory.objectsInside(V),
                  [](MemoryObject *O) { return O->NeedsShadow; });
  MemoryObject *O = Memory.objectOf(V);
  return O && O->NeedsShadow;
}

bool ActivityAnalysis::returnsActive(const Function &Member) const {
  return any_of(returnedBy(Member), [&](Value *V) {
    return containsFloat(V->getType()) && isActive(V);
  });
}

bool ActivityAnalysis::returnsShadow(const Function &Member) const {
  return any_of(returnedBy(Member), [&](Value *V) {
    return containsPointer(V->getType()) && hasShadow(V);
  });
}

void ActivityAnalysis::rename(const Value *Old, const Value *New) {
  for (auto *Known : {&Varied, &Useful})
    if (Known->contains(Old))
      Known->insert(New);
}

/// The memory that \p V names, and all that pointers in it lead to.
SmallVector<MemoryObject *, 8>
ActivityAnalysis::reachableFrom(const Value *V) const {
  SmallVector<MemoryObject *, 8> Work, Found;
  if (V->getType()->isAggregateType())
    Work.append(Memory.objectsInside(V));
  else if (V->getType()->isPointerTy())
    if (MemoryObject *O = Memory.objectOf(V))
      Work.push_back(O);
  SmallPtrSet<MemoryObject *, 8> Seen;
  while (!Work.empty()) {
    MemoryObject *O = Work.pop_back_val();
    if (!Seen.insert(O).second)
      continue;
    Found.push_back(O);
    Work.append(Memory.pointeesOf(*O));
  }
  return Found;
}

static bool isWritable(const MemoryObject *O) {
  return !O->From.Constant && !O->From.ConstantGlobal &&
         !O->From.MutableGlobal && !O->From.Inactive;
}

/// What a function with a rule takes may be in all that it returns and writes.
bool ActivityAnalysis::varyByRule(CallBase &Call) {
  if (!any_of(Call.args(), [&](Value *V) {
        return Varied.contains(V) || reachesVaried(V);
      }))
    return false;
  bool Changed =
      containsFloat(Call.getType()) && Varied.insert(&Call).second;
  for (Value *V : Call.args())
    for (MemoryObject *O : reachableFrom(V))
      if (!O->Varied && isWritable(O))
        Changed = O->Varied = true;
  return Changed;
}

bool ActivityAnalysis::useByRule(CallBase &Call) {
  bool IsUsed = Useful.contains(&Call);
  for (Value *V : Call.args())
    for (MemoryObject *O : reachableFrom(V))
      IsUsed |= O->Useful;
  if (!IsUsed)
    return false;
  bool Changed = false;
  for (Value *V : Call.args()) {
    if (!isa<Constant>(V) && containsFloat(V->getType()))
      Changed |= Useful.insert(V).second;
    for (MemoryObject *O : reachableFrom(V))
      if (!O->Useful)
        Changed = O->Useful = true;
  }
  return Changed;
}

/// Its rule takes the shadow of each pointer.
bool ActivityAnalysis::verifyRuleCall(CallBase &Call, RefusalLog &Log) {
  if (!touches(Call))
    return true;
  for (Value *V : Call.args()) {
    if (!V->getType()->isPointerTy() || isa<ConstantPointerNull>(V) ||
        hasShadow(V))
      continue;
    Log.refuse(RefusalCode::ConstantMemory, Call,
               "the derivative registered for '" +
                   readableName(Call.getCalledFunction()->getName()) +
                   "' takes the shadow of memory that has none");
    return false;
  }
  return true;
}

/// Whether \p V leads to memory in which something varies: who does not know
/// what a call does must assume that it reads all of that.
bool ActivityAnalysis::reachesVaried(const Value *V) const {
  return any_of(reachableFrom(V), [](MemoryObject *O) {
    return O->Varied || O->VariedBits || O->NeedsShadow;
  });
}

bool ActivityAnalysis::touches(const CallBase &Call) const {
  return isActive(&Call) || any_of(Call.args(), [&](Value *Argument) {
           return Varied.contains(Argument) || reachesVaried(Argument);
         });
}

/// Functions of the system that start threads and let them wait.
static bool isThreading(const Function &F) {
  StringRef Name = F.getName();
  return F.isDeclaration() &&
         (Name.starts_with("pthread_") || Name.starts_with("thrd_") ||
          Name.starts_with("mtx_") || Name == "syscall");
}

bool ActivityAnalysis::verifyCall(CallBase &Call, RefusalLog &Log) {
  if (isIgnorableCall(Call) || typeHint(Call) || isa<MemIntrinsic>(Call) ||
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
    return true;
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

bool ActivityAnalysis::verifyStores(RefusalLog &Log, bool AtRuntime) {
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
    if (O->From.Inactive || (AtRuntime && O->From.Duplicated))
      return;
    if (O->From.MutableGlobal) {
      Log.refuse(RefusalCode::ConstantMemory, I,
                 "an active value is stored into a mutable static");
      Ok = false;
    } else if (O->From.Constant) {
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

bool ActivityAnalysis::verifyAccesses(RefusalLog &Log, bool AtRuntime) {
  bool Ok = true;
  const DataLayout &DL = S.root().getParent()->getDataLayout();
  forEach(S, [&](Instruction &I) {
    const Value *P = getLoadStorePointerOperand(&I);
    if (!Ok || !P || isCold(I))
      return;
    MemoryObject *O = Memory.objectOf(P);
    if (!O || !O->NeedsShadow)
      return;
    if (!AtRuntime &&
        (O->From.Constant || O->From.MutableGlobal || O->From.Foreign)) {
      Log.refuse(RefusalCode::MixedActivity, mixedAccess(*O, I),
                 Twine("this pointer names active memory on one path and ") +
                     (O->From.Foreign ? "memory of unknown origin"
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

bool ActivityAnalysis::verifyInstruction(Instruction &I, RefusalLog &Log) {
  if (auto *Call = dyn_cast<CallBase>(&I))
    return verifyCall(*Call, Log);
  if ((isa<AtomicRMWInst>(I) || isa<AtomicCmpXchgInst>(I)) && isActive(&I)) {
    Log.refuse(RefusalCode::Concurrency, I, "atomic access to active data");
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
    if (neighbourOf(*B) || isOnlyMoved(*B))
      return true;
    Log.refuse(RefusalCode::IntegerBits, I,
               "the bits of an active float are computed with as an integer");
    return false;
  }
  Log.refuse(RefusalCode::UnsupportedOperation, I,
             Twine("no derivative for '") + I.getOpcodeName() + "'");
  return false;
}

bool ActivityAnalysis::verify(RefusalLog &Log, bool AtRuntime) {
  bool Ok = verifyStores(Log, AtRuntime) && verifyAccesses(Log, AtRuntime);
  forEach(S, [&](Instruction &I) {
    if (!isCold(I))
      Ok &= verifyInstruction(I, Log);
  });
  return Ok;
}

void ActivityAnalysis::print(raw_ostream &OS) const {
  for (const Function *F : S.functions()) {
    OS << "activity of '" << F->getName() << "'\n";
    for (const Instruction &I : instructions(F)) {
      if (I.getType()->isVoidTy())
        continue;
      OS << "  ";
      I.printAsOperand(OS, false);
      OS << ": "
         << (I.getType()->isPointerTy()
                 ? (hasShadow(&I) ? "shadowed" : "constant")
                 : (isActive(&I) ? "active" : "inactive"))
         << '\n';
    }
  }
}

} // namespace enzyme
