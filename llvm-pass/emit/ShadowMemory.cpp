//===- ShadowMemory.cpp - Shadows of pointers, beside the primal -----------===//

#include "emit/ShadowMemory.h"
#include "analysis/PlainIntegers.h"
#include "emit/BitsCheck.h"
#include "emit/MemoryTransfer.h"
#include "emit/Nowhere.h"
#include "emit/UnchangedBytes.h"
#include "emit/WordTransfer.h"
#include "prepare/AllocatorForms.h"
#include "rules/CallTraits.h"
#include "support/OperationName.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

Value *ShadowMemory::of(Value *V, unsigned Lane) const {
  if (auto *C = dyn_cast<Constant>(V))
    return Statics.of(*C, Lane);
  auto It = Shadows.find(V);
  return It == Shadows.end() ? V : It->second[Lane];
}

bool ShadowMemory::hasShadow(const Value *V) const {
  return Carriers.isCarrier(V) ||
         (containsPointer(V->getType()) && Activities.hasShadow(V));
}

/// What stands for \p V in the shadow of an instruction that hands it on. Of
/// values that are no addresses, nothing is known but that.
Value *ShadowMemory::shadowOperand(Value *V, unsigned Lane) const {
  if (containsPointer(V->getType()) || Carriers.isCarrier(V))
    return of(V, Lane);
  return Constant::getNullValue(V->getType());
}

/// The address of a thread's own copy of a static.
static bool isAddressOfStatic(const CallBase &Call) {
  return Call.getIntrinsicID() == Intrinsic::threadlocal_address;
}

bool ShadowMemory::verify(RefusalLog &Log) {
  for (Instruction &I : instructions(*D.F)) {
    if (Cold.contains(I.getParent()) || !containsPointer(I.getType()) ||
        !Activities.hasShadow(&I))
      continue;
    if (isa<AllocaInst>(I) || isa<GetElementPtrInst>(I) || isa<PHINode>(I) ||
        isa<SelectInst>(I) || isa<FreezeInst>(I) || isa<LoadInst>(I) ||
        isa<ExtractValueInst>(I) || isa<InsertValueInst>(I))
      continue;
    if (isa<IntToPtrInst>(I) &&
        (Carriers.isCarrier(I.getOperand(0)) ||
         isSmallNumber(*I.getOperand(0), I.getDataLayout()) ||
         isPlainInteger(*I.getOperand(0), Memory, /*OfArguments=*/true)))
      continue;
    if (auto *Call = dyn_cast<CallBase>(&I))
      if (asAllocation(*Call) || Calls.derivativeOf(*Call) ||
          isAddressOfStatic(*Call))
        continue;
    Log.refuse(RefusalCode::UnknownType, I,
               "a pointer to active memory is made by " + operationName(I) +
                   " and cannot be followed");
    return false;
  }
  return true;
}

void ShadowMemory::emit() {
  for (auto &[Primal, OfPrimal] : D.ArgumentShadows)
    if (containsPointer(Primal->getType()))
      Shadows[Primal] = OfPrimal;
  SmallVector<Instruction *, 64> Order;
  ReversePostOrderTraversal<Function *> RPOT(D.F);
  for (BasicBlock *BB : RPOT)
    if (!Cold.contains(BB))
      for (Instruction &I : *BB)
        Order.push_back(&I);
  SmallVector<PHINode *, 8> Phis;
  for (Instruction *I : Order) {
    auto *Call = dyn_cast<CallBase>(I);
    if (Call && Calls.derivativeOf(*Call))
      Calls.emit(*Call, [&](Value *V, unsigned Lane) {
        return containsPointer(V->getType())
                   ? of(V, Lane)
                   : Constant::getNullValue(V->getType());
      });
    bool IsMemberCall = Call && Calls.derivativeOf(*Call);
    for (Value *V : Carriers.passedOn(*I, IsMemberCall))
      checkNoAddress(*I, V);
    bool HasShadow = hasShadow(I);
    if (HasShadow && isa<PHINode>(I))
      Phis.push_back(cast<PHINode>(I));
    for (unsigned Lane = 0; Lane != width(); ++Lane) {
      if (HasShadow)
        emitShadow(*I, Lane);
      emitPointerCopies(*I, Lane);
      if (D.Shape.EndsWhatIsLost)
        keepWritten(*I, Lane);
    }
  }
  for (PHINode *Phi : Phis)
    for (unsigned Lane = 0; Lane != width(); ++Lane)
      for (unsigned In = 0; In != Phi->getNumIncomingValues(); ++In)
        cast<PHINode>(of(Phi, Lane))
            ->addIncoming(shadowOperand(Phi->getIncomingValue(In), Lane),
                          Phi->getIncomingBlock(In));
}

