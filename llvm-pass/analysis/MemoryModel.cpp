//===- MemoryModel.cpp - Which memory a function names, and its types ------===//

#include "analysis/MemoryModel.h"
#include "request/Hints.h"
#include "support/Compat.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

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
  std::optional<Hint> Said = hintOf(Call);
  if (!Said)
    return std::nullopt;
  switch (*Said) {
  case Hint::Double:
    return ByteKind::Double;
  case Hint::Float:
    return ByteKind::Float;
  case Hint::Integer:
    return ByteKind::Integer;
  case Hint::Pointer:
    return ByteKind::Pointer;
  case Hint::NoAddresses:
    return std::nullopt;
  }
  llvm_unreachable("covered switch");
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

bool namesNoMemory(const Value *V) {
  // The first page is nobody's.
  const unsigned Page = 4096;
  if (auto *CE = dyn_cast<ConstantExpr>(V); CE && CE->getOpcode() == Instruction::IntToPtr)
    if (auto *At = dyn_cast<ConstantInt>(CE->getOperand(0)))
      return At->getValue().ult(Page);
  return isa<ConstantPointerNull>(V) || isa<UndefValue>(V);
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

bool MemoryModel::hasSinglesAt(const Value *V) {
  MemoryRef At = V->getType()->isPointerTy() ? refOf(V)
                                             : Graph.find(Contents.lookup(V));
  return At && At.Object->hasSingles();
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
  if (Probes.contains(Pointer)) {
    for (auto &[Offset, Cell] : At.Object->cells()) {
      Result.CutsFloat |=
          Cell.Kind == ByteKind::Double || Cell.Kind == ByteKind::Float;
      Result.Pointers |= Cell.Kind == ByteKind::Pointer;
      Result.Words |= Cell.Kind == ByteKind::Conflict;
    }
    return Result;
  }
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
  bool IsOnce = !Period || Size <= Period;
  for (auto &[Offset, Cell] : At.Object->cells()) {
    int64_t Relative = modulo(Offset - At.Offset, Period);
    if (Cell.Kind == ByteKind::Unknown || Relative < 0 ||
        (IsOnce && static_cast<uint64_t>(Relative) >= Size))
      continue;
    Result.Leaves.push_back({uint64_t(Relative), Cell.Size, Cell.Kind});
  }
  sort(Result.Leaves,
       [](const Leaf &A, const Leaf &B) { return A.Offset < B.Offset; });
  Result.Stride = IsOnce ? 0 : Period;
  return Result;
}

bool MemoryModel::holdsOnlyIntegers(const Value *Pointer) {
  MemoryObject *O = objectOf(Pointer);
  return O && all_of(O->cells(), [](const auto &At) {
           return At.second.Kind == ByteKind::Unknown ||
                  At.second.Kind == ByteKind::Integer;
         });
}

SmallVector<MemoryObject *, 4> MemoryModel::pointeesOf(MemoryObject &O) {
  SmallVector<MemoryObject *, 4> Result;
  for (auto &[Offset, Cell] : O.cells())
    if (Cell.Pointee)
      Result.push_back(Graph.find(Cell.Pointee).Object);
  return Result;
}

bool isConstantData(const GlobalVariable &G) {
  return G.isConstant() || G.hasAttribute(ShadowOfConstant);
}

bool MemoryModel::canShadowStatics(MemoryObject &O) {
  return none_of(O.cells(),
                 [](const auto &Cell) {
                   return Cell.second.Kind == ByteKind::Pointer ||
                          Cell.second.Pointee;
                 }) &&
         all_of(O.Statics, [](const GlobalVariable *G) {
           return G->hasDefinitiveInitializer();
         });
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
