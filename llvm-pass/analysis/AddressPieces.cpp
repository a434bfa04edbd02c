//===- AddressPieces.cpp - Addresses that are written in pieces -----------===//

#include "analysis/AddressPieces.h"
#include "support/LastMerge.h"
#include "support/MemoryPlace.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Dominators.h"
#include "llvm/Support/KnownBits.h"
#include <set>
#include <vector>

using namespace llvm;

namespace enzyme {

using Question = function_ref<bool(const Instruction &)>;

/// Whether \p IsFound of \p V, or of anything that it is handed on from: by
/// phis, selects and casts of the same bits, and as an operand where \p
/// Follows.
static bool anyBehind(const Value &V, Question IsFound, Question Follows) {
  SmallSetVector<const Value *, 8> Work;
  Work.insert(&V);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    auto *I = dyn_cast<Instruction>(Work[Next]);
    if (!I)
      continue;
    if (IsFound(*I))
      return true;
    if (isa<PHINode>(I) || isa<FreezeInst>(I) || isa<BitCastInst>(I) ||
        Follows(*I))
      Work.insert(I->op_begin(), I->op_end());
    else if (isa<SelectInst>(I))
      Work.insert(I->op_begin() + 1, I->op_end());
  }
  return false;
}

/// Whether the word \p W is an address on some path: it comes from one, or is
/// used as one.
static bool isAddress(const Value &W) {
  auto IsPointer = [](const User *U) { return isa<IntToPtrInst>(U); };
  return anyBehind(
      W,
      [&](const Instruction &I) {
        return isa<PtrToIntInst>(I) || any_of(I.users(), IsPointer);
      },
      [](const Instruction &) { return false; });
}

/// Whether \p I is what follows the lower piece of an address.
static bool isUpperPiece(const Instruction &I) {
  return I.getOpcode() == Instruction::LShr &&
         isa<ConstantInt>(I.getOperand(1)) && isAddress(*I.getOperand(0));
}

static bool isOr(const Instruction &I) {
  return I.getOpcode() == Instruction::Or;
}

static bool changesWidth(const Instruction &I) {
  return isa<ZExtInst>(I) || isa<TruncInst>(I);
}

/// What a mask, a shift or a cast leaves of an address on some path.
static bool isPiece(const Instruction &I) {
  unsigned Code = I.getOpcode();
  bool Leaves = Code == Instruction::And || Code == Instruction::LShr;
  return (isa<TruncInst>(I) || (Leaves && isa<ConstantInt>(I.getOperand(1)))) &&
         isAddress(*I.getOperand(0));
}

/// Whether a piece of an address is among what \p V is joined from.
static bool hasPiece(const Value &V) {
  return anyBehind(V, isPiece, [](const Instruction &I) {
    return isOr(I) || I.getOpcode() == Instruction::Shl || changesWidth(I);
  });
}

/// Whether the same is where \p V begins. Above a number, what is left of an
/// address is padding.
static bool beginsWithPiece(const Value &V) {
  auto Begins = [](const Instruction &I) {
    auto *Mask = I.getOpcode() == Instruction::And
                     ? dyn_cast<ConstantInt>(I.getOperand(1))
                     : nullptr;
    return isPiece(I) && I.getOpcode() != Instruction::LShr &&
           (!Mask || Mask->getValue().countr_zero() < 8);
  };
  return anyBehind(V, Begins, [](const Instruction &I) {
    return isOr(I) || changesWidth(I);
  });
}

/// Whether so many bits of \p I are zero that it is no address, whatever it is
/// joined from.
static bool hasGaps(const Instruction &I) {
  const unsigned FirstBit = 16, EndBit = 47, MaxZeros = 8;
  KnownBits Known = computeKnownBits(&I, I.getDataLayout());
  return Known.getBitWidth() >= EndBit &&
         Known.Zero.extractBits(EndBit - FirstBit, FirstBit).popcount() >
             MaxZeros;
}

namespace {
/// What pieces are taken from, as far back as it goes.
class PieceSources {
public:
  explicit PieceSources(const Function &F) : DT(const_cast<Function &>(F)) {}

