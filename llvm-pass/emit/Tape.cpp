//===- Tape.cpp - What the forward sweep keeps for the reverse sweep -------===//

#include "emit/Tape.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace enzyme {

/// Records of dynamic loops begin with the address of the record before.
static const uint64_t RecordHeader = 8;

/// Types are kept in memory as they are, except for truth values.
static Type *storedType(Type *T) {
  return T->isIntegerTy(1) ? Type::getInt8Ty(T->getContext()) : T;
}

Tape::Tape(Function &F, TapeArena &Arena, const Plan &P,
           const ShadowMemory &Shadows,
           const MemberCalls &Calls, const MemoryScopes &Scopes,
           const DenseSet<const BasicBlock *> &Cold)
    : F(F), P(P), Shadows(Shadows), Calls(Calls), Scopes(Scopes), Cold(Cold),
      Arena(Arena) {
  layOut();
}

AllocaInst *Tape::variable(Type *T, const Twine &Name) {
  BasicBlock &Entry = F.getEntryBlock();
  IRBuilder<> B(&Entry, Entry.begin());
  AllocaInst *Variable = B.CreateAlloca(T, nullptr, Name);
  B.SetInsertPoint(Entry.getTerminator());
  B.CreateStore(Constant::getNullValue(T), Variable);
  return Variable;
}

void Tape::layOut() {
  Type *I64 = Type::getInt64Ty(F.getContext());
  Type *Ptr = PointerType::get(F.getContext(), 0);
  for (auto &[L, LP] : P.Loops)
    Loops[L].Iteration = variable(I64, "iteration");
  for (auto &[V, Slot] : P.Slots) {
    Place &Kept = Places[V];
    Kept.Scope = Slot.Scope;
    Kept.Stored = storedType(Slot.Type);
    if (!Kept.Scope)
      Kept.Slot = variable(Kept.Stored, "kept");
  }
  for (auto &[V, Kept] : Places)
    if (Kept.Scope)
      Loops[Kept.Scope].Fields.push_back(&Kept);
  // Inner loops first: what they keep of themselves is a field of the outer.
  for (auto &[L, LP] : reverse(P.Loops)) {
    LoopState &S = Loops[L];
    layOutRecord(L, S);
    Loop *Outer = L->getParentLoop();
    bool Records = S.RecordSize != 0;
    if (LP.isCounted() && Records) {
      S.Base = variable(Ptr, "tape");
      S.Trip = variable(I64, "trip");
    } else if (Records) {
      S.Record = variable(Ptr, "record");
    }
    if (!Outer)
      continue;
    auto Save = [&](Place &Saved, Type *T) {
      Saved.Scope = Outer;
      Saved.Stored = T;
      Loops[Outer].Fields.push_back(&Saved);
    };
    if (!LP.isCounted())
      Save(S.SavedIteration, I64);
    if (Records)
      Save(S.SavedPointer, Ptr);
  }
}

/// The offset of a field of a counted loop is that of its array, in units of
/// iterations: the arrays follow each other by falling alignment.
void Tape::layOutRecord(Loop *L, LoopState &S) {
  if (S.Fields.empty())
    return;
  const DataLayout &DL = F.getParent()->getDataLayout();
  SmallVector<Place *, 8> Sorted;
  for (unsigned Shift = 9; Shift-- > 0;)
    copy_if(S.Fields, std::back_inserter(Sorted), [&](const Place *Field) {
      unsigned Own = Log2(DL.getABITypeAlign(Field->Stored));
      const unsigned Largest = 8;
      return std::min(Own, Largest) == Shift;
    });
  S.Fields.assign(Sorted.begin(), Sorted.end());
  bool Counted = isCounted(L);
  uint64_t Size = Counted ? 0 : RecordHeader;
  for (Place *Field : S.Fields) {
    if (!Counted)
      Size = alignTo(Size, DL.getABITypeAlign(Field->Stored));
    Field->Offset = Size;
    Size += DL.getTypeAllocSize(Field->Stored);
  }
  S.RecordSize = Size;
}

Value *Tape::load(IRBuilder<> &B, AllocaInst *Variable) {
  return B.CreateLoad(Variable->getAllocatedType(), Variable);
}

Value *Tape::address(IRBuilder<> &B, const Place &Kept) {
  if (!Kept.Scope)
    return Kept.Slot;
  LoopState &S = Loops[Kept.Scope];
  if (S.Record)
    return B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), load(B, S.Record),
                                        Kept.Offset);
  Value *Array = load(B, S.Base);
  if (Kept.Offset)
    Array = B.CreateInBoundsGEP(
        B.getInt8Ty(), Array,
        B.CreateMul(load(B, S.Trip), B.getInt64(Kept.Offset), "", true, true));
  return B.CreateInBoundsGEP(Kept.Stored, Array, load(B, S.Iteration));
}

/// Wide vectors are not better aligned than what allocators return.
Align Tape::alignmentOf(const Place &Kept) const {
  const Align Provided(16);
  return std::min(Provided,
                  F.getParent()->getDataLayout().getABITypeAlign(Kept.Stored));
}

void Tape::keep(IRBuilder<> &B, const Place &Kept, Value *V) {
  if (V->getType() != Kept.Stored)
    V = B.CreateZExt(V, Kept.Stored);
  Scopes.ofTape(B.CreateAlignedStore(V, address(B, Kept), alignmentOf(Kept)));
}

