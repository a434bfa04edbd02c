//===- PointerVectors.cpp - Vectors of addresses ---------------------------===//

#include "prepare/PointerVectors.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace enzyme {

static FixedVectorType *asPointerVector(const Value *V) {
  auto *T = dyn_cast<FixedVectorType>(V->getType());
  return T && T->getElementType()->isPointerTy() ? T : nullptr;
}

namespace {

/// The pointers and words in vectors, made where the vectors are.
class PointerParts {
public:
  using Parts = SmallVector<Value *, 4>;
  const Parts of(Value *V);
  void fillPhis();

private:
  Parts split(Value *V, unsigned Count);
  Parts ofPhi(PHINode &Phi, unsigned Count);
  Value *part(IRBuilder<> &B, Instruction &I, unsigned At);

  DenseMap<Value *, Parts> Known;
  SmallVector<PHINode *, 4> Phis;
};

} // namespace

const PointerParts::Parts PointerParts::of(Value *V) {
  auto It = Known.find(V);
  if (It != Known.end())
    return It->second;
  Parts Made = split(V, cast<FixedVectorType>(V->getType())->getNumElements());
  return Known[V] = Made;
}

PointerParts::Parts PointerParts::ofPhi(PHINode &Phi, unsigned Count) {
  Parts Result;
  IRBuilder<> B(&Phi);
  for (unsigned At = 0; At != Count; ++At)
    Result.push_back(B.CreatePHI(Phi.getType()->getScalarType(),
                                 Phi.getNumIncomingValues()));
  Phis.push_back(&Phi);
  return Result;
}

Value *PointerParts::part(IRBuilder<> &B, Instruction &I, unsigned At) {
  Type *Element = I.getType()->getScalarType();
  if (auto *L = dyn_cast<LoadInst>(&I); L && L->isSimple()) {
    uint64_t Offset = At * L->getDataLayout().getTypeStoreSize(Element);
    return B.CreateAlignedLoad(
        Element, B.CreateConstInBoundsGEP1_64(B.getInt8Ty(),
                                              L->getPointerOperand(), Offset),
        commonAlignment(L->getAlign(), Offset));
  }
  if (auto *S = dyn_cast<SelectInst>(&I)) {
    Value *Condition = S->getCondition();
    if (Condition->getType()->isVectorTy())
      Condition = B.CreateExtractElement(Condition, At);
    return B.CreateSelect(Condition, of(S->getTrueValue())[At],
                          of(S->getFalseValue())[At]);
  }
  if (auto *S = dyn_cast<ShuffleVectorInst>(&I)) {
    int From = S->getMaskValue(At);
    int First = asPointerVector(S->getOperand(0))->getNumElements();
    return From < 0 ? PoisonValue::get(Element)
                    : of(S->getOperand(From < First ? 0 : 1))[From % First];
  }
  if (auto *N = dyn_cast<InsertElementInst>(&I))
    if (auto *To = dyn_cast<ConstantInt>(N->getOperand(2)))
      return To->getZExtValue() == At ? N->getOperand(1)
                                      : of(N->getOperand(0))[At];
  return B.CreateExtractElement(&I, At);
}

PointerParts::Parts PointerParts::split(Value *V, unsigned Count) {
  Parts Result;
  if (auto *Phi = dyn_cast<PHINode>(V))
    return ofPhi(*Phi, Count);
  auto *I = dyn_cast<Instruction>(V);
  if (!I) {
    auto *C = dyn_cast<Constant>(V);
    for (unsigned At = 0; At != Count; ++At)
      Result.push_back(C ? C->getAggregateElement(At) : nullptr);
    return Result;
  }
  IRBuilder<> B(I->getNextNode());
  B.SetCurrentDebugLocation(I->getDebugLoc());
  if (isa<LoadInst>(I))
    B.SetInsertPoint(I);
  for (unsigned At = 0; At != Count; ++At)
    Result.push_back(part(B, *I, At));
  return Result;
}