  /// Whether all pieces that \p Or joins may be of one word, on one of the ways
  /// by which they come together.
  bool mayBeOfOneWord(const Instruction &Or) const;

private:
  /// A value, and the head of the outermost loop around which it is from an
  /// earlier iteration.
  using Step = std::pair<const Value *, const BasicBlock *>;
  /// A value, or the place in memory that it is read from; whether it is of an
  /// earlier iteration than others of that name.
  using Source = std::pair<MemoryPlace, bool>;

  bool haveCommon(ArrayRef<Value *> Pieces) const;
  std::set<Source> sourcesOf(const Value &Piece) const;
  Source endOf(Step S) const;
  Step before(const PHINode &Phi, unsigned In, Step From) const;

  DominatorTree DT;
};
} // namespace

/// A constant that is no address of anything.
static bool isNumberConstant(const Value &V) {
  auto *Cast = dyn_cast<ConstantExpr>(&V);
  return isa<ConstantData>(V) ||
         (Cast && Cast->isCast() && isa<ConstantData>(Cast->getOperand(0)));
}

/// The bits of one operand, or some of them.
static bool handsOnBits(const Instruction &I) {
  bool ByConstant =
      I.getNumOperands() == 2 && isa<ConstantInt>(I.getOperand(1));
  return isa<CastInst>(I) || isa<FreezeInst>(I) || isOr(I) ||
         (ByConstant && (I.isShift() || I.getOpcode() == Instruction::And));
}

PieceSources::Source PieceSources::endOf(Step S) const {
  auto *I = dyn_cast<Instruction>(S.first);
  bool IsEarlier = I && S.second && DT.dominates(S.second, I->getParent());
  return {sourceOf(*S.first), IsEarlier};
}

PieceSources::Step PieceSources::before(const PHINode &Phi, unsigned In,
                                        Step From) const {
  const BasicBlock *Head = Phi.getParent(), *Outer = From.second;
  bool Repeats = DT.dominates(Head, Phi.getIncomingBlock(In));
  if (Repeats && (!Outer || DT.dominates(Head, Outer)))
    Outer = Head;
  return {Phi.getIncomingValue(In), Outer};
}

std::set<PieceSources::Source>
PieceSources::sourcesOf(const Value &Piece) const {
  std::set<Source> Sources;
  SmallSetVector<Step, 16> Work;
  Work.insert({&Piece, nullptr});
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    Step At = Work[Next];
    auto *I = dyn_cast<Instruction>(At.first);
    if (auto *Phi = dyn_cast_or_null<PHINode>(I))
      for (unsigned In = 0; In != Phi->getNumIncomingValues(); ++In)
        Work.insert(before(*Phi, In, At));
    else if (I && (handsOnBits(*I) || isa<SelectInst>(I)))
      for (const Use &U : drop_begin(I->operands(), isa<SelectInst>(I)))
        Work.insert({U.get(), At.second});
    else if (!isNumberConstant(*At.first))
      Sources.insert(endOf(At));
  }
  return Sources;
}

/// What \p Or joins, in the order of the bits at which they begin.
static std::vector<std::pair<unsigned, Value *>>
joinedBy(const Instruction &Or) {
  std::vector<std::pair<unsigned, Value *>> Joined;
  SmallVector<Value *, 4> Work(Or.op_begin(), Or.op_end());
  while (!Work.empty()) {
    Value *V = Work.pop_back_val();
    auto *I = dyn_cast<Instruction>(V);
    if (I && (isOr(*I) || isa<ZExtInst>(I)))
      Work.append(I->op_begin(), I->op_end());
    else
      Joined.push_back(
          {computeKnownBits(V, Or.getDataLayout()).countMinTrailingZeros(), V});
  }
  sort(Joined, less_first());
  return Joined;
}

/// What \p V hands on some bits of.
static Value *behind(Value *V) {
  while (auto *I = dyn_cast<Instruction>(V)) {
    if (!handsOnBits(*I) || (isOr(*I) && !isa<ConstantInt>(I->getOperand(1))))
      return V;
    V = I->getOperand(0);
  }
  return V;
}

/// Whether all of \p Pieces may come from one value.
bool PieceSources::haveCommon(ArrayRef<Value *> Pieces) const {
  std::optional<std::set<Source>> Common;
  for (const Value *Piece : Pieces) {
    if (isNumberConstant(*Piece))
      continue;
    std::set<Source> Sources = sourcesOf(*Piece);
    if (!Common) {
      Common = std::move(Sources);
      continue;
    }
    for (auto It = Common->begin(); It != Common->end();)
      It = Sources.count(*It) ? std::next(It) : Common->erase(It);
  }
  return Common && !Common->empty();
}

