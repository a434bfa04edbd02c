//===- MemoryInstructions.cpp - What instructions say about memory --------===//

#include "analysis/FloatPointers.h"
#include "analysis/MemoryModelBuilder.h"
#include "analysis/PlainIntegers.h"
#include "prepare/Numbers.h"
#include "rules/CallTraits.h"
#include "rules/LibraryStatics.h"
#include "rules/WordCalls.h"
#include "support/HandedOn.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

/// The pointers whose addresses the integer \p V is computed from: a pointer
/// that is made of it may name what they name.
static SmallVector<Value *, 2> addressesIn(Value *V) {
  SmallVector<Value *, 2> Result;
  SmallSetVector<Value *, 8> Work;
  Work.insert(V);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    auto *I = dyn_cast<Instruction>(Work[Next]);
    if (auto *Address = dyn_cast_or_null<PtrToIntInst>(I))
      Result.push_back(Address->getPointerOperand());
    else if (I && (isa<BinaryOperator>(I) || isa<CastInst>(I) ||
                   isa<SelectInst>(I) || isa<PHINode>(I) || isa<FreezeInst>(I)))
      Work.insert(I->op_begin(), I->op_end());
  }
  return Result;
}

/// Whether \p Word is an element of a vector of floats, or a variable one: what is
/// stored there is not followed.
static bool isOfVector(Value &Word) {
  SmallSetVector<Value *, 8> Work;
  Work.insert(&Word);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    Value &V = *Work[Next];
    if (auto *E = dyn_cast<ExtractElementInst>(&V))
      if (E->getType()->isFloatingPointTy() ||
          !isa<ConstantInt>(E->getIndexOperand()))
        return true;
    if (handsOn(V) || isa<BitCastInst>(V))
      Work.insert(handedOn(V).begin(), handedOn(V).end());
  }
  return false;
}

void MemoryModelBuilder::integerEvidence(Value *V) {
  if (V->getType()->isIntegerTy() && !isa<Constant>(V))
    Graph.addKind(content(V), sizeOf(V->getType()), ByteKind::Integer);
}

void MemoryModelBuilder::visitInteger(Instruction &I) {
  if (!I.getType()->isIntegerTy() && isa<BinaryOperator>(I))
    return;
  switch (I.getOpcode()) {
  case Instruction::Add:
  case Instruction::Sub:
  case Instruction::Mul:
  case Instruction::UDiv:
  case Instruction::SDiv:
  case Instruction::URem:
  case Instruction::SRem:
    // An address minus an address is an integer; the operands say nothing.
    for (Value *Op : I.operands())
      if (!isa<PtrToIntInst>(Op))
        integerEvidence(Op);
    integerEvidence(&I);
    return;
  case Instruction::And:
  case Instruction::Xor: {
    // Masks of the sign: absolute value and negation of a float's bits.
    auto *Mask = dyn_cast<ConstantInt>(I.getOperand(1));
    unsigned Bits = I.getType()->getIntegerBitWidth();
    if (Mask && Bits >= 32 &&
        (Mask->getValue().isSignMask() || Mask->getValue().isMaxSignedValue()))
      Copies.push_back({content(I.getOperand(0)), content(&I), Bits / 8});
    return;
  }
  case Instruction::SIToFP:
  case Instruction::UIToFP:
    return integerEvidence(I.getOperand(0));
  case Instruction::FPToSI:
  case Instruction::FPToUI:
    return integerEvidence(&I);
  case Instruction::ICmp:
    for (unsigned Op : {0u, 1u})
      if (auto *C = dyn_cast<ConstantInt>(I.getOperand(Op)))
        if (!C->isZero() && C->getValue().getActiveBits() <= 20)
          integerEvidence(I.getOperand(1 - Op));
    return;
  case Instruction::Switch:
    return integerEvidence(I.getOperand(0));
  default:
    return;
  }
}

