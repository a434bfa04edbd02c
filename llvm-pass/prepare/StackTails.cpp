//===- StackTails.cpp - Parts of structs that are left on the stack -------===//

#include "prepare/StackTails.h"
#include "support/Compat.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include <optional>

using namespace llvm;

namespace enzyme {

static constexpr int64_t Word = 8;

/// A place at so many bytes, and any number of words, from what it is computed
/// from.
struct Place {
  Value *Base;
  int64_t Distance;
};

/// The place of \p V, from what the distances are added to.
static Place throughOffsets(Value *V, const DataLayout &DL) {
  Place At{V, 0};
  unsigned Bits = DL.getIndexTypeSizeInBits(V->getType());
  while (true) {
    APInt Offset(Bits, 0);
    At.Base = At.Base->stripAndAccumulateConstantOffsets(
        DL, Offset, /*AllowNonInbounds=*/true);
    At.Distance += Offset.getSExtValue();
    auto *Indexed = dyn_cast<GEPOperator>(At.Base);
    VariableOffsets Variable;
    APInt Constant(Bits, 0);
    auto IsPartOfWord = [](const auto &By) {
      return By.second.urem(Word) != 0;
    };
    if (!Indexed || !Indexed->collectOffset(DL, Bits, Variable, Constant) ||
        any_of(Variable, IsPartOfWord))
      return At;
    At = {Indexed->getPointerOperand(), At.Distance + Constant.getSExtValue()};
  }
}

static int64_t inWord(int64_t Bytes) { return (Bytes % Word + Word) % Word; }

/// How far in a word the address begins that \p Phi chooses; nothing if that is
/// not the same on every way.
static std::optional<int64_t> placeOfChoice(PHINode &Phi,
                                            const DataLayout &DL) {
  // How much further than this one the first of them is.
  DenseMap<PHINode *, int64_t> Further{{&Phi, 0}};
  SmallVector<PHINode *, 4> Work{&Phi};
  std::optional<int64_t> Found;
  while (!Work.empty()) {
    PHINode *Here = Work.pop_back_val();
    for (Value *In : Here->incoming_values()) {
      Place At = throughOffsets(In, DL);
      int64_t Distance = inWord(At.Distance + Further[Here]);
      if (auto *Other = dyn_cast<PHINode>(At.Base)) {
        auto [Known, IsNew] = Further.insert({Other, Distance});
        if (IsNew)
          Work.push_back(Other);
        else if (Known->second != Distance)
          return std::nullopt;
        continue;
      }
      if (Found && *Found != Distance)
        return std::nullopt;
      Found = Distance;
    }
  }
  return Found;
}

static Place placeOf(Value *V, const DataLayout &DL) {
  Place At = throughOffsets(V, DL);
  if (auto *Phi = dyn_cast<PHINode>(At.Base))
    if (std::optional<int64_t> Chosen = placeOfChoice(*Phi, DL))
      At.Distance += *Chosen;
  return At;
}

namespace {

/// The variables on the stack that are aligned less than words, and where in a
/// word each begins.
class Tails {
public:
  explicit Tails(Function &F);

  /// Nothing if what is copied to and from them does not say, or not the same.
  SmallVector<std::pair<AllocaInst *, int64_t>, 4> placed() const;

private:
  /// The other end of a copy: a tail itself, or at a known place in its words.
  struct Neighbour {
    AllocaInst *Tail;
    int64_t Place;
  };
  void follow(AllocaInst &A);
  bool placeGroup(AllocaInst &A, DenseMap<AllocaInst *, int64_t> &Group) const;

  SmallSetVector<AllocaInst *, 8> Found;
  DenseMap<AllocaInst *, SmallVector<Neighbour, 4>> Neighbours;
};

} // namespace

Tails::Tails(Function &F) {
  for (Instruction &I : F.getEntryBlock())
    if (auto *A = dyn_cast<AllocaInst>(&I);
        A && A->isStaticAlloca() && A->getAlign() < Align(Word))
      Found.insert(A);
  for (AllocaInst *A : Found)
    follow(*A);
}

/// Collects the other ends of what is copied to and from \p A.
void Tails::follow(AllocaInst &A) {
  const DataLayout &DL = A.getDataLayout();
  SmallVector<Value *, 8> Work{&A};
  while (!Work.empty()) {
    Value *Here = Work.pop_back_val();
    for (User *U : Here->users()) {
      auto *G = dyn_cast<GetElementPtrInst>(U);
      if (G && G->hasAllConstantIndices())
        Work.push_back(G);
      auto *Copy = dyn_cast<MemTransferInst>(U);
      if (!Copy)
        continue;
      Place Other = placeOf(Copy->getRawDest() == Here ? Copy->getRawSource()
                                                       : Copy->getRawDest(),
                            DL);
      auto *Tail = dyn_cast<AllocaInst>(Other.Base);
      Neighbours[&A].push_back({Tail && Found.contains(Tail) ? Tail : nullptr,
                                Other.Distance - placeOf(Here, DL).Distance});
    }
  }
}

/// Fills \p Group with \p A and the tails that it is copied to and from, by way
/// of others too, and their places; false if these contradict.
bool Tails::placeGroup(AllocaInst &A,
                       DenseMap<AllocaInst *, int64_t> &Group) const {
  // Of each, how much later in a word it begins than A does.
  SmallVector<AllocaInst *, 4> Work{&A};
  Group[&A] = 0;
  std::optional<int64_t> PlaceOfA;
  while (!Work.empty()) {
    AllocaInst *Here = Work.pop_back_val();
    auto It = Neighbours.find(Here);
    if (It == Neighbours.end())
      continue;
    for (const Neighbour &N : It->second) {
      if (!N.Tail) {
        int64_t Says = inWord(N.Place - Group[Here]);
        if (PlaceOfA && *PlaceOfA != Says)
          return false;
        PlaceOfA = Says;
        continue;
      }
      int64_t Later = inWord(Group[Here] - N.Place);
      auto [At, IsNew] = Group.insert({N.Tail, Later});
      if (IsNew)
        Work.push_back(N.Tail);
      else if (At->second != Later)
        return false;
    }
  }
  if (!PlaceOfA)
    return false;
  for (auto &[Tail, Later] : Group)
    Later = inWord(*PlaceOfA + Later);
  return true;
}

SmallVector<std::pair<AllocaInst *, int64_t>, 4> Tails::placed() const {
  SmallVector<std::pair<AllocaInst *, int64_t>, 4> Result;
  for (AllocaInst *A : Found) {
    DenseMap<AllocaInst *, int64_t> Group;
    if (placeGroup(*A, Group) && isAligned(A->getAlign(), Group[A]))
      Result.push_back({A, Group[A]});
  }
  return Result;
}

void placeTailsInWords(Function &F) {
  for (auto [A, Place] : Tails(F).placed()) {
    if (Place == 0) {
      A->setAlignment(Align(Word));
      continue;
    }
    uint64_t Size = A->getAllocationSize(A->getDataLayout())->getFixedValue();
    IRBuilder<> B(A);
    AllocaInst *Whole = B.CreateAlloca(
        ArrayType::get(B.getInt8Ty(), alignTo(Size + Place, Word)));
    Whole->setAlignment(Align(Word));
    B.SetInsertPoint(A->getParent(),
                     A->getParent()->getFirstNonPHIOrDbgOrAlloca());
    A->replaceAllUsesWith(B.CreateConstInBoundsGEP1_64(
        B.getInt8Ty(), Whole, Place, A->getName() + ".tail"));
    A->eraseFromParent();
  }
}

} // namespace enzyme
