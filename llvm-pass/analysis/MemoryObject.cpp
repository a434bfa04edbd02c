//===- MemoryObject.cpp - Classes of memory and the types of their bytes ---===//

#include "analysis/MemoryObject.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ErrorHandling.h"
#include <numeric>

using namespace llvm;

namespace enzyme {

ByteKind join(ByteKind A, ByteKind B) {
  if (A == B || B == ByteKind::Unknown)
    return A;
  if (A == ByteKind::Unknown)
    return B;
  // Addresses are compared and masked as integers without ceasing to be
  // addresses: copying a shadow pointer for such bytes is right.
  auto Is = [&](ByteKind X, ByteKind Y) {
    return (A == X && B == Y) || (A == Y && B == X);
  };
  if (Is(ByteKind::Pointer, ByteKind::Integer))
    return ByteKind::Pointer;
  return ByteKind::Conflict;
}

const char *nameOf(ByteKind K) {
  switch (K) {
  case ByteKind::Unknown:
    return "unknown";
  case ByteKind::Integer:
    return "integer";
  case ByteKind::Pointer:
    return "pointer";
  case ByteKind::Float:
    return "float";
  case ByteKind::Double:
    return "double";
  case ByteKind::Conflict:
    return "conflict";
  }
  llvm_unreachable("covered switch");
}

void Provenance::merge(const Provenance &Other) {
  Stack |= Other.Stack;
  Heap |= Other.Heap;
  Duplicated |= Other.Duplicated;
  Constant |= Other.Constant;
  MutableGlobal |= Other.MutableGlobal;
  ConstantGlobal |= Other.ConstantGlobal;
  Inactive |= Other.Inactive;
  Foreign |= Other.Foreign;
}

bool MemoryObject::hasSingles() const {
  return any_of(Cells, [](const auto &At) { return At.second.Single; });
}

MemoryGraph::~MemoryGraph() { clear(); }

void MemoryGraph::clear() {
  for (MemoryObject *O : Objects)
    delete O;
  Objects.clear();
}

MemoryRef MemoryGraph::create() {
  Objects.push_back(new MemoryObject());
  return {Objects.back(), 0};
}

MemoryRef MemoryGraph::find(MemoryRef R) {
  if (!R)
    return R;
  int64_t Offset = R.Offset;
  MemoryObject *O = R.Object;
  while (O->Parent) {
    Offset += O->Delta;
    O = O->Parent;
  }
  if (R.Object != O && R.Object->Parent != O) {
    R.Object->Delta = Offset - R.Offset;
    R.Object->Parent = O;
  }
  return {O, modulo(Offset, O->Period)};
}

bool MemoryGraph::takeChanged() {
  bool Was = Changed;
  Changed = false;
  return Was;
}

void MemoryGraph::unify(MemoryRef A, MemoryRef B) {
  if (!A || !B)
    return;
  Pending.push_back({A, B});
  drain();
}

/// Merging two cells may ask to merge their pointees: done one after the
/// other, so that no merge runs while another holds iterators.
void MemoryGraph::drain() {
  if (Draining)
    return;
  Draining = true;
  while (!Pending.empty()) {
    auto [A, B] = Pending.pop_back_val();
    merge(A, B);
  }
  Draining = false;
}

void MemoryGraph::merge(MemoryRef A, MemoryRef B) {
  A = find(A);
  B = find(B);
  int64_t Shift = A.Offset - B.Offset;
  if (A.Object == B.Object) {
    if (Shift != 0)
      refold(*A.Object, std::gcd(A.Object->Period,
                                 static_cast<uint64_t>(std::abs(Shift))));
    return;
  }
  Changed = true;
  MemoryObject &Into = *A.Object, &Gone = *B.Object;
  std::map<int64_t, MemoryCell> Cells;
  Cells.swap(Gone.Cells);
  Gone.Parent = &Into;
  Gone.Delta = Shift;
  Into.From.merge(Gone.From);
  Into.Allocations.append(Gone.Allocations);
  Into.Deallocations.append(Gone.Deallocations);
  Into.Reallocated |= Gone.Reallocated;
  Into.Statics.insert(Gone.Statics.begin(), Gone.Statics.end());
  Into.Targets.insert(Gone.Targets.begin(), Gone.Targets.end());
  Into.Spacing = std::gcd(Into.Spacing, Gone.Spacing);
  uint64_t Period = std::gcd(Into.Period, Gone.Period);
  if (Period != Into.Period)
    refold(Into, Period);
  for (auto &[Offset, Cell] : Cells)
    insert(Into, Offset + Shift, Cell);
}

void MemoryGraph::refold(MemoryObject &O, uint64_t NewPeriod) {
  if (O.Period == NewPeriod)
    return;
  Changed = true;
  O.Period = NewPeriod;
  O.Spacing = std::gcd(O.Spacing, NewPeriod);
  std::map<int64_t, MemoryCell> Cells;
  Cells.swap(O.Cells);
  for (auto &[Offset, Cell] : Cells)
    insert(O, Offset, Cell);
}

/// Copies of unknown length from one place of an object to another, or there and
/// back by way of a second object, repeat what is at the first for ever.
void MemoryGraph::widen(MemoryObject &O) {
  const size_t MaxCells = 2048;
  if (O.Cells.size() <= MaxCells)
    return;
  uint64_t Stride = O.Period;
  for (auto &[Offset, Cell] : O.Cells)
    Stride = std::gcd(Stride, static_cast<uint64_t>(Offset - O.Cells.begin()->first));
  refold(O, Stride);
}

void MemoryGraph::addPeriod(MemoryRef R, uint64_t Stride) {
  R = find(R);
  if (!R || !Stride)
    return;
  refold(*R.Object, std::gcd(R.Object->Period, Stride));
  drain();
}

std::vector<std::pair<int64_t, MemoryCell>>
MemoryGraph::cellsIn(MemoryObject &O, int64_t Offset, uint64_t Size) {
  std::vector<std::pair<int64_t, MemoryCell>> Found;
  auto Find = [&](int64_t Begin) {
    auto It = O.Cells.lower_bound(Begin);
    if (It != O.Cells.begin() && std::prev(It)->first +
                                         int64_t(std::prev(It)->second.Size) >
                                     Begin)
      --It;
    for (; It != O.Cells.end() && It->first < Begin + int64_t(Size); ++It) {
      if (It->second.Kind == ByteKind::Unknown)
        continue;
      if (It->second.Kind == ByteKind::Pointer && !It->second.Pointee)
        It->second.Pointee = create();
      Found.push_back({It->first - Begin, It->second});
    }
  };
  Offset = modulo(Offset, O.Period);
  Find(Offset);
  if (O.Period && Offset + Size > O.Period)
    Find(Offset - static_cast<int64_t>(O.Period));
  return Found;
}

void MemoryGraph::repeat(MemoryRef R, ArrayRef<int64_t> Offsets,
                         uint64_t Extent, uint64_t Spacing) {
  R = find(R);
  if (!R)
    return;
  MemoryObject &O = *R.Object;
  O.Spacing = std::gcd(O.Spacing, Spacing);
  // All to the first, and from there to all.
  for (int64_t Other : Offsets.drop_front())
    for (auto &[Relative, Cell] : cellsIn(O, R.Offset + Other, Extent))
      insert(O, R.Offset + Offsets.front() + Relative, Cell);
  for (auto &[Relative, Cell] :
       cellsIn(O, R.Offset + Offsets.front(), Extent))
    for (int64_t Other : Offsets.drop_front())
      insert(O, R.Offset + Other + Relative, Cell);
  drain();
}

void MemoryGraph::insert(MemoryObject &O, int64_t Offset, MemoryCell Cell) {
  Offset = modulo(Offset, O.Period);
  auto [It, New] = O.Cells.try_emplace(Offset, Cell);
  if (New) {
    Changed = true;
  } else {
    MemoryCell &Old = It->second;
    ByteKind Kind = Old.Size == Cell.Size || Old.Kind == ByteKind::Unknown ||
                            Cell.Kind == ByteKind::Unknown
                        ? join(Old.Kind, Cell.Kind)
                        : (Old.Kind == Cell.Kind && Old.Kind == ByteKind::Integer
                               ? ByteKind::Integer
                               : ByteKind::Conflict);
    unsigned Size = Old.Kind == ByteKind::Unknown   ? Cell.Size
                    : Cell.Kind == ByteKind::Unknown ? Old.Size
                                                     : std::max(Old.Size, Cell.Size);
    bool Single = Old.Single || Cell.Single;
    Changed |= Kind != Old.Kind || Size != Old.Size || Single != Old.Single;
    Old.Kind = Kind;
    Old.Size = Size;
    Old.Single = Single;
    if (Cell.Pointee) {
      if (Old.Pointee)
        Pending.push_back({Old.Pointee, Cell.Pointee});
      else
        Old.Pointee = Cell.Pointee;
    }
  }
  // Cells that overlap with a different start hold bytes of two readings.
  auto Clash = [&](MemoryCell &L, MemoryCell &R) {
    if (L.Kind == ByteKind::Unknown || R.Kind == ByteKind::Unknown ||
        (L.Kind == ByteKind::Integer && R.Kind == ByteKind::Integer))
      return;
    Changed |= L.Kind != ByteKind::Conflict || R.Kind != ByteKind::Conflict;
    L.Kind = R.Kind = ByteKind::Conflict;
  };
  if (It != O.Cells.begin()) {
    auto Before = std::prev(It);
    if (Before->first + static_cast<int64_t>(Before->second.Size) > Offset)
      Clash(Before->second, It->second);
  }
  auto After = std::next(It);
  if (After != O.Cells.end() &&
      Offset + static_cast<int64_t>(It->second.Size) > After->first)
    Clash(It->second, After->second);
  if (O.Period && It->second.Size > O.Period &&
      It->second.Kind != ByteKind::Conflict &&
      It->second.Kind != ByteKind::Unknown &&
      It->second.Kind != ByteKind::Integer) {
    It->second.Kind = ByteKind::Conflict;
    Changed = true;
  }
}

void MemoryGraph::addKind(MemoryRef R, unsigned Size, ByteKind Kind) {
  R = find(R);
  if (!R || Kind == ByteKind::Unknown)
    return;
  MemoryCell Cell;
  Cell.Kind = Kind;
  Cell.Size = Size;
  Cell.Single = Kind == ByteKind::Float;
  insert(*R.Object, R.Offset, Cell);
  drain();
}

MemoryRef MemoryGraph::pointeeAt(MemoryRef R, unsigned PointerSize) {
  addKind(R, PointerSize, ByteKind::Pointer);
  R = find(R);
  MemoryCell &Cell = R.Object->Cells[R.Offset];
  if (!Cell.Pointee)
    Cell.Pointee = create();
  return find(Cell.Pointee);
}

void MemoryGraph::equate(MemoryRef A, MemoryRef B, uint64_t Size) {
  A = find(A);
  B = find(B);
  if (!A || !B || (A.Object == B.Object && A.Offset == B.Offset))
    return;
  if (A.Object == B.Object && Size == UnknownSize)
    return addPeriod(A, std::abs(A.Offset - B.Offset));
  flow(A, B, Size);
  flow(find(B), find(A), Size);
  widen(*find(A).Object);
  widen(*find(B).Object);
  drain();
}

/// Carries the kinds of \p From over to \p To.
void MemoryGraph::flow(MemoryRef From, MemoryRef To, uint64_t Size) {
  const uint64_t MaxCopies = 256;
  uint64_t Period = From.Object->Period;
  std::map<int64_t, MemoryCell> Source = From.Object->Cells;
  for (auto &[Offset, Cell] : Source) {
    if (Cell.Kind == ByteKind::Unknown)
      continue;
    int64_t Relative = modulo(Offset - From.Offset, Period);
    if (!Period && (Relative < 0 || static_cast<uint64_t>(Relative) >= Size))
      continue;
    if (Cell.Kind == ByteKind::Pointer && !Cell.Pointee) {
      Cell.Pointee = create();
      From.Object->Cells[Offset].Pointee = Cell.Pointee;
    }
    if (!Period) {
      insert(*To.Object, To.Offset + Relative, Cell);
      continue;
    }
    if (Size / Period > MaxCopies)
      refold(*To.Object, std::gcd(To.Object->Period, Period));
    uint64_t Bound = Size / Period > MaxCopies ? Period : Size;
    // Words that overlap with themselves are as well told one after the other.
    uint64_t Step = Cell.Kind == ByteKind::Conflict
                        ? std::max<uint64_t>(Period, Cell.Size)
                        : Period;
    for (uint64_t At = Relative; At < Bound; At += Step) {
      insert(*To.Object, To.Offset + static_cast<int64_t>(At), Cell);
      if (To.Object->Period && At - Relative >= To.Object->Period * Period)
        break;
    }
  }
}

} // namespace enzyme
