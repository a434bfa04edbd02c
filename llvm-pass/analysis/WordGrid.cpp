//===- WordGrid.cpp - Where words begin in memory -------------------------===//

#include "analysis/WordGrid.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace enzyme {

static bool isWord(const MemoryCell &Cell) {
  const unsigned Word = 8;
  return Cell.Size == Word &&
         (Cell.Kind == ByteKind::Pointer || Cell.Kind == ByteKind::Double ||
          Cell.Kind == ByteKind::Conflict);
}

WordGrid::WordGrid(const Slice &S, MemoryModel &Memory)
    : Memory(Memory), DL(S.root().getDataLayout()) {
  for (MemoryObject *O : Memory.liveObjects()) {
    if (O->From.Foreign || O->period() % Word != 0)
      Unaligned.insert(O);
    for (const Value *Allocation : O->Allocations)
      addVariable(*Allocation, true);
    for (const GlobalVariable *Static : O->Statics)
      addVariable(*Static, Static->getAlign().valueOrOne() >= Align(Word));
    addWords(*O, /*Certain=*/true);
  }
  for (bool IsAligned : {true, false})
    forEach(S, [&](Instruction &I) {
      auto *A = dyn_cast<AllocaInst>(&I);
      if (A && (A->getAlign() >= Align(Word)) == IsAligned)
        addVariable(*A, IsAligned);
    });
  for (MemoryObject *O : Memory.liveObjects())
    if (!Begins.contains(O))
      addWords(*O, /*Certain=*/false);
}

void WordGrid::add(const MemoryObject *Object, int64_t Offset) {
  int64_t Begin = modulo(Offset, Word);
  if (Begins.try_emplace(Object, Begin).first->second != Begin)
    Unaligned.insert(Object);
}

/// One that is aligned less than a word says nothing of where words begin; but
/// where others do, it must begin with a word.
void WordGrid::addVariable(const Value &Variable, bool IsAligned) {
  MemoryRef At = Memory.refOf(&Variable);
  if (At && (IsAligned || Begins.contains(At.Object)))
    add(At.Object, At.Offset);
}

/// Addresses and doubles begin with a word, what may be something else as well
/// does not \p Certainly.
void WordGrid::addWords(const MemoryObject &Object, bool Certain) {
  for (auto &[Offset, Cell] : Object.cells())
    if (Cell.Size == Word &&
        (Certain ? Cell.Kind == ByteKind::Pointer || Cell.Kind == ByteKind::Double
                 : Cell.Kind == ByteKind::Conflict))
      add(&Object, Offset);
}

std::optional<int64_t> WordGrid::beginIn(const MemoryObject *Object) const {
  auto It = Begins.find(Object);
  return It == Begins.end() || Unaligned.contains(Object)
             ? std::nullopt
             : std::optional<int64_t>(It->second);
}

uint64_t WordGrid::bytesInto(const Value &Pointer) const {
  MemoryRef At = Memory.refOf(&Pointer);
  std::optional<int64_t> Begin = beginIn(At.Object);
  if (!Begin)
    return 0;
  int64_t Into = modulo(At.Offset - *Begin, Word);
  auto &Cells = At.Object->cells();
  auto Cell = Cells.find(modulo(At.Offset - Into, At.Object->period()));
  return Cell != Cells.end() && isWord(Cell->second) ? Into : 0;
}

bool WordGrid::hasBefore(const Value &Pointer, uint64_t Bytes) const {
  APInt Offset(DL.getIndexTypeSizeInBits(Pointer.getType()), 0);
  Pointer.stripAndAccumulateConstantOffsets(DL, Offset,
                                            /*AllowNonInbounds=*/true);
  if (Offset.sge(Bytes))
    return true;
  MemoryRef At = Memory.refOf(&Pointer);
  std::optional<int64_t> Begin = beginIn(At.Object);
  return Begin && modulo(At.Offset - *Begin, Word) == int64_t(Bytes);
}

} // namespace enzyme
