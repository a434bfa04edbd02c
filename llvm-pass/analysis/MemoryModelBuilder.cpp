//===- MemoryModelBuilder.cpp - Objects from values -----------------------===//

#include "analysis/ByteProbes.h"
#include "analysis/DoubleWords.h"
#include "analysis/MemoryModelBuilder.h"
#include "analysis/IndexFactor.h"
#include "request/Hints.h"
#include "rules/CallTraits.h"
#include "support/Compat.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include <map>
#include <numeric>
#include <set>
#include <tuple>

using namespace llvm;

namespace enzyme {

MemoryRef MemoryModelBuilder::pointer(Value *V) {
  auto It = Model.Pointers.find(V);
  if (It != Model.Pointers.end())
    return Graph.find(It->second);
  MemoryRef R = makePointer(V);
  Model.Pointers[V] = R;
  return Graph.find(R);
}

/// Intrinsics that return the pointer that they are given, or its mask.
static bool returnsItsPointer(const CallBase &Call) {
  return isa<IntrinsicInst>(Call) && Call.arg_size() > 0 &&
         Call.getArgOperand(0)->getType()->isPointerTy();
}

/// Tables of virtual methods and descriptions of types, in C++. Declarations of
/// them do not say that they are constant.
static bool describesType(const GlobalVariable &G) {
  StringRef Name = G.getName();
  return Name.starts_with("_ZTV") || Name.starts_with("_ZTI") ||
         Name.starts_with("_ZTS") || Name.starts_with("_ZTT");
}

MemoryRef MemoryModelBuilder::makePointer(Value *V) {
  if (auto *G = dyn_cast<GEPOperator>(V))
    return gep(*G);
  if (const BoundedPointer *P = Bounded ? Bounded->find(V) : nullptr)
    return bounded(*P);
  if (auto *F = dyn_cast<Function>(V)) {
    MemoryRef R = Graph.create();
    R.Object->Targets.insert(F);
    return R;
  }
  if (auto *G = dyn_cast<GlobalVariable>(V)) {
    MemoryRef R = Graph.create();
    R.Object->From.Inactive = G->hasAttribute(InactiveAttribute);
    bool Constant = isConstantData(*G) || describesType(*G);
    (Constant ? R.Object->From.ConstantGlobal
              : R.Object->From.MutableGlobal) = true;
    if (!Constant)
      R.Object->Statics.insert(G);
    // Statics of tables give types to what is copied from them.
    Model.Pointers[V] = R;
    if (G->hasInitializer() && Constant)
      constantData(G->getInitializer(), R);
    return R;
  }
  if (auto *Call = dyn_cast<CallBase>(V)) {
    MemoryRef R = Graph.create();
    if (asAllocation(*Call) || isReallocation(*Call)) {
      R.Object->From.Heap = true;
      R.Object->Allocations.push_back(Call);
    } else if (!Model.S.memberCalled(*Call) && !Model.S.ruleOf(*Call) &&
               !returnsItsPointer(*Call)) {
      R.Object->From.Foreign = true;
    }
    return R;
  }
  if (isa<AllocaInst>(V)) {
    MemoryRef R = Graph.create();
    R.Object->From.Stack = true;
    R.Object->Allocations.push_back(V);
    return R;
  }
  if (auto *CE = dyn_cast<ConstantExpr>(V))
    if (CE->isCast() && CE->getOperand(0)->getType()->isPointerTy())
      return pointer(CE->getOperand(0));
  // Arguments, phis, loads, and addresses that are not of any memory (null,
  // dangling): each a fresh object, merged by what follows.
  return Graph.create();
}

MemoryRef MemoryModelBuilder::gep(GEPOperator &G) {
  MemoryRef Base = pointer(G.getPointerOperand());
  VariableOffsets Variable;
  unsigned Bits = DL.getIndexTypeSizeInBits(G.getType());
  APInt Constant(Bits, 0);
  if (!G.collectOffset(DL, Bits, Variable, Constant)) {
    Graph.addPeriod(Base, 1);
    return Base;
  }
  if (Model.Probes.contains(G.getPointerOperand()) ||
      (!Variable.empty() && isByteProbe(G))) {
    Model.Probes.insert(&G);
    return {Base.Object, Base.Offset + Constant.getSExtValue()};
  }
  if (const BoundedPointer *P = Bounded ? Bounded->find(&G) : nullptr)
    return bounded(*P);
  for (auto &[Index, Scale] : Variable) {
    AddressDistances Between;
    uint64_t Factor = factorOf(*Index, Between);
    Graph.addPeriod(Base, Scale.abs().getZExtValue() * Factor);
    for (auto &[End, Start] : Between)
      Distances.push_back({Base, End, Start});
  }
  Base = Graph.find(Base);
  return {Base.Object, Base.Offset + Constant.getSExtValue()};
}

/// Integers and aggregates are small pieces of memory of their own: their
/// bytes have kinds as those of memory do.
MemoryRef MemoryModelBuilder::content(Value *V) {
  auto [It, New] = Model.Contents.try_emplace(V);
  if (New) {
    It->second = Graph.create();
    if (auto *C = dyn_cast<ConstantExpr>(V))
      constantData(C, It->second);
  }
  return Graph.find(Model.Contents[V]);
}

void MemoryModelBuilder::constantData(Constant *C, MemoryRef At) {
  Type *T = C->getType();
  if (isa<ConstantAggregateZero>(C) || isa<UndefValue>(C) || isa<ConstantInt>(C))
    return;
  if (T->isPointerTy()) {
    if (namesNoMemory(C))
      return;
    Graph.unify(Graph.pointeeAt(At, DL.getPointerSize()), pointer(C));
    return;
  }
  if (auto *Address = dyn_cast<PtrToIntOperator>(C)) {
    if (sizeOf(T) == DL.getPointerSize())
      Graph.unify(Graph.pointeeAt(At, DL.getPointerSize()),
                  pointer(Address->getPointerOperand()));
    return;
  }
  if (floatKind(T) != ByteKind::Unknown) {
    Graph.addKind(At, sizeOf(T), floatKind(T));
    return;
  }
  if (auto *D = dyn_cast<ConstantDataSequential>(C)) {
    if (floatKind(D->getElementType()) != ByteKind::Unknown) {
      unsigned Size = D->getElementByteSize();
      if (D->getNumElements() > 16)
        Graph.addPeriod(At, Size);
      for (unsigned I = 0, E = std::min<uint64_t>(D->getNumElements(), 16); I != E; ++I)
        Graph.addKind({At.Object, At.Offset + int64_t(I) * Size}, Size,
                      floatKind(D->getElementType()));
    }
    return;
  }
  if (auto *S = dyn_cast<ConstantStruct>(C)) {
    const StructLayout *SL = DL.getStructLayout(S->getType());
    for (unsigned I = 0, E = S->getNumOperands(); I != E; ++I)
      constantData(S->getOperand(I),
                   {At.Object, At.Offset + int64_t(SL->getElementOffset(I))});
    return;
  }
  if (isa<ConstantArray>(C) || isa<ConstantVector>(C)) {
    auto *A = cast<ConstantAggregate>(C);
    uint64_t Size = DL.getTypeAllocSize(A->getOperand(0)->getType());
    if (A->getNumOperands() > 16)
      Graph.addPeriod(At, Size);
    for (unsigned I = 0, E = A->getNumOperands(); I != E; ++I)
      constantData(A->getOperand(I),
                   {At.Object, At.Offset + int64_t(I * Size)});
  }
}

/// \p V is written to \p At.
void MemoryModelBuilder::store(Value *V, MemoryRef At) {
  if (auto *C = dyn_cast<Constant>(V)) {
    if (!isa<GlobalValue>(C) && !isa<ConstantExpr>(C))
      return constantData(C, At);
  }
  load(V, At);
}

/// The bytes of \p V and those at \p At are the same.
void MemoryModelBuilder::load(Value *V, MemoryRef At) {
  Type *T = V->getType();
  if (T->isPointerTy()) {
    MemoryRef Pointee = Graph.pointeeAt(At, sizeOf(T));
    if (!namesNoMemory(V))
      Graph.unify(Pointee, pointer(V));
    return;
  }
  if (floatKind(T) != ByteKind::Unknown) {
    Graph.addKind(At, sizeOf(T), floatKind(T));
    return;
  }
  if (auto *VT = dyn_cast<FixedVectorType>(T)) {
    ByteKind Kind = floatKind(VT->getElementType());
    unsigned Size = DL.getTypeStoreSize(VT->getElementType());
    if (Kind != ByteKind::Unknown) {
      for (unsigned I = 0; I != VT->getNumElements(); ++I)
        Graph.addKind({At.Object, At.Offset + int64_t(I * Size)}, Size, Kind);
      return;
    }
  }
  if (auto *IT = dyn_cast<IntegerType>(T))
    if (IT->getBitWidth() < 32) {
      Graph.addKind(At, sizeOf(T), ByteKind::Integer);
      return;
    }
  Copies.push_back({content(V), At, sizeOf(T)});
}

/// The bytes of the word \p V and those at \p At are the same. A constant is no
/// address.
void MemoryModelBuilder::moveWord(Value *V, MemoryRef At) {
  if (!isa<Constant>(V))
    Copies.push_back({content(V), At, sizeOf(V->getType())});
}

void MemoryModelBuilder::wordAccess(Instruction &I) {
  MemoryRef At = pointer(getLoadStorePointerOperand(&I));
  const unsigned Word = 8;
  for (uint64_t Done = 0, E = sizeOf(getLoadStoreType(&I)); Done < E;
       Done += Word)
    Graph.addKind({At.Object, At.Offset + int64_t(Done)}, Word,
                  ByteKind::Conflict);
  auto *S = dyn_cast<StoreInst>(&I);
  moveWord(S ? S->getValueOperand() : &I, At);
}

void MemoryModelBuilder::spread(MemoryObject *From, bool Provenance::*Flag) {
  SmallVector<MemoryObject *, 8> Work{From};
  while (!Work.empty()) {
    MemoryObject *O = Work.pop_back_val();
    if (O->From.*Flag && O != From)
      continue;
    O->From.*Flag = true;
    for (auto &[Offset, Cell] : O->cells())
      if (Cell.Pointee) {
        MemoryObject *P = Graph.find(Cell.Pointee).Object;
        if (!(P->From.*Flag))
          Work.push_back(P);
      }
  }
}

void MemoryModelBuilder::markArguments() {
  unsigned I = 0;
  for (Argument &A : Model.S.root().args()) {
    Activity Kind = I < Parameters.size() ? Parameters[I] : Activity::Constant;
    ++I;
    if (!A.getType()->isPointerTy())
      continue;
    bool Provenance::*Flag = Kind == Activity::Duplicated
                                 ? &Provenance::Duplicated
                                 : &Provenance::Constant;
    // What is in its class may lead to memory, but not that of the caller.
    if (lendsNoAddresses(A))
      pointer(&A).Object->From.*Flag = true;
    else
      spread(pointer(&A).Object, Flag);
  }
  if (!ShadowReturn)
    return;
  for (BasicBlock &BB : Model.S.root())
    if (auto *R = dyn_cast<ReturnInst>(BB.getTerminator());
        R && !namesNoMemory(R->getReturnValue()))
      spread(pointer(R->getReturnValue()).Object, &Provenance::Duplicated);
}

/// What is a distance within an object away from \p D.From is at the same place
/// of its period.
void MemoryModelBuilder::step(const Distance &D) {
  MemoryRef End = pointer(D.End), Start = pointer(D.Start);
  uint64_t Apart = std::abs(End.Offset - Start.Offset);
  Graph.addPeriod(D.From, End.Object == Start.Object
                              ? std::gcd(End.Object->period(), Apart)
                              : 1);
}

bool MemoryModelBuilder::isIndexedByBytes(MemoryRef R) {
  uint64_t Period = Graph.find(R).Object->period();
  return Period != 0 && Period < DL.getPointerSize();
}

/// Parts of words that go from memory to memory, each by itself: where they are
/// a word together, the pointers there are the same.
void MemoryModelBuilder::equatePieces() {
  const uint64_t Word = DL.getPointerSize();
  std::map<std::tuple<MemoryObject *, MemoryObject *, int64_t>,
           std::set<int64_t>>
      Moved;
  auto MovedWith = [&](const Copy &C) -> std::set<int64_t> & {
    MemoryRef A = Graph.find(C.A), B = Graph.find(C.B);
    return Moved[{A.Object, B.Object, A.Offset - B.Offset}];
  };
  for (const Copy &C : Copies)
    for (uint64_t Byte = 0; C.IsPiece && Byte != C.Size; ++Byte)
      MovedWith(C).insert(Graph.find(C.A).Offset + int64_t(Byte));
  for (const Copy &C : SmallVector<Copy, 32>(Copies)) {
    if (!C.IsPiece)
      continue;
    bool Whole = isIndexedByBytes(C.A) && isIndexedByBytes(C.B);
    if (!Whole) {
      std::set<int64_t> &Offsets = MovedWith(C);
      int64_t First = Graph.find(C.A).Offset;
      Whole = true;
      for (uint64_t Byte = 0; Byte != Word; ++Byte)
        Whole &= Offsets.count(First + int64_t(Byte)) != 0;
    }
    if (Whole)
      Graph.equate(C.A, C.B, C.Size);
  }
}

/// Where the parts of a word come from.
void MemoryModelBuilder::movePieces(StoreInst &S) {
  SmallSetVector<Value *, 8> Work;
  Work.insert(S.getValueOperand());
  uint64_t Size = sizeOf(S.getValueOperand()->getType());
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    auto *I = dyn_cast<Instruction>(Work[Next]);
    if (auto *L = dyn_cast_or_null<LoadInst>(I))
      Copies.push_back({pointer(S.getPointerOperand()),
                        pointer(L->getPointerOperand()), Size, true});
    else if (I && (isa<CastInst>(I) || isa<PHINode>(I) || isa<SelectInst>(I) ||
                   isa<FreezeInst>(I)))
      Work.insert(I->op_begin(), I->op_end());
  }
}

