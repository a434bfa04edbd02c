//===- Activity.cpp - Which values and memory carry a derivative -----------===//

#include "analysis/Activity.h"
#include "analysis/WordTails.h"
#include "rules/CallTraits.h"
#include "rules/DerivativeTable.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

/// What \p F may return, in order of its blocks.
static SmallVector<Value *, 2> returnedBy(const Function &F) {
  SmallVector<Value *, 2> Result;
  for (const BasicBlock &BB : F)
    if (auto *R = dyn_cast<ReturnInst>(BB.getTerminator()))
      if (Value *V = R->getReturnValue())
        Result.push_back(V);
  return Result;
}

/// Bits of a float that are compared go nowhere.
static bool isOnlyCompared(const Instruction &Bits) {
  return all_of(Bits.users(), [](const User *U) {
    return isa<ICmpInst>(U) || takesFewBits(*cast<Instruction>(U));
  });
}

ActivityAnalysis::ActivityAnalysis(const Slice &S, MemoryModel &Memory,
                                   ParameterActivities Parameters,
                                   bool ActiveReturn)
    : S(S), Memory(Memory), Bits(S, Memory), RunByLibrary(S),
      ActiveReturn(ActiveReturn) {
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
  // Memory of the caller may only be copied.
  Singles = any_of(Varied,
                   [](const Value *V) {
                     return V->getType()->getScalarType()->isFloatTy();
                   }) ||
            any_of(Memory.liveObjects(), [](const MemoryObject *O) {
              return O->From.Duplicated && O->hasSingles();
            });
  auto IsSingle = [](const Type *T) { return T->getScalarType()->isFloatTy(); };
  LooseSingles = Singles && any_of(S.functions(), [&](Function *F) {
    return any_of(instructions(*F), [&](const Instruction &I) {
      return isa<BitCastInst>(I) &&
             IsSingle(I.getType()) != IsSingle(I.getOperand(0)->getType()) &&
             !isOnlyCompared(I);
    });
  });
}

bool ActivityAnalysis::mayHoldSingles(const Value *Pointer) const {
  return Singles && (LooseSingles || Memory.hasSinglesAt(Pointer));
}

bool isReduction(const Instruction &I) {
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
  if (takesFewBits(I))
    return false;
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
    return isReduction(I) || mixesBits(I) ? Any() : false;
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

/// Whether nothing is known of \p O but that its bytes are looked at one by one,
/// or two by two: they may be those of floats that are put together elsewhere.
static bool isSeenInPieces(const MemoryObject *O) {
  const unsigned LargestPiece = 2;
  return O && !O->cells().empty() && all_of(O->cells(), [&](const auto &Cell) {
    return Cell.second.Kind == ByteKind::Unknown ||
           (Cell.second.Kind == ByteKind::Integer &&
            Cell.second.Size <= LargestPiece);
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
    return Read.Words || Read.CutsFloat ||
           isSeenInPieces(Memory.objectOf(L.getPointerOperand()));
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
  while (Changed && S.spendVisit()) {
    Changed = false;
    auto Mark = [&](bool &Flag) {
      Changed |= !Flag;
      Flag = true;
    };
    auto Vary = [&](const Value *V) { Changed |= Varied.insert(V).second; };
    forEach(S, [&](Instruction &I) {
      Changed |= Bits.visit(I, Varied);
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
      if (auto *Call = dyn_cast<CallBase>(&I)) {
        if (S.ruleOf(*Call)) {
          Changed |= varyByRule(*Call);
          return;
        }
        Changed |= varyByWords(*Call);
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
      AtomicWrite Atomic = asAtomicWrite(I);
      if (Atomic && Varied.contains(Atomic.Written))
        if (MemoryObject *O = Memory.objectOf(Atomic.Pointer))
          Mark(O->VariedBits);
      if (I.getType()->isVoidTy() || I.getType()->isPointerTy() ||
          Varied.contains(&I))
        return;
      bool Now;
      if (auto *L = dyn_cast<LoadInst>(&I)) {
        MemoryObject *O = Memory.objectOf(L->getPointerOperand());
        Now = (O && (O->Varied || O->VariedBits) && mayLoadFloat(*L)) ||
              Bits.areIn(L);
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
  while (Changed && S.spendVisit()) {
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
      if (AtomicWrite Atomic = asAtomicWrite(I)) {
        MemoryObject *O = Memory.objectOf(Atomic.Pointer);
        if (Useful.contains(&I))
          UseMemory(O);
        if (O && O->Useful)
          Use(Atomic.Written);
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
      if (auto *Call = dyn_cast<CallBase>(&I)) {
        if (S.ruleOf(*Call)) {
          Changed |= useByRule(*Call);
          return;
        }
        Changed |= useByWords(*Call);
      }
      if (!Useful.contains(&I))
        return;
      if (auto *L = dyn_cast<LoadInst>(&I))
        return UseMemory(Memory.objectOf(L->getPointerOperand()));
      for (Value *Op : I.operands())
        if (!isa<BasicBlock>(Op) && !isa<Function>(Op))
          Use(Op);
    };
    // Against the flow, or each round would get no further than one block.
    for (Function *F : S.functions())
      for (BasicBlock &BB : reverse(*F))
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
  while (Changed && S.effort().spend(Live.size())) {
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

bool ActivityAnalysis::writesShadow(const StoreInst &S) const {
  return hasShadow(S.getPointerOperand()) && !S.hasMetadata(KeptBytes);
}

bool ActivityAnalysis::returnsActive(const Function &Member) const {
  return any_of(returnedBy(Member), [&](Value *V) {
    return containsFloat(V->getType()) && isActive(V);
  });
}

/// A member that returns a constant names no memory with a shadow, but its callers
/// take what it returns for what others return.
bool ActivityAnalysis::returnsShadow(const Function &Member) const {
  auto IsShadowed = [&](const Value *V) {
    return containsPointer(V->getType()) && hasShadow(V);
  };
  return any_of(returnedBy(Member), IsShadowed) ||
         any_of(Member.users(), [&](const User *U) {
           auto *Call = dyn_cast<CallBase>(U);
           return Call && Call->getCalledFunction() == &Member &&
                  IsShadowed(Call);
         });
}

void ActivityAnalysis::rename(const Value *Old, const Value *New) {
  for (auto *Known : {&Varied, &Useful})
    if (Known->contains(Old))
      Known->insert(New);
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
