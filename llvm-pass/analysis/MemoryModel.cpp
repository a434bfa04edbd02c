//===- MemoryModel.cpp - Which memory a function names, and its types ------===//

#include "analysis/MemoryModel.h"
#include "analysis/IndexFactor.h"
#include "rules/CallTraits.h"
#include "support/Compat.h"
#include "llvm/IR/GetElementPtrTypeIterator.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace enzyme {

ByteKind floatKind(const Type *T) {
  if (T->isDoubleTy())
    return ByteKind::Double;
  if (T->isFloatTy())
    return ByteKind::Float;
  return ByteKind::Unknown;
}

bool containsFloat(const Type *T) {
  if (T->isFloatTy() || T->isDoubleTy())
    return true;
  if (auto *S = dyn_cast<StructType>(T))
    return any_of(S->elements(), [](Type *E) { return containsFloat(E); });
  if (auto *A = dyn_cast<ArrayType>(T))
    return containsFloat(A->getElementType());
  if (auto *V = dyn_cast<VectorType>(T))
    return containsFloat(V->getElementType());
  return false;
}

bool containsPointer(const Type *T) {
  if (auto *S = dyn_cast<StructType>(T))
    return any_of(S->elements(), [](Type *E) { return containsPointer(E); });
  if (auto *A = dyn_cast<ArrayType>(T))
    return containsPointer(A->getElementType());
  return T->getScalarType()->isPointerTy();
}

std::optional<ByteKind> typeHint(const CallBase &Call) {
  const Function *Callee = Call.getCalledFunction();
  if (!Callee || Call.arg_size() < 1)
    return std::nullopt;
  StringRef Name = Callee->getName();
  if (Name.contains("__enzyme_double"))
    return ByteKind::Double;
  if (Name.contains("__enzyme_float"))
    return ByteKind::Float;
  if (Name.contains("__enzyme_integer"))
    return ByteKind::Integer;
  if (Name.contains("__enzyme_pointer"))
    return ByteKind::Pointer;
  return std::nullopt;
}

bool Layout::has(ByteKind K) const {
  return any_of(Leaves, [&](const Leaf &L) { return L.Kind == K; });
}

bool Layout::isUniform(ByteKind K) const {
  uint64_t At = 0;
  for (const Leaf &L : Leaves) {
    if (L.Kind != K || L.Offset != At)
      return false;
    At += L.Size;
  }
  return At == Stride;
}

/// Reads a function once and states what each instruction says about memory;
/// copies are repeated until no kind changes.
class MemoryModelBuilder {
public:
  MemoryModelBuilder(MemoryModel &Model, ParameterActivities Parameters,
                     bool ShadowReturn)
      : Model(Model), Graph(Model.Graph), DL(Model.DL),
        Parameters(Parameters), ShadowReturn(ShadowReturn) {}

  void build();

private:
  MemoryRef pointer(Value *V);
  MemoryRef makePointer(Value *V);
  MemoryRef gep(GEPOperator &G);
  MemoryRef content(Value *V);
  void store(Value *V, MemoryRef At);
  void load(Value *V, MemoryRef At);
  void wordAccess(Instruction &I);
  void constantData(Constant *C, MemoryRef At);
  void visit(Instruction &I);
  void visitCall(CallBase &Call);
  void visitMemberCall(CallBase &Call, Function &Member);
  void visitInteger(Instruction &I);
  void integerEvidence(Value *V);
  void markArguments();
  void spread(MemoryObject *From, bool Provenance::*Flag);
  uint64_t sizeOf(Type *T) { return DL.getTypeStoreSize(T).getFixedValue(); }

  struct Copy {
    MemoryRef A, B;
    uint64_t Size;
  };
  MemoryModel &Model;
  MemoryGraph &Graph;
  const DataLayout &DL;
  ParameterActivities Parameters;
  bool ShadowReturn;
  SmallVector<Copy, 32> Copies;
};