bool PieceSources::mayBeOfOneWord(const Instruction &Or) const {
  using Way = std::vector<Value *>;
  const unsigned MaxWays = 256, LeastBits = 8;
  auto Joined = joinedBy(Or);
  bool BeginsWithNumber = Joined[1].first >= LeastBits;
  Way Start;
  for (auto &[Begin, V] : Joined)
    Start.push_back(behind(V));
  std::set<Way> Seen{Start};
  std::vector<Way> Work{Start};
  while (!Work.empty()) {
    Way Here = std::move(Work.back());
    Work.pop_back();
    // Above a number, what is left of an address is padding.
    if (isNumberConstant(*Here.front()) && BeginsWithNumber)
      continue;
    BasicBlock *Merge = lastMerge(Here, DT);
    if (!Merge || Seen.size() > MaxWays) {
      if (haveCommon(Here))
        return true;
      continue;
    }
    for (const BasicBlock *From : predecessors(Merge)) {
      Way In;
      for (Value *V : Here)
        In.push_back(behind(incomingBy(V, *From, *Merge)));
      if (Seen.insert(In).second)
        Work.push_back(std::move(In));
    }
  }
  return false;
}

static bool joinsPieces(const Instruction &I) {
  return isOr(I) && beginsWithPiece(I) && !hasGaps(I) &&
         all_of(I.operands(),
                [](const Use &U) { return hasPiece(*U.get()); }) &&
         PieceSources(*I.getFunction()).mayBeOfOneWord(I);
}

/// What puts values together to a vector.
static bool joinsLanes(const Instruction &I) {
  return isa<ShuffleVectorInst>(I) || isa<InsertElementInst>(I);
}

/// Whether \p V is computed from the address of memory that depends on an
/// input: it has a shadow, or would if the address were seen where it is used.
static bool isFromVaried(const Value &V, MemoryModel &Memory) {
  auto IsVaried = [&](const Instruction &I) {
    auto *Cast = dyn_cast<PtrToIntInst>(&I);
    MemoryObject *Of =
        Cast ? Memory.objectOf(Cast->getPointerOperand()) : nullptr;
    return Of && (Of->NeedsShadow || Of->Varied);
  };
  return anyBehind(V, IsVaried, [](const Instruction &I) {
    return handsOnBits(I) || joinsLanes(I);
  });
}

/// Whether the vector of words \p V may have an address among them.
static bool mayHaveAddress(const Value &V) {
  auto *T = dyn_cast<FixedVectorType>(V.getType());
  auto Has = [](const Instruction &I) {
    return isa<PtrToIntInst>(I) || isa<LoadInst>(I);
  };
  return T && T->getElementType()->isIntegerTy(64) &&
         anyBehind(V, Has, joinsLanes);
}

bool writesPieceOfAddress(const StoreInst &S, MemoryModel &Memory) {
  const Value *V = S.getValueOperand();
  MemoryObject *To = Memory.objectOf(S.getPointerOperand());
  uint64_t Size = S.getDataLayout().getTypeStoreSize(V->getType());
  if (mayHaveAddress(*V) && To) {
    Coverage There = Memory.coverageAt(S.getPointerOperand(), Size);
    bool IsThere = To->NeedsShadow && There.Pointers;
    // The shadows of words travel in vectors like themselves.
    return !There.Words && (IsThere || isFromVaried(*V, Memory));
  }
  bool MayBe = V->getType()->isIntegerTy() || V->getType()->isDoubleTy();
  if (!MayBe || Size > sizeof(uint64_t) || !To)
    return false;
  // Where a shadow has been lost, nothing may say any more that there is one.
  Coverage There = Memory.coverageAt(S.getPointerOperand(), Size);
  if (!(To->NeedsShadow && (There.Pointers || There.Words)) &&
      !isFromVaried(*V, Memory))
    return false;
  return Size == sizeof(uint64_t) ? anyBehind(*V, joinsPieces, isOr)
                                  : anyBehind(*V, isUpperPiece, handsOnBits);
}

} // namespace enzyme
