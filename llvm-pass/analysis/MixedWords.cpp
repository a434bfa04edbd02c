//===- MixedWords.cpp - Integers that are moved and are more than one value -===//

#include "analysis/MixedWords.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace enzyme {

namespace {
/// Some of the bytes of an integer.
struct Piece {
  unsigned Offset, Size;
  ByteKind Kind;
};
} // namespace

using Pieces = SmallVector<Piece, 8>;

constexpr unsigned WordBytes = 8, HalfBytes = 4;

/// The words of \p V, and the halves of those in which there is a single.
static Pieces piecesOf(const Value &V, unsigned Bytes, MemoryModel &Memory) {
  Pieces Found;
  for (unsigned At = 0; At != Bytes; At += WordBytes) {
    ByteKind Low = Memory.kindOfContent(&V, At, HalfBytes),
             High = Memory.kindOfContent(&V, At + HalfBytes, HalfBytes);
    if (Low == ByteKind::Float || High == ByteKind::Float) {
      Found.push_back({At, HalfBytes, Low});
      Found.push_back({At + HalfBytes, HalfBytes, High});
    } else {
      Found.push_back({At, WordBytes, Memory.kindOfContent(&V, At, WordBytes)});
    }
  }
  return Found;
}

/// Whether \p I only moves the integer: what is not known of it is no element of
/// a vector of which others are taken out of it.
static bool isMoved(const Instruction &I) {
  return isa<StoreInst>(I) || all_of(I.users(), [](const User *U) {
           return isa<StoreInst>(U);
         });
}

/// Floats of one kind throughout are a vector. What a single shares a word with
/// is something else also if nothing is known of it.
static bool isMixed(const Instruction &I, ArrayRef<Piece> All) {
  const Piece *Float = find_if(All, [](const Piece &P) {
    return P.Kind == ByteKind::Float || P.Kind == ByteKind::Double;
  });
  bool IsPair = All.size() == 2 && All.back().Offset == HalfBytes;
  return Float != All.end() && any_of(All, [&](const Piece &P) {
           return P.Kind == ByteKind::Unknown ? IsPair || isMoved(I)
                                              : P.Kind != Float->Kind;
         });
}

static Value *placeOf(IRBuilder<> &B, Value *Address, const Piece &P) {
  return B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), Address, P.Offset);
}

static void splitLoad(LoadInst &L, ArrayRef<Piece> All) {
  IRBuilder<> B(&L);
  Value *Joined = ConstantInt::get(L.getType(), 0);
  for (const Piece &P : All) {
    Value *Part = B.CreateAlignedLoad(B.getIntNTy(8 * P.Size),
                                      placeOf(B, L.getPointerOperand(), P),
                                      commonAlignment(L.getAlign(), P.Offset));
    Value *Placed = B.CreateShl(B.CreateZExt(Part, L.getType()), 8 * P.Offset);
    Joined = B.CreateOr(Joined, Placed);
  }
  L.replaceAllUsesWith(Joined);
  L.eraseFromParent();
}

static void splitStore(StoreInst &S, ArrayRef<Piece> All) {
  IRBuilder<> B(&S);
  for (const Piece &P : All) {
    Value *Part = B.CreateTrunc(B.CreateLShr(S.getValueOperand(), 8 * P.Offset),
                                B.getIntNTy(8 * P.Size));
    B.CreateAlignedStore(Part, placeOf(B, S.getPointerOperand(), P),
                         commonAlignment(S.getAlign(), P.Offset));
  }
  S.eraseFromParent();
}

bool splitMixedWords(Function &F, MemoryModel &Memory) {
  const unsigned MaxBits = 256;
  SmallVector<std::pair<Instruction *, Pieces>, 8> Work;
  for (Instruction &I : instructions(F)) {
    auto *S = dyn_cast<StoreInst>(&I);
    auto *L = dyn_cast<LoadInst>(&I);
    if (!(S && S->isSimple()) && !(L && L->isSimple()))
      continue;
    const Value *V = S ? S->getValueOperand() : L;
    auto *T = dyn_cast<IntegerType>(V->getType());
    if (!T || T->getBitWidth() % (8 * WordBytes) || T->getBitWidth() > MaxBits)
      continue;
    Pieces All = piecesOf(*V, T->getBitWidth() / 8, Memory);
    if (isMixed(I, All))
      Work.push_back({&I, std::move(All)});
  }
  for (auto &[I, All] : Work)
    if (auto *S = dyn_cast<StoreInst>(I))
      splitStore(*S, All);
    else
      splitLoad(*cast<LoadInst>(I), All);
  return !Work.empty();
}

} // namespace enzyme