/// Memory that holds no addresses holds floats where pointers are loaded from it:
/// to copy an enum, LLVM takes the type of any of its variants.
void MemoryModelBuilder::readLentNumbers() {
  SmallPtrSet<MemoryObject *, 4> Lent;
  for (Argument &A : Model.S.root().args())
    if (A.getType()->isPointerTy() && lendsNoAddresses(A))
      Lent.insert(Graph.find(pointer(&A)).Object);
  if (Lent.empty())
    return;
  for (Function *F : Model.S.functions())
    for (Instruction &I : instructions(F)) {
      auto *L = dyn_cast<LoadInst>(&I);
      if (!L || !L->getType()->isPointerTy())
        continue;
      MemoryRef From = Graph.find(pointer(L->getPointerOperand()));
      if (Lent.contains(From.Object) && !From.Object->From.Heap &&
          !From.Object->From.Stack)
        Graph.addKind(From, DL.getPointerSize(), ByteKind::Double);
    }
}

void MemoryModelBuilder::build() {
  Words = wordsOf(Model.S);
  for (Function *F : Model.S.functions()) {
    for (Argument &A : F->args())
      if (A.getType()->isPointerTy())
        pointer(&A);
    for (Instruction &I : instructions(F))
      visit(I);
  }
  readLentNumbers();
  Model.S.spendVisit();
  do {
    for (Copy &C : SmallVector<Copy, 32>(Copies))
      if (!C.IsPiece)
        Graph.equate(C.A, C.B, C.Size);
    equatePieces();
    for (unsigned I = 0; I != Distances.size(); ++I)
      step(Distance(Distances[I]));
    for (const Repetition &R : Repetitions)
      Graph.repeat(R.At, R.Offsets, R.Extent, R.Spacing);
  } while (Graph.takeChanged() && Model.S.effort().spend(Copies.size()));
  markArguments();
}

MemoryModel::MemoryModel(const Slice &S, ParameterActivities Parameters,
                         bool ShadowReturn)
    : S(S), DL(S.root().getParent()->getDataLayout()) {
  MemoryModelBuilder(*this, Parameters, ShadowReturn).build();
  // Where the repetition of an array mixes it with the fields beside it, it is
  // worth to ask how long the array is.
  SmallPtrSet<const MemoryObject *, 4> Mixed = mixedArrays();
  if (Mixed.empty())
    return;
  BoundedPointers Bounded(
      S, [&](const Value &V) { return Mixed.contains(objectOf(&V)); });
  if (Bounded.empty())
    return;
  Graph.clear();
  Pointers.clear();
  Contents.clear();
  Probes.clear();
  MemoryModelBuilder(*this, Parameters, ShadowReturn, &Bounded).build();
}

} // namespace enzyme
