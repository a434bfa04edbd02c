//===- ValueLayout.cpp - One value in the types of another -----------------===//

#include "support/ValueLayout.h"

using namespace llvm;

namespace enzyme {

/// The scalars and vectors of \p T in order.
static void leavesOf(Type *T, SmallVectorImpl<Type *> &Leaves) {
  if (auto *S = dyn_cast<StructType>(T))
    for (Type *Field : S->elements())
      leavesOf(Field, Leaves);
  else if (auto *A = dyn_cast<ArrayType>(T))
    for (uint64_t I = 0; I != A->getNumElements(); ++I)
      leavesOf(A->getElementType(), Leaves);
  else if (!T->isVoidTy())
    Leaves.push_back(T);
}

SmallVector<Type *, 8> scalarsOf(Type *T) {
  SmallVector<Type *, 8> Leaves;
  leavesOf(T, Leaves);
  return Leaves;
}

static bool haveSameLeaves(Type *A, Type *B) {
  return scalarsOf(A) == scalarsOf(B);
}

/// Whether bytes are all that is known of \p T.
static bool isOpaque(Type *T) {
  return all_of(scalarsOf(T), [](Type *Leaf) { return Leaf->isIntegerTy(8); });
}

bool haveSameLayout(Type *From, Type *To, const DataLayout &Layout) {
  if (haveSameLeaves(From, To))
    return true;
  // Small structs travel in registers of other types, large ones do not.
  const uint64_t BytesInRegisters = 16;
  auto *Fields = dyn_cast<StructType>(From);
  return !(Fields && Fields->getNumElements() == 0) && From->isSized() &&
         To->isSized() &&
         Layout.getTypeAllocSize(From) == Layout.getTypeAllocSize(To) &&
         (Layout.getTypeAllocSize(From) <= BytesInRegisters ||
          isOpaque(From) || isOpaque(To));
}

static void split(IRBuilder<> &B, Value *V, SmallVectorImpl<Value *> &Parts) {
  Type *T = V->getType();
  if (!T->isAggregateType()) {
    Parts.push_back(V);
    return;
  }
  unsigned Count = T->isStructTy() ? T->getStructNumElements()
                                   : T->getArrayNumElements();
  for (unsigned I = 0; I != Count; ++I)
    split(B, B.CreateExtractValue(V, I), Parts);
}

SmallVector<Value *, 8> scalarsOf(IRBuilder<> &B, Value *V) {
  SmallVector<Value *, 8> Parts;
  split(B, V, Parts);
  return Parts;
}

Value *joinScalars(IRBuilder<> &B, Type *T, ArrayRef<Value *> &Parts) {
  if (!T->isAggregateType()) {
    Value *First = Parts.front();
    Parts = Parts.drop_front();
    return First;
  }
  Value *Result = PoisonValue::get(T);
  unsigned Count = T->isStructTy() ? T->getStructNumElements()
                                   : T->getArrayNumElements();
  for (unsigned I = 0; I != Count; ++I) {
    Type *Field = T->isStructTy() ? T->getStructElementType(I)
                                  : T->getArrayElementType();
    Result = B.CreateInsertValue(Result, joinScalars(B, Field, Parts), I);
  }
  return Result;
}

Value *convertLayout(IRBuilder<> &B, Value *V, Type *To) {
  if (haveSameLeaves(V->getType(), To)) {
    SmallVector<Value *, 8> Parts = scalarsOf(B, V);
    ArrayRef<Value *> Rest(Parts);
    return joinScalars(B, To, Rest);
  }
  BasicBlock &Entry = B.GetInsertBlock()->getParent()->getEntryBlock();
  IRBuilder<> AtEntry(&Entry, Entry.begin());
  AllocaInst *Slot = AtEntry.CreateAlloca(V->getType());
  B.CreateStore(V, Slot);
  return B.CreateLoad(To, Slot);
}

} // namespace enzyme