Value *Tape::recall(IRBuilder<> &B, const Place &Kept, Type *T) {
  Value *V = Scopes.ofTape(
      B.CreateAlignedLoad(Kept.Stored, address(B, Kept), alignmentOf(Kept)));
  return T == Kept.Stored ? V : B.CreateTrunc(V, T);
}

Value *Tape::forwardValue(SweepValue V) const {
  if (V.isTape())
    return Calls.tapeOf(*cast<CallBase>(V.value()));
  return V.isShadow() ? Shadows.of(V.value(), V.lane()) : V.value();
}

void Tape::keepValue(SweepValue V, const Place &Kept) {
  Value *Source = forwardValue(V);
  // The shadow of a number that travels as a pointer is a constant.
  auto *Def = cast<Instruction>(isa<Constant>(Source) ? V.value() : Source);
  BasicBlock *BB = Def->getParent();
  IRBuilder<> B(BB, isa<PHINode>(Def) ? BB->getFirstInsertionPt()
                                      : std::next(Def->getIterator()));
  keep(B, Kept, Source);
}

void Tape::emitLoop(Loop *L, LoopState &S) {
  BasicBlock *Header = L->getHeader(), *Pre = L->getLoopPreheader();
  IRBuilder<> B(Header, Header->begin());
  PHINode *Count = B.CreatePHI(B.getInt64Ty(), 2, "iteration");
  B.SetInsertPoint(L->getLoopLatch()->getTerminator());
  Value *NextCount = B.CreateAdd(Count, B.getInt64(1), "", true, true);
  Count->addIncoming(B.getInt64(0), Pre);
  Count->addIncoming(NextCount, L->getLoopLatch());
  B.SetInsertPoint(Header, Header->getFirstInsertionPt());
  B.CreateStore(Count, S.Iteration);
  if (S.Record) {
    Value *Record = Arena.reserve(B, B.getInt64(S.RecordSize));
    Scopes.ofTape(B.CreateStore(load(B, S.Record), Record));
    B.CreateStore(Record, S.Record);
  }
  if (S.Base) {
    B.SetInsertPoint(Pre->getTerminator());
    Value *Trip = B.CreateBinaryIntrinsic(
        Intrinsic::uadd_sat, P.Loops.find(L)->second.LastIteration,
        B.getInt64(1));
    Value *Product = B.CreateBinaryIntrinsic(Intrinsic::umul_with_overflow,
                                             Trip, B.getInt64(S.RecordSize));
    Value *Bytes = B.CreateSelect(B.CreateExtractValue(Product, 1),
                                  B.getInt64(~0ull),
                                  B.CreateExtractValue(Product, 0));
    Value *Base = Arena.reserve(B, Bytes);
    B.CreateStore(Trip, S.Trip);
    B.CreateStore(Base, S.Base);
    if (S.SavedPointer.Scope)
      keep(B, S.SavedPointer, Base);
  }
  if (isCounted(L) || !S.SavedIteration.Scope)
    return;
  SmallVector<BasicBlock *, 4> Exits;
  L->getUniqueExitBlocks(Exits);
  for (BasicBlock *Exit : Exits) {
    if (Cold.contains(Exit))
      continue;
    B.SetInsertPoint(Exit, Exit->getFirstInsertionPt());
    keep(B, S.SavedIteration, load(B, S.Iteration));
    if (S.Record)
      keep(B, S.SavedPointer, load(B, S.Record));
  }
}

void Tape::emitForward() {
  // Values of header phis come after the record that they are kept in: what
  // is inserted later at the front of a block stands before.
  for (auto &[V, Kept] : Places)
    keepValue(V, Kept);
  for (auto &[L, S] : Loops)
    emitLoop(L, S);
}

Value *Tape::load(IRBuilder<> &B, SweepValue V) {
  return recall(B, Places.find(V)->second, P.Slots.find(V)->second.Type);
}

Value *Tape::iteration(IRBuilder<> &B, Loop *L) {
  return load(B, Loops.find(L)->second.Iteration);
}

void Tape::enter(IRBuilder<> &B, Loop *L, Value *LastIteration) {
  LoopState &S = Loops.find(L)->second;
  if (LastIteration) {
    B.CreateStore(LastIteration, S.Iteration);
    if (S.Trip)
      B.CreateStore(B.CreateBinaryIntrinsic(Intrinsic::uadd_sat, LastIteration,
                                            B.getInt64(1)),
                    S.Trip);
  }
  if (S.SavedIteration.Scope)
    B.CreateStore(recall(B, S.SavedIteration, B.getInt64Ty()), S.Iteration);
  if (S.SavedPointer.Scope)
    B.CreateStore(recall(B, S.SavedPointer, B.getPtrTy()),
                  S.Record ? S.Record : S.Base);
}

void Tape::stepBack(IRBuilder<> &B, Loop *L) {
  LoopState &S = Loops.find(L)->second;
  B.CreateStore(B.CreateSub(load(B, S.Iteration), B.getInt64(1), "", true, true),
                S.Iteration);
  if (S.Record)
    B.CreateStore(Scopes.ofTape(B.CreateLoad(B.getPtrTy(), load(B, S.Record))),
                  S.Record);
}

} // namespace enzyme
