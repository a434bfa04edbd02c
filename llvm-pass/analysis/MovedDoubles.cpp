//===- MovedDoubles.cpp - Doubles that may be addresses where moved -------===//

#include "analysis/MovedDoubles.h"
#include "rules/CallTraits.h"
#include "support/HandedOn.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace enzyme {

namespace {

/// The moves of one function, and the integers that take the place of doubles.
class WordMoves {
public:
  WordMoves(Function &F, MemoryModel &Memory);
  bool run();

private:
  bool isEither(const Value *Pointer) {
    const unsigned Word = 8;
    return Memory.kindAt(Pointer, Word) == ByteKind::Conflict;
  }
  bool isReadFromEither(const Value *V) {
    auto *L = dyn_cast_or_null<LoadInst>(V);
    return L && L->isSimple() &&
           (isEither(L->getPointerOperand()) || isUnseen(*L));
  }
  bool isUnseen(const LoadInst &L);
  bool comesFromEither(Value *V);
  Value *wordOf(Value *V);

  Function &F;
  MemoryModel &Memory;
  /// To which functions write that are not looked into.
  SmallPtrSet<const MemoryObject *, 4> Foreign;
  DenseMap<Value *, Value *> Words;
};

} // namespace

WordMoves::WordMoves(Function &F, MemoryModel &Memory) : F(F), Memory(Memory) {
  for (Instruction &I : instructions(F))
    if (auto *Call = dyn_cast<CallBase>(&I);
        Call && isInactiveCall(*Call) && !isHarmlessCall(*Call))
      for (Value *Argument : Call->args())
        if (Argument->getType()->isPointerTy())
          Foreign.insert(Memory.objectOf(Argument));
}

/// Whether what \p L reads may be an address that another function has written
/// there: nothing is computed with it.
bool WordMoves::isUnseen(const LoadInst &L) {
  return L.getType()->isDoubleTy() &&
         Foreign.contains(Memory.objectOf(L.getPointerOperand())) &&
         all_of(L.users(), [](const User *U) {
           return handsOn(*U) || isa<StoreInst>(U);
         });
}

/// Whether \p V may be what is loaded from where an address may be.
bool WordMoves::comesFromEither(Value *V) {
  const unsigned Most = 64;
  SmallSetVector<Value *, 8> Work;
  Work.insert(V);
  for (unsigned Next = 0; Next != Work.size() && Next != Most; ++Next) {
    Value *At = Work[Next];
    if (isReadFromEither(At))
      return true;
    if (handsOn(*At))
      for (Value *Op : cast<Instruction>(At)->operands())
        if (Op->getType()->isDoubleTy())
          Work.insert(Op);
  }
  return false;
}

/// The integer with the bits of \p V.
Value *WordMoves::wordOf(Value *V) {
  auto It = Words.find(V);
  if (It != Words.end())
    return It->second;
  Type *Word = Type::getInt64Ty(F.getContext());
  auto Remember = [&](Value *New) {
    Words[V] = New;
    return New;
  };
  auto *I = dyn_cast<Instruction>(V);
  if (auto *C = dyn_cast<Constant>(V))
    return ConstantExpr::getBitCast(C, Word);
  if (auto *Phi = dyn_cast<PHINode>(V)) {
    PHINode *New =
        IRBuilder<>(Phi).CreatePHI(Word, Phi->getNumIncomingValues());
    Remember(New);
    for (unsigned In = 0; In != Phi->getNumIncomingValues(); ++In)
      New->addIncoming(wordOf(Phi->getIncomingValue(In)),
                       Phi->getIncomingBlock(In));
    return New;
  }
  if (isReadFromEither(I)) {
    auto *L = cast<LoadInst>(I);
    LoadInst *New = IRBuilder<>(L).CreateAlignedLoad(
        Word, L->getPointerOperand(), L->getAlign());
    New->setAAMetadata(L->getAAMetadata());
    return Remember(New);
  }
  if (auto *S = dyn_cast_or_null<SelectInst>(I))
    return Remember(IRBuilder<>(S).CreateSelect(S->getCondition(),
                                                wordOf(S->getTrueValue()),
                                                wordOf(S->getFalseValue())));
  if (auto *Freeze = dyn_cast_or_null<FreezeInst>(I))
    return Remember(
        IRBuilder<>(Freeze).CreateFreeze(wordOf(Freeze->getOperand(0))));
  BasicBlock::iterator After =
      I ? *I->getInsertionPointAfterDef()
        : F.getEntryBlock().getFirstNonPHIOrDbgOrAlloca();
  return Remember(
      IRBuilder<>(After->getParent(), After).CreateBitCast(V, Word));
}

bool WordMoves::run() {
  SmallVector<StoreInst *, 4> Moves;
  for (Instruction &I : instructions(F))
    if (auto *S = dyn_cast<StoreInst>(&I);
        S && S->isSimple() && S->getValueOperand()->getType()->isDoubleTy() &&
        isEither(S->getPointerOperand()) &&
        comesFromEither(S->getValueOperand()))
      Moves.push_back(S);
  for (StoreInst *S : Moves)
    S->setOperand(0, wordOf(S->getValueOperand()));
  return !Moves.empty();
}

bool moveDoublesAsWords(Function &F, MemoryModel &Memory) {
  return WordMoves(F, Memory).run();
}

} // namespace enzyme