/// What is passed and what is taken are the same bytes; so are what the member
/// returns and the result of the call.
void MemoryModelBuilder::visitMemberCall(CallBase &Call, Function &Member) {
  auto Same = [&](Value *V, Value *As) {
    if (As->getType()->isPointerTy()) {
      if (!namesNoMemory(V))
        Graph.unify(pointer(As), pointer(V));
    } else if (!As->getType()->isFPOrFPVectorTy() &&
               sizeOf(As->getType()) >= 4) {
      store(V, content(As));
    }
  };
  for (Argument &A : Member.args())
    Same(Call.getArgOperand(A.getArgNo()), &A);
  if (Call.getType()->isVoidTy())
    return;
  for (BasicBlock &BB : Member)
    if (auto *R = dyn_cast<ReturnInst>(BB.getTerminator()))
      Same(R->getReturnValue(), &Call);
}

void MemoryModelBuilder::visitCall(CallBase &Call) {
  if (Function *Member = Model.S.memberCalled(Call))
    return visitMemberCall(Call, *Member);
  if (Call.isIndirectCall())
    pointer(Call.getCalledOperand());
  if (auto *Hint = dyn_cast<MemTransferInst>(&Call)) {
    uint64_t Size = MemoryGraph::UnknownSize;
    if (auto *C = dyn_cast<ConstantInt>(Hint->getLength()))
      Size = C->getZExtValue();
    Copies.push_back(
        {pointer(Hint->getRawDest()), pointer(Hint->getRawSource()), Size});
    return;
  }
  if (std::optional<ByteKind> Kind = typeHint(Call)) {
    MemoryRef At = pointer(Call.getArgOperand(0));
    const uint64_t Size = *Kind == ByteKind::Float ? 4 : 8, MostByNumber = 64;
    uint64_t Bytes = Size;
    if (Call.arg_size() > 1) {
      auto *C = dyn_cast<ConstantInt>(Call.getArgOperand(1));
      Bytes = C ? C->getZExtValue() : MemoryGraph::UnknownSize;
    }
    if (Bytes > MostByNumber * Size) {
      Graph.addPeriod(At, Size);
      Bytes = Size;
    }
    for (uint64_t Offset = 0; Offset + Size <= std::max(Bytes, Size);
         Offset += Size)
      Graph.addKind({At.Object, At.Offset + int64_t(Offset)}, Size, *Kind);
    return;
  }
  WordCall OfWords = wordCall(Call);
  if (OfWords == WordCall::TakeAdjoint)
    return Graph.addKind(pointer(Call.getArgOperand(0)), sizeof(double),
                         ByteKind::Double);
  if (OfWords == WordCall::CopyAddresses || OfWords == WordCall::AddAdjoints) {
    auto *Bytes = dyn_cast<ConstantInt>(Call.getArgOperand(2));
    Copies.push_back({pointer(Call.getArgOperand(0)),
                      pointer(Call.getArgOperand(1)),
                      Bytes ? Bytes->getZExtValue()
                            : MemoryGraph::UnknownSize});
    return;
  }
  if (Value *Freed = asDeallocation(Call)) {
    MemoryRef R = pointer(Freed);
    R.Object->Deallocations.push_back(&Call);
    return;
  }
  if (isReallocation(Call)) {
    MemoryRef Old = pointer(Call.getArgOperand(0));
    Old.Object->Reallocated = true;
    Graph.unify(Old, pointer(&Call));
    return;
  }
  for (Value *Arg : Call.args()) {
    if (Arg->getType()->isPointerTy())
      pointer(Arg);
    if (auto *II = dyn_cast<IntrinsicInst>(&Call); II && II->getType()->isIntegerTy())
      integerEvidence(Arg);
  }
  if (auto *Returned = Call.getReturnedArgOperand())
    if (Call.getType()->isPointerTy() && Returned->getType()->isPointerTy())
      Graph.unify(pointer(&Call), pointer(Returned));
  // Only copies of pointers are left to say: ptrmask, launder and the like
  // return their first argument.
  if (auto *II = dyn_cast<IntrinsicInst>(&Call))
    if (II->getType()->isPointerTy() && II->arg_size() > 0 &&
        II->getArgOperand(0)->getType()->isPointerTy())
      Graph.unify(pointer(II), pointer(II->getArgOperand(0)));
}

/// Bytes from the start of \p Aggregate to one of its fields.
static int64_t fieldOffset(const DataLayout &DL, Type *Aggregate,
                           ArrayRef<unsigned> Indices) {
  Type *Index = Type::getInt32Ty(Aggregate->getContext());
  SmallVector<Value *, 4> Path{ConstantInt::get(Index, 0)};
  for (unsigned N : Indices)
    Path.push_back(ConstantInt::get(Index, N));
  return DL.getIndexedOffsetInType(Aggregate, Path);
}