void ShadowMemory::clearStatics(ArrayRef<GlobalVariable *> Mutable) {
  IRBuilder<> B(D.F->getEntryBlock().getTerminator());
  for (GlobalVariable *G : Mutable)
    for (unsigned Lane = 0; Lane != width(); ++Lane)
      Statics.clear(B, *G, Lane);
}

void ShadowMemory::checkStatics(ArrayRef<GlobalVariable *> Mutable) {
  for (BasicBlock &BB : *D.F) {
    auto *R = dyn_cast<ReturnInst>(BB.getTerminator());
    if (!R)
      continue;
    IRBuilder<> B(R);
    for (GlobalVariable *G : Mutable)
      for (unsigned Lane = 0; Lane != width(); ++Lane)
        emitStaticCheck(B, Statics.isLeft(B, *G, Lane), *R);
  }
}

/// The shadow of \p I, a sum or a difference of words with the shadows \p OfA and
/// \p OfB: of each the run shows whether an address is a part of it, and its shadow
/// is nowhere if none is. The distance between two addresses is a number.
static Value *shadowOfSum(IRBuilder<> &B, Instruction &I, Value *OfA,
                          Value *OfB) {
  Value *InA = B.CreateNot(isNowhere(B, OfA));
  Value *InB = B.CreateNot(isNowhere(B, OfB));
  Value *PartA = B.CreateSelect(InA, OfA, I.getOperand(0));
  Value *PartB = B.CreateSelect(InB, OfB, I.getOperand(1));
  bool IsSum = I.getOpcode() == Instruction::Add;
  return B.CreateSelect(
      IsSum ? B.CreateOr(InA, InB) : B.CreateXor(InA, InB),
      IsSum ? B.CreateAdd(PartA, PartB) : B.CreateSub(PartA, PartB),
      Constant::getNullValue(I.getType()));
}

void ShadowMemory::emitShadow(Instruction &I, unsigned Lane) {
  auto &OfThis = Shadows[&I];
  if (auto *Phi = dyn_cast<PHINode>(&I)) {
    IRBuilder<> B(Phi);
    OfThis.push_back(B.CreatePHI(Phi->getType(), Phi->getNumIncomingValues(),
                                 Phi->getName() + ".shadow"));
    return;
  }
  if (auto *A = dyn_cast<AllocaInst>(&I)) {
    OfThis.push_back(allocateOnStack(*A));
    return;
  }
  if (auto *Call = dyn_cast<CallBase>(&I); Call && !isAddressOfStatic(*Call)) {
    Value *Returned = Calls.resultShadow(*Call, Lane);
    Value *New = Returned ? Returned : allocate(*Call);
    Shadows[&I].push_back(New);
    return;
  }
  // A number that travels as a pointer, beside those that are addresses.
  if (isa<IntToPtrInst>(I) && !Carriers.isCarrier(I.getOperand(0))) {
    OfThis.push_back(Constant::getNullValue(I.getType()));
    return;
  }
  IRBuilder<> B(I.getParent(), std::next(I.getIterator()));
  B.SetCurrentDebugLocation(I.getDebugLoc());
  if (I.getOpcode() == Instruction::Add || I.getOpcode() == Instruction::Sub) {
    auto OfWord = [&](Value *V) -> Value * {
      return Carriers.isCarrier(V) ? shadowOperand(V, Lane)
                                   : Constant::getNullValue(V->getType());
    };
    OfThis.push_back(
        shadowOfSum(B, I, OfWord(I.getOperand(0)), OfWord(I.getOperand(1))));
    return;
  }
  Instruction *Shadow = I.clone();
  bool OfWords = Carriers.isCarrier(&I) && !isa<LoadInst>(I);
  for (Use &U : Shadow->operands()) {
    // Conditions and lane numbers stay what they are, and so do the masks of
    // addresses.
    bool Chooses = (isa<SelectInst>(I) && U.getOperandNo() == 0) ||
                   (isa<ExtractElementInst>(I) && U.getOperandNo() == 1) ||
                   (isa<InsertElementInst>(I) && U.getOperandNo() == 2) ||
                   (isa<BinaryOperator>(I) && !Carriers.isCarrier(U));
    if (containsPointer(U->getType()) || (OfWords && !Chooses) ||
        (isa<IntToPtrInst>(I) && Carriers.isCarrier(U)))
      U = shadowOperand(U, Lane);
  }
  // Of the derivative of this one, the shadow of a word is a word, too.
  if (isa<LoadInst>(Shadow))
    Shadow->dropUnknownNonDebugMetadata(
        {I.getContext().getMDKindID(WordAccess)});
  B.Insert(Shadow, I.getName() + ".shadow");
  Shadows[&I].push_back(Shadow);
}