void PointerParts::fillPhis() {
  for (unsigned Next = 0; Next != Phis.size(); ++Next) {
    PHINode &Phi = *Phis[Next];
    const Parts OfPhi = of(&Phi);
    for (unsigned In = 0; In != Phi.getNumIncomingValues(); ++In) {
      const Parts Incoming = of(Phi.getIncomingValue(In));
      for (unsigned At = 0; At != OfPhi.size(); ++At)
        cast<PHINode>(OfPhi[At])->addIncoming(Incoming[At],
                                              Phi.getIncomingBlock(In));
    }
  }
}

/// Whether an address is made of \p Element, which may travel as a double.
static bool becomesAddress(const Value &Element) {
  return any_of(Element.users(), [](const User *U) {
    return isa<IntToPtrInst>(U) ||
           (isa<BitCastInst>(U) && U->getType()->isIntegerTy() &&
            any_of(U->users(), [](const User *Of) {
              return isa<IntToPtrInst>(Of);
            }));
  });
}

/// Words that are moved from memory to memory, or of which one is an address: C++
/// moves addresses like that. Where neither that nor a type tells it, the library of
/// Rust moves words of any kind, which travel as doubles.
static bool areMovedWords(const Value *V) {
  const unsigned Word = 64;
  auto *L = dyn_cast<LoadInst>(V);
  auto *T = dyn_cast<FixedVectorType>(V->getType());
  if (!L || !L->isSimple() || !T || T->getScalarSizeInBits() != Word)
    return false;
  bool AreAddresses = T->getElementType()->isIntegerTy() &&
                      L->hasMetadata(LLVMContext::MD_tbaa);
  for (const User *U : L->users()) {
    auto *S = dyn_cast<StoreInst>(U);
    auto *E = dyn_cast<ExtractElementInst>(U);
    if (!(S && S->isSimple() && S->getValueOperand() == V) &&
        !(E && isa<ConstantInt>(E->getIndexOperand())))
      return false;
    AreAddresses |= E && becomesAddress(*E);
  }
  return AreAddresses;
}

/// The parts of what is passed to the function are not known.
static bool canSplit(const Value *V) {
  return areMovedWords(V) || (asPointerVector(V) && (isa<Instruction>(V) ||
                                                     isa<Constant>(V)));
}

bool separatePointers(Function &F) {
  SmallVector<Instruction *, 8> Uses;
  for (Instruction &I : instructions(F)) {
    auto *E = dyn_cast<ExtractElementInst>(&I);
    auto *S = dyn_cast<StoreInst>(&I);
    if ((E && canSplit(E->getVectorOperand()) &&
         isa<ConstantInt>(E->getIndexOperand())) ||
        (S && S->isSimple() && canSplit(S->getValueOperand())))
      Uses.push_back(&I);
  }
  PointerParts Parts;
  for (Instruction *I : Uses) {
    if (auto *E = dyn_cast<ExtractElementInst>(I)) {
      uint64_t At = cast<ConstantInt>(E->getIndexOperand())->getZExtValue();
      Value *Part = Parts.of(E->getVectorOperand())[At];
      if (Part != E)
        E->replaceAllUsesWith(Part);
      continue;
    }
    auto *S = cast<StoreInst>(I);
    IRBuilder<> B(S);
    const auto Stored = Parts.of(S->getValueOperand());
    uint64_t Size =
        S->getDataLayout().getTypeStoreSize(Stored.front()->getType());
    for (unsigned At = 0; At != Stored.size(); ++At)
      B.CreateAlignedStore(
          Stored[At],
          B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), S->getPointerOperand(),
                                       At * Size),
          commonAlignment(S->getAlign(), At * Size));
    S->eraseFromParent();
  }
  Parts.fillPhis();
  return !Uses.empty();
}

} // namespace enzyme