/// Vectors of integers as large as half a word: others have no addresses or floats
/// in their elements.
static bool isOfWords(const Value &V, const DataLayout &DL) {
  const uint64_t Half = 4;
  auto *T = dyn_cast<FixedVectorType>(V.getType());
  return T && T->getElementType()->isIntegerTy() &&
         DL.getTypeStoreSize(T->getElementType()) >= Half;
}

/// The elements of a vector are the bytes of it; whether \p I moves such.
bool MemoryModelBuilder::visitElements(Instruction &I) {
  auto ElementOf = [&](Value *Vector, uint64_t Index) {
    MemoryRef At = content(Vector);
    uint64_t Size =
        sizeOf(cast<FixedVectorType>(Vector->getType())->getElementType());
    return MemoryRef{At.Object, At.Offset + int64_t(Index * Size)};
  };
  if (auto *E = dyn_cast<ExtractElementInst>(&I)) {
    if (!isOfWords(*E->getVectorOperand(), DL))
      return false;
    if (auto *Index = dyn_cast<ConstantInt>(E->getIndexOperand()))
      load(E, ElementOf(E->getVectorOperand(), Index->getZExtValue()));
    return true;
  }
  if (!isOfWords(I, DL))
    return false;
  if (auto *N = dyn_cast<InsertElementInst>(&I)) {
    store(N->getOperand(0), content(N));
    if (auto *Index = dyn_cast<ConstantInt>(N->getOperand(2)))
      store(N->getOperand(1), ElementOf(N, Index->getZExtValue()));
    return true;
  }
  auto *Shuffle = dyn_cast<ShuffleVectorInst>(&I);
  if (!Shuffle)
    return false;
  int First =
      cast<FixedVectorType>(Shuffle->getOperand(0)->getType())->getNumElements();
  for (auto [To, From] : enumerate(Shuffle->getShuffleMask()))
    if (From >= 0)
      Copies.push_back(
          {ElementOf(Shuffle, To),
           ElementOf(Shuffle->getOperand(From < First ? 0 : 1), From % First),
           sizeOf(Shuffle->getType()->getElementType())});
  return true;
}