/// Before \p I, which hands on \p V alone. Where a number is, what was there before
/// may have left its shadow.
void ShadowMemory::checkNoAddress(Instruction &I, Value *V) {
  IRBuilder<> B(&I);
  B.SetCurrentDebugLocation(I.getDebugLoc());
  for (unsigned Lane = 0; Lane != width(); ++Lane) {
    Value *Shadow = of(V, Lane);
    Value *IsThere = B.CreateNot(isNowhere(B, Shadow));
    Value *IsAddress = B.CreateAnd(isAddress(B, Shadow), IsThere);
    Value *Differs = B.CreateICmpNE(Shadow, V);
    Value *IsHigh = B.CreateNot(isTooLow(B, V));
    emitAddressCheck(B, B.CreateAnd(IsAddress, B.CreateAnd(Differs, IsHigh)),
                     I);
  }
}

/// Whole words, all of them zero: words are looked at as a whole, also where a
/// part of one is written.
Value *ShadowMemory::allocateOnStack(AllocaInst &A) {
  const Align Word(8);
  const DataLayout &DL = D.F->getParent()->getDataLayout();
  uint64_t Written = A.getAllocationSize(DL)->getFixedValue();
  uint64_t Size = alignTo(Written, Word);
  auto *Shadow = cast<AllocaInst>(A.clone());
  if (Size != Written) {
    Type *Byte = Type::getInt8Ty(A.getContext());
    Shadow->setAllocatedType(ArrayType::get(Byte, Size));
    Shadow->setOperand(0, ConstantInt::get(A.getArraySize()->getType(), 1));
  }
  Shadow->setAlignment(std::max(A.getAlign(), Word));
  Shadow->setName(A.getName() + ".shadow");
  Shadow->insertInto(A.getParent(), std::next(A.getIterator()));
  IRBuilder<> B(D.F->getEntryBlock().getTerminator());
  B.CreateMemSet(Shadow, B.getInt8(0), Size, Shadow->getAlign());
  return Shadow;
}

/// Forward mode: from the primal's own allocator, since the caller may free
/// the shadow as it frees the primal. Reverse mode: from the C library.
Value *ShadowMemory::allocate(CallBase &Call) {
  IRBuilder<> B(Call.getParent(), std::next(Call.getIterator()));
  B.SetCurrentDebugLocation(Call.getDebugLoc());
  AllocationCall A = *asAllocation(Call);
  Value *Size = A.Count ? B.CreateMul(A.Size, A.Count) : A.Size;
  Size = B.CreateZExtOrTrunc(Size, B.getInt64Ty());
  Module &M = *D.F->getParent();
  // Copies of reallocated memory are as long as the allocator allows.
  if (Function *Usable = M.getFunction(UsableSizeFunction);
      Usable && !A.Alignment)
    Size = B.CreateBinaryIntrinsic(
        Intrinsic::umax, Size,
        B.CreateZExtOrTrunc(B.CreateCall(Usable, {&Call}), B.getInt64Ty()));
  if (D.Shape.isForward()) {
    auto *Shadow = cast<CallBase>(Call.clone());
    if (!A.Count)
      Shadow->replaceUsesOfWith(
          A.Size, B.CreateZExtOrTrunc(Size, A.Size->getType()));
    B.Insert(Shadow, "shadow");
    if (!A.Zeroed)
      B.CreateMemSet(Shadow, B.getInt8(0), Size, MaybeAlign());
    return Shadow;
  }
  // Whole words, as on the stack.
  Size = B.CreateAnd(B.CreateAdd(Size, B.getInt64(7)), B.getInt64(~7ull));
  const uint64_t MallocAlignment = 16;
  auto *Alignment = dyn_cast_or_null<ConstantInt>(A.Alignment);
  if (!A.Alignment || (Alignment && Alignment->getZExtValue() <= MallocAlignment)) {
    FunctionCallee Calloc = M.getOrInsertFunction(
        "calloc", B.getPtrTy(), B.getInt64Ty(), B.getInt64Ty());
    return B.CreateCall(Calloc, {B.getInt64(1), Size}, "shadow");
  }
  Value *Align = B.CreateZExtOrTrunc(A.Alignment, B.getInt64Ty());
  Align = B.CreateBinaryIntrinsic(Intrinsic::umax, Align,
                                  B.getInt64(MallocAlignment));
  Value *Mask = B.CreateSub(Align, B.getInt64(1));
  Value *Rounded = B.CreateAnd(B.CreateAdd(Size, Mask), B.CreateNot(Mask));
  FunctionCallee Aligned = M.getOrInsertFunction(
      "aligned_alloc", B.getPtrTy(), B.getInt64Ty(), B.getInt64Ty());
  Value *Shadow = B.CreateCall(Aligned, {Align, Rounded}, "shadow");
  B.CreateMemSet(Shadow, B.getInt8(0), Size, MaybeAlign());
  return Shadow;
}