MemoryRef MemoryModelBuilder::pointer(Value *V) {
  auto It = Model.Pointers.find(V);
  if (It != Model.Pointers.end())
    return Graph.find(It->second);
  MemoryRef R = makePointer(V);
  Model.Pointers[V] = R;
  return Graph.find(R);
}

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

MemoryRef MemoryModelBuilder::makePointer(Value *V) {
  if (auto *G = dyn_cast<GEPOperator>(V))
    return gep(*G);
  if (auto *F = dyn_cast<Function>(V)) {
    MemoryRef R = Graph.create();
    R.Object->Targets.insert(F);
    return R;
  }
  if (auto *G = dyn_cast<GlobalVariable>(V)) {
    MemoryRef R = Graph.create();
    R.Object->From.Inactive = G->hasAttribute(InactiveAttribute);
    (G->isConstant() ? R.Object->From.ConstantGlobal
                     : R.Object->From.MutableGlobal) = true;
    // Statics of tables give types to what is copied from them.
    Model.Pointers[V] = R;
    if (G->hasInitializer() && G->isConstant())
      constantData(G->getInitializer(), R);
    return R;
  }
  if (auto *Call = dyn_cast<CallBase>(V)) {
    MemoryRef R = Graph.create();
    if (asAllocation(*Call) || isReallocation(*Call)) {
      R.Object->From.Heap = true;
      R.Object->Allocations.push_back(Call);
    } else if (!Model.S.memberCalled(*Call) && !Model.S.ruleOf(*Call)) {
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
  for (auto &[Index, Scale] : Variable)
    Graph.addPeriod(Base, Scale.abs().getZExtValue() * factorOf(*Index));
  Base = Graph.find(Base);
  return {Base.Object, Base.Offset + Constant.getSExtValue()};
}

/// Integers and aggregates are small pieces of memory of their own: their
/// bytes have kinds as those of memory do.
MemoryRef MemoryModelBuilder::content(Value *V) {
  auto [It, New] = Model.Contents.try_emplace(V);
  if (New)
    It->second = Graph.create();
  return Graph.find(Model.Contents[V]);
}

void MemoryModelBuilder::constantData(Constant *C, MemoryRef At) {
  Type *T = C->getType();
  if (isa<ConstantAggregateZero>(C) || isa<UndefValue>(C) ||
      isa<ConstantPointerNull>(C) || isa<ConstantInt>(C))
    return;
  if (T->isPointerTy()) {
    Graph.unify(Graph.pointeeAt(At, DL.getPointerSize()), pointer(C));
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
  if (auto *A = dyn_cast<ConstantArray>(C)) {
    uint64_t Size = DL.getTypeAllocSize(A->getType()->getElementType());
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
    if (!isa<ConstantPointerNull>(V) && !isa<UndefValue>(V))
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

void MemoryModelBuilder::wordAccess(Instruction &I) {
  MemoryRef At = pointer(getLoadStorePointerOperand(&I));
  const unsigned Word = 8;
  for (uint64_t Done = 0, E = sizeOf(getLoadStoreType(&I)); Done < E;
       Done += Word)
    Graph.addKind({At.Object, At.Offset + int64_t(Done)}, Word,
                  ByteKind::Conflict);
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
      if (!isa<ConstantPointerNull>(V) && !isa<UndefValue>(V))
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
    uint64_t Size = ~0ull;
    if (auto *C = dyn_cast<ConstantInt>(Hint->getLength()))
      Size = C->getZExtValue();
    Copies.push_back(
        {pointer(Hint->getRawDest()), pointer(Hint->getRawSource()), Size});
    return;
  }
  if (std::optional<ByteKind> Kind = typeHint(Call)) {
    MemoryRef At = pointer(Call.getArgOperand(0));
    unsigned Size = *Kind == ByteKind::Float ? 4 : 8;
    bool Single = true;
    if (Call.arg_size() > 1) {
      auto *Bytes = dyn_cast<ConstantInt>(Call.getArgOperand(1));
      Single = Bytes && Bytes->getZExtValue() <= Size;
    }
    if (!Single)
      Graph.addPeriod(At, Size);
    Graph.addKind(At, Size, *Kind);
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

void MemoryModelBuilder::visit(Instruction &I) {
  if (I.getType()->isPointerTy())
    pointer(&I);
  if (I.hasMetadata(WordAccess))
    return wordAccess(I);
  if (auto *L = dyn_cast<LoadInst>(&I))
    return load(L, pointer(L->getPointerOperand()));
  if (auto *S = dyn_cast<StoreInst>(&I))
    return store(S->getValueOperand(), pointer(S->getPointerOperand()));
  if (isa<PHINode>(I) || isa<SelectInst>(I) || isa<FreezeInst>(I)) {
    unsigned First = isa<SelectInst>(I) ? 1 : 0;
    for (unsigned Op = First, E = I.getNumOperands(); Op != E; ++Op) {
      Value *V = I.getOperand(Op);
      if (V->getType()->isPointerTy()) {
        if (!isa<ConstantPointerNull>(V) && !isa<UndefValue>(V))
          Graph.unify(pointer(&I), pointer(V));
      } else if ((V->getType()->isIntegerTy() || V->getType()->isAggregateType()) &&
                 sizeOf(V->getType()) >= 4) {
        store(V, content(&I));
      }
    }
    return;
  }
  if (auto *P = dyn_cast<PtrToIntInst>(&I)) {
    if (sizeOf(P->getType()) == DL.getPointerSize())
      Graph.unify(Graph.pointeeAt(content(P), DL.getPointerSize()),
                  pointer(P->getPointerOperand()));
    return;
  }
  if (auto *P = dyn_cast<IntToPtrInst>(&I)) {
    SmallVector<Value *, 2> Sources = addressesIn(P->getOperand(0));
    for (Value *Source : Sources)
      Graph.unify(pointer(Source), pointer(P));
    if (Sources.empty() && isa<BinaryOperator>(P->getOperand(0)))
      Graph.find(pointer(P)).Object->From.Foreign = true;
    if (!isa<Constant>(P->getOperand(0)))
      Graph.unify(Graph.pointeeAt(content(P->getOperand(0)), DL.getPointerSize()),
                  pointer(P));
    return;
  }
  if (auto *B = dyn_cast<BitCastInst>(&I)) {
    if (!B->getType()->isPointerTy()) {
      if (B->getSrcTy()->isIntegerTy() && !B->getDestTy()->isIntegerTy())
        load(B, content(B->getOperand(0)));
      else if (B->getDestTy()->isIntegerTy() && !B->getSrcTy()->isIntegerTy())
        store(B->getOperand(0), content(B));
    }
    return;
  }
  if (auto *E = dyn_cast<ExtractValueInst>(&I)) {
    MemoryRef At = content(E->getAggregateOperand());
    int64_t Offset = DL.getIndexedOffsetInType(
        E->getAggregateOperand()->getType(), [&] {
          SmallVector<Value *, 4> Idx{
              ConstantInt::get(Type::getInt32Ty(I.getContext()), 0)};
          Idx.clear();
          for (unsigned N : E->indices())
            Idx.push_back(ConstantInt::get(Type::getInt32Ty(I.getContext()), N));
          return Idx;
        }());
    return load(E, {At.Object, At.Offset + Offset});
  }
  if (auto *V = dyn_cast<InsertValueInst>(&I)) {
    store(V->getAggregateOperand(), content(V));
    SmallVector<Value *, 4> Idx;
    for (unsigned N : V->indices())
      Idx.push_back(ConstantInt::get(Type::getInt32Ty(I.getContext()), N));
    int64_t Offset = DL.getIndexedOffsetInType(V->getType(), Idx);
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
    spread(pointer(&A).Object, Kind == Activity::Duplicated
                                   ? &Provenance::Duplicated
                                   : &Provenance::Constant);
  }
  if (!ShadowReturn)
    return;
  for (BasicBlock &BB : Model.S.root())
    if (auto *R = dyn_cast<ReturnInst>(BB.getTerminator());
        R && !isa<ConstantPointerNull>(R->getReturnValue()) &&
        !isa<UndefValue>(R->getReturnValue()))
      spread(pointer(R->getReturnValue()).Object, &Provenance::Duplicated);
}

void MemoryModelBuilder::build() {
  for (Function *F : Model.S.functions()) {
    for (Argument &A : F->args())
      if (A.getType()->isPointerTy())
        pointer(&A);
    for (Instruction &I : instructions(F))
      visit(I);
  }
  do {
    for (Copy &C : SmallVector<Copy, 32>(Copies))
      Graph.equate(C.A, C.B, C.Size);
  } while (Graph.takeChanged());
  markArguments();
}

MemoryModel::MemoryModel(const Slice &S, ParameterActivities Parameters,
                         bool ShadowReturn)
    : S(S), DL(S.root().getParent()->getDataLayout()) {
  MemoryModelBuilder(*this, Parameters, ShadowReturn).build();
}

MemoryRef MemoryModel::refOf(const Value *V) {
  auto It = Pointers.find(V);
  return It == Pointers.end() ? MemoryRef() : Graph.find(It->second);
}

MemoryObject *MemoryModel::objectOf(const Value *V) {
  if (isa<ConstantPointerNull>(V) || isa<UndefValue>(V))
    return nullptr;
  return refOf(V).Object;
}

SmallVector<MemoryObject *, 2> MemoryModel::objectsInside(const Value *V) {
  SmallVector<MemoryObject *, 2> Result;
  auto It = Contents.find(V);
  if (It == Contents.end())
    return Result;
  for (MemoryObject *O : pointeesOf(*Graph.find(It->second).Object))
    Result.push_back(O);
  return Result;
}

void MemoryModel::rename(const Value *Old, const Value *New) {
  for (auto *Refs : {&Pointers, &Contents}) {
    auto It = Refs->find(Old);
    if (It != Refs->end()) {
      MemoryRef R = It->second;
      (*Refs)[New] = R;
    }
  }
}

static ByteKind kindIn(MemoryGraph &Graph, MemoryRef At, unsigned Size) {
  if (!At)
    return ByteKind::Unknown;
  At = Graph.find(At);
  auto &Cells = At.Object->cells();
  auto It = Cells.find(At.Offset);
  if (It != Cells.end())
    return It->second.Kind == ByteKind::Unknown || It->second.Size == Size ||
                   It->second.Kind == ByteKind::Integer
               ? It->second.Kind
               : ByteKind::Conflict;
  // A wide read over narrower cells, or a narrow one inside a wide cell.
  for (auto &[Offset, Cell] : Cells)
    if (Offset < At.Offset + int64_t(Size) &&
        At.Offset < Offset + int64_t(Cell.Size) &&
        Cell.Kind != ByteKind::Integer && Cell.Kind != ByteKind::Unknown)
      return ByteKind::Conflict;
  return ByteKind::Unknown;
}

ByteKind MemoryModel::kindAt(const Value *Pointer, unsigned Size,
                             unsigned Offset) {
  MemoryRef At = refOf(Pointer);
  return kindIn(Graph, {At.Object, At.Offset + int64_t(Offset)}, Size);
}

bool MemoryModel::isAmbiguousAt(const Value *Pointer, uint64_t Size) {
  const unsigned Word = 8;
  for (uint64_t At = 0; At + Word <= Size; At += Word)
    if (kindAt(Pointer, Word, At) == ByteKind::Conflict)
      return true;
  return false;
}

ByteKind MemoryModel::kindOfContent(const Value *V, unsigned Offset,
                                    unsigned Size) {
  auto It = Contents.find(V);
  if (It == Contents.end())
    return ByteKind::Unknown;
  MemoryRef At = Graph.find(It->second);
  return kindIn(Graph, {At.Object, At.Offset + int64_t(Offset)}, Size);
}

Coverage MemoryModel::coverageAt(const Value *Pointer, uint64_t Size) {
  Coverage Result;
  MemoryRef At = refOf(Pointer);
  if (!At)
    return Result;
  const int64_t Period = At.Object->period(), Length = Size;
  for (auto &[Offset, Cell] : At.Object->cells()) {
    // The repetitions of the cell that overlap with [0, Length).
    int64_t First = Offset - At.Offset;
    if (Period)
      First -= Period * ((First + Cell.Size + Period - 1) / Period);
    for (int64_t Start = First; Start < Length; Start += Period) {
      if (Start + int64_t(Cell.Size) > 0) {
        bool IsFloat =
            Cell.Kind == ByteKind::Double || Cell.Kind == ByteKind::Float;
        bool IsWhole = Start >= 0 && Start + int64_t(Cell.Size) <= Length;
        Result.Floats |= IsFloat && IsWhole;
        Result.CutsFloat |= IsFloat && !IsWhole;
        Result.Pointers |= Cell.Kind == ByteKind::Pointer;
        Result.Words |= Cell.Kind == ByteKind::Conflict;
      }
      if (!Period)
        break;
    }
  }
  return Result;
}

Coverage MemoryModel::coverageAt(const StoreInst &S) {
  return coverageAt(S.getPointerOperand(),
                    DL.getTypeStoreSize(S.getValueOperand()->getType()));
}

bool MemoryModel::isAmbiguousAt(const StoreInst &S) {
  const unsigned Word = 8;
  uint64_t Size = DL.getTypeStoreSize(S.getValueOperand()->getType());
  return Size % Word == 0 && isAmbiguousAt(S.getPointerOperand(), Size);
}

Layout MemoryModel::layoutAt(const Value *Pointer, uint64_t Size) {
  Layout Result;
  MemoryRef At = refOf(Pointer);
  if (!At)
    return Result;
  uint64_t Period = At.Object->period();
  for (auto &[Offset, Cell] : At.Object->cells()) {
    int64_t Relative = Offset - At.Offset;
    if (Period)
      Relative = (Relative % int64_t(Period) + int64_t(Period)) % int64_t(Period);
    if (Cell.Kind == ByteKind::Unknown || Relative < 0 ||
        (!Period && static_cast<uint64_t>(Relative) >= Size))
      continue;
    Result.Leaves.push_back({uint64_t(Relative), Cell.Size, Cell.Kind});
  }
  sort(Result.Leaves,
       [](const Leaf &A, const Leaf &B) { return A.Offset < B.Offset; });
  Result.Stride = Period;
  return Result;
}

SmallVector<MemoryObject *, 4> MemoryModel::pointeesOf(MemoryObject &O) {
  SmallVector<MemoryObject *, 4> Result;
  for (auto &[Offset, Cell] : O.cells())
    if (Cell.Pointee)
      Result.push_back(Graph.find(Cell.Pointee).Object);
  return Result;
}

SmallVector<MemoryObject *, 16> MemoryModel::liveObjects() {
  SmallVector<MemoryObject *, 16> Result;
  for (MemoryObject *O : Graph.objects())
    if (O->isLive())
      Result.push_back(O);
  return Result;
}

void MemoryModel::print(raw_ostream &OS) {
  for (Function *F : S.functions()) {
    OS << "memory model of '" << F->getName() << "'\n";
    for (Instruction &I : instructions(F)) {
      if (!I.getType()->isPointerTy() || !refOf(&I))
        continue;
      OS << "  ";
      I.printAsOperand(OS, false);
      OS << ':';
      for (Leaf &L : layoutAt(&I, ~0ull).Leaves)
        OS << " [" << L.Offset << "]:" << nameOf(L.Kind);
      if (uint64_t P = refOf(&I).Object->period())
        OS << " every " << P;
      OS << '\n';
    }
  }
}

} // namespace enzyme