void MemoryModelBuilder::visit(Instruction &I) {
  if (I.getType()->isPointerTy())
    pointer(&I);
  // What the numbers of the library come beside says nothing of them.
  if (Value *At = getLoadStorePointerOperand(&I); At && isOfNumbers(*At))
    return Graph.addKind(pointer(At), sizeOf(getLoadStoreType(&I)),
                         ByteKind::Integer);
  if (I.hasMetadata(WordAccess))
    return wordAccess(I);
  if (auto *L = dyn_cast<LoadInst>(&I)) {
    MemoryRef At = pointer(L->getPointerOperand());
    if (!Model.Probes.contains(L->getPointerOperand()))
      load(L, At);
    if (Words.contains(L) && L->getType()->isDoubleTy())
      moveWord(L, At);
    return;
  }
  if (auto *S = dyn_cast<StoreInst>(&I)) {
    Type *T = S->getValueOperand()->getType();
    if (T->isIntegerTy() && sizeOf(T) < DL.getPointerSize())
      movePieces(*S);
    MemoryRef At = pointer(S->getPointerOperand());
    if (Words.contains(S->getValueOperand()) && T->isDoubleTy())
      moveWord(S->getValueOperand(), At);
    if (T->isPointerTy() && mayBeFloat(*S->getValueOperand()))
      Graph.addKind(At, sizeof(double), ByteKind::Double);
    return store(S->getValueOperand(), At);
  }
  if (Bounded && Bounded->find(&I))
    return;
  if (isa<PHINode>(I) || isa<SelectInst>(I) || isa<FreezeInst>(I)) {
    unsigned First = isa<SelectInst>(I) ? 1 : 0;
    for (unsigned Op = First, E = I.getNumOperands(); Op != E; ++Op) {
      Value *V = I.getOperand(Op);
      if (V->getType()->isPointerTy()) {
        if (!namesNoMemory(V))
          Graph.unify(pointer(&I), pointer(V));
      } else if ((V->getType()->isIntegerTy() ||
                  V->getType()->isAggregateType() || isOfWords(*V, DL)) &&
                 sizeOf(V->getType()) >= 4) {
        store(V, content(&I));
      } else if (Words.contains(&I)) {
        moveWord(V, content(&I));
      }
    }
    return;
  }
  if (auto *X = dyn_cast<AtomicRMWInst>(&I);
      X && X->getOperation() == AtomicRMWInst::Xchg &&
      sizeOf(X->getType()) == DL.getPointerSize()) {
    MemoryRef At = pointer(X->getPointerOperand());
    store(X->getValOperand(), At);
    return load(X, At);
  }
  if (auto *X = dyn_cast<AtomicCmpXchgInst>(&I)) {
    Value *New = X->getNewValOperand();
    if (sizeOf(New->getType()) != DL.getPointerSize())
      return;
    MemoryRef At = pointer(X->getPointerOperand());
    store(New, At);
    Copies.push_back({content(X), At, sizeOf(New->getType())});
    return;
  }
  if (auto *P = dyn_cast<PtrToIntInst>(&I)) {
    for (LoadInst *L : floatsLoadedAsPointers(*P))
      Graph.addKind(pointer(L->getPointerOperand()), sizeof(double),
                    ByteKind::Double);
    if (sizeOf(P->getType()) == DL.getPointerSize())
      Graph.unify(Graph.pointeeAt(content(P), DL.getPointerSize()),
                  pointer(P->getPointerOperand()));
    return;
  }
  if (auto *P = dyn_cast<IntToPtrInst>(&I)) {
    if (isSmallNumber(*P->getOperand(0), DL))
      return;
    SmallVector<Value *, 2> Sources = addressesIn(P->getOperand(0));
    if (Sources.empty() && isNumber(*P->getOperand(0)))
      return;
    for (Value *Source : Sources)
      Graph.unify(pointer(Source), pointer(P));
    if (Sources.empty() && (isa<BinaryOperator>(P->getOperand(0)) ||
                            isOfVector(*P->getOperand(0))))
      Graph.find(pointer(P)).Object->From.Foreign = true;
    if (!isa<Constant>(P->getOperand(0)))
      Graph.unify(Graph.pointeeAt(content(P->getOperand(0)), DL.getPointerSize()),
                  pointer(P));
    return;
  }
  if (auto *B = dyn_cast<BitCastInst>(&I)) {
    auto IsWords = [&](const Value &V) {
      return V.getType()->isIntegerTy() || isOfWords(V, DL);
    };
    if (!B->getType()->isPointerTy()) {
      if (Words.contains(B))
        moveWord(B->getOperand(0), content(B));
      else if (IsWords(*B->getOperand(0)))
        load(B, content(B->getOperand(0)));
      else if (IsWords(*B))
        store(B->getOperand(0), content(B));
    }
    return;
  }
  if (visitElements(I))
    return;
  if (auto *E = dyn_cast<ExtractValueInst>(&I)) {
    MemoryRef At = content(E->getAggregateOperand());
    int64_t Offset =
        fieldOffset(DL, E->getAggregateOperand()->getType(), E->getIndices());
    return load(E, {At.Object, At.Offset + Offset});
  }
  if (auto *V = dyn_cast<InsertValueInst>(&I)) {
    store(V->getAggregateOperand(), content(V));
    int64_t Offset = fieldOffset(DL, V->getType(), V->getIndices());
    MemoryRef At = content(V);
    return store(V->getInsertedValueOperand(), {At.Object, At.Offset + Offset});
  }
  if (auto *T = dyn_cast<TruncInst>(&I)) {
    if (sizeOf(T->getType()) >= 4)
      Copies.push_back({content(T->getOperand(0)), content(T), sizeOf(T->getType())});
    return;
  }
  if (auto *Call = dyn_cast<CallBase>(&I))
    return visitCall(*Call);
  if (auto *R = dyn_cast<ReturnInst>(&I)) {
    if (Value *V = R->getReturnValue(); V && V->getType()->isPointerTy())
      pointer(V);
    return;
  }
  visitInteger(I);
}

} // namespace enzyme