/// What \p I writes to memory without a shadow would have none there.
void ShadowMemory::keepWritten(Instruction &I, unsigned Lane) {
  IRBuilder<> B(I.getParent(), std::next(I.getIterator()));
  B.SetCurrentDebugLocation(I.getDebugLoc());
  if (auto *S = dyn_cast<StoreInst>(&I)) {
    Value *V = S->getValueOperand(), *To = of(S->getPointerOperand(), Lane);
    if (hasShadow(V))
      Guard.keepShadow(B, *S, To, of(V, Lane));
    if (!D.Shape.isForward() && Activities.isActive(V))
      Guard.keepAdjoint(B, *S, To);
  } else if (auto *T = dyn_cast<MemTransferInst>(&I)) {
    if (Activities.hasShadow(T->getRawSource()))
      Guard.keepCopied(B, *T, of(T->getRawDest(), Lane),
                       of(T->getRawSource(), Lane));
  }
}

/// Keeps the pointers inside shadow memory in step with the primal's.
void ShadowMemory::emitPointerCopies(Instruction &I, unsigned Lane) {
  IRBuilder<> B(I.getParent(), std::next(I.getIterator()));
  B.SetCurrentDebugLocation(I.getDebugLoc());
  bool Forward = D.Shape.isForward();
  if (auto *S = dyn_cast<StoreInst>(&I)) {
    if (!Activities.writesShadow(*S))
      return;
    Value *V = S->getValueOperand(), *Pointer = S->getPointerOperand();
    if (!Forward && Carriers.isCarrier(V))
      return emitAddressStore(B,
                              Guard.writeTo(B, Pointer, Pointer,
                                            of(Pointer, Lane), V->getType()),
                              of(V, Lane), S->getAlign());
    if (!Forward && !containsPointer(V->getType()) && Memory.isAmbiguousAt(*S) &&
        !V->getType()->isAggregateType())
      return clearAddresses(B,
                            Guard.writeTo(B, Pointer, Pointer,
                                          of(Pointer, Lane), V->getType()),
                            V->getType(), S->getAlign());
    // Integers are stored beside pointers in forward mode, so that a shadow
    // Vec has the length and capacity of its primal; those that carry a tangent
    // are left to the emitter of tangents.
    bool Integers = !containsPointer(V->getType());
    if (Integers && (!Forward || containsFloat(V->getType()) ||
                     Activities.carriesBits(V)))
      return;
    // A text that a library has made has no shadow.
    if (Integers && Memory.holdsOnlyIntegers(Pointer))
      return;
    Value *Stored = of(V, Lane);
    Coverage Covered = Integers ? Memory.coverageAt(*S) : Coverage();
    bool InWords = Covered.Words;
    if (Integers && Stored == V && Memory.isAmbiguousAt(*S))
      Stored = wordsWithoutTangent(B, V);
    else if (InWords || Covered.Floats || Covered.CutsFloat)
      Stored = Constant::getNullValue(V->getType());
    Value *Place = Guard.writeTo(B, Pointer, Pointer, of(Pointer, Lane),
                                 Stored->getType());
    if (InWords) {
      Place = placeFor(B, Place, Stored->getType());
      Stored = unlessUnchanged(B, *S, Stored, Place);
    }
    B.CreateAlignedStore(Stored, Place, S->getAlign());
    return;
  }
  if (Forward)
    return;
  if (auto *T = dyn_cast<MemTransferInst>(&I)) {
    if (!Activities.hasShadow(T->getRawDest()))
      return;
    Value *Dest = T->getRawDest(), *To = of(Dest, Lane);
    Value *From = of(T->getRawSource(), Lane);
    // Memory that is its own shadow is copied to itself.
    if (Guard.guards(Dest))
      From = B.CreateSelect(B.CreateICmpEQ(Dest, To), To, From);
    emitPointerTransfer(B, *T, Memory, To, From);
  } else if (auto *F = dyn_cast<MemSetInst>(&I)) {
    if (Activities.hasShadow(F->getRawDest()))
      emitPointerFill(B, *F, Memory, of(F->getRawDest(), Lane));
  }
}

} // namespace enzyme
