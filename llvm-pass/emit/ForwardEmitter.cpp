//===- ForwardEmitter.cpp - Tangents beside the primal ---------------------===//

#include "emit/ForwardEmitter.h"
#include "analysis/TypeResolution.h"
#include "emit/MemoryTransfer.h"
#include "emit/Nowhere.h"
#include "emit/UnchangedBytes.h"
#include "emit/WordTransfer.h"
#include "rules/CallTraits.h"
#include "rules/DerivativeTable.h"
#include "rules/WordCalls.h"
#include "support/HandedOn.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

namespace enzyme {

Value *ForwardEmitter::tangentOf(Value *V, unsigned Lane) const {
  return Tangents[Lane].lookup(V);
}

Value *ForwardEmitter::tangentOrZero(Value *V, unsigned Lane) const {
  Value *Tangent = tangentOf(V, Lane);
  return Tangent ? Tangent : Constant::getNullValue(V->getType());
}

/// What goes where \p V is moved: its tangent, or the shadow of an address that
/// travels as a word; null if there is neither.
Value *ForwardEmitter::moved(Value *V, unsigned Lane) const {
  Value *Tangent = tangentOf(V, Lane);
  bool IsWord = !Tangent && !containsPointer(V->getType());
  return IsWord && Shadows.hasShadow(V) ? Shadows.of(V, Lane) : Tangent;
}

Value *ForwardEmitter::movedOrZero(Value *V, unsigned Lane) const {
  Value *Moved = moved(V, Lane);
  return Moved ? Moved : Constant::getNullValue(V->getType());
}

/// Integers in which the bits of floats may travel have a tangent as well.
bool ForwardEmitter::hasTangent(const Instruction &I) const {
  if (containsFloat(I.getType()))
    return Activities.isActive(&I);
  return Bits.contains(&I) ||
         (I.getType()->isIntegerTy() && Activities.carriesBits(&I) &&
          (isa<LoadInst>(I) || isa<PHINode>(I) || isa<SelectInst>(I) ||
           isa<FreezeInst>(I)));
}

void ForwardEmitter::emit() {
  const unsigned Width = D.Shape.Width;
  Tangents.resize(Width);
  findBits();
  for (auto &[Primal, OfPrimal] : D.ArgumentShadows)
    if (!Primal->getType()->isPointerTy())
      for (unsigned Lane = 0; Lane != Width; ++Lane)
        Tangents[Lane][Primal] = OfPrimal[Lane];
  SmallVector<Instruction *, 64> Order;
  SmallVector<PHINode *, 8> Phis;
  ReversePostOrderTraversal<Function *> RPOT(D.F);
  for (BasicBlock *BB : RPOT)
    if (!Cold.contains(BB))
      for (Instruction &I : *BB)
        Order.push_back(&I);
  for (Instruction *I : Order) {
    auto *Phi = dyn_cast<PHINode>(I);
    if (auto *R = dyn_cast<ReturnInst>(I)) {
      visitReturn(*R);
    } else if (!Phi) {
      for (unsigned Lane = 0; Lane != Width; ++Lane)
        visit(*I, Lane);
    } else if (hasTangent(*Phi)) {
      IRBuilder<> B(Phi);
      for (unsigned Lane = 0; Lane != Width; ++Lane)
        Tangents[Lane][Phi] =
            B.CreatePHI(Phi->getType(), Phi->getNumIncomingValues(),
                        Phi->getName() + ".tangent");
      Phis.push_back(Phi);
    }
  }
  for (PHINode *Phi : Phis)
    for (unsigned Lane = 0; Lane != Width; ++Lane)
      for (unsigned In = 0; In != Phi->getNumIncomingValues(); ++In)
        cast<PHINode>(Tangents[Lane][Phi])
            ->addIncoming(movedOrZero(Phi->getIncomingValue(In), Lane),
                          Phi->getIncomingBlock(In));
  for (auto &[Free, Shadow] : Frees)
    freeWhereThere(*Free, *Shadow);
}

/// What a library has made has no shadow that could be freed.
void ForwardEmitter::freeWhereThere(Instruction &Free, Value &Shadow) {
  IRBuilder<> B(&Free);
  Value *IsThere = B.CreateNot(isNowhere(B, &Shadow));
  Instruction *Then =
      SplitBlockAndInsertIfThen(IsThere, &Free, /*Unreachable=*/false);
  Free.moveBefore(*Then->getParent(), Then->getIterator());
}

/// Memory that is its own shadow has been freed.
Value *ForwardEmitter::shadowToFree(IRBuilder<> &B, Value *Freed,
                                    unsigned Lane) const {
  Value *Shadow = Shadows.of(Freed, Lane);
  if (!Guard.guards(Freed))
    return Shadow;
  return B.CreateSelect(B.CreateICmpEQ(Freed, Shadow),
                        Constant::getNullValue(Freed->getType()), Shadow);
}

void ForwardEmitter::visit(Instruction &I, unsigned Lane) {
  if (I.isTerminator())
    return;
  IRBuilder<> B(I.getParent(), std::next(I.getIterator()));
  B.SetCurrentDebugLocation(I.getDebugLoc());
  if (auto *S = dyn_cast<StoreInst>(&I))
    return visitStore(B, *S, Lane);
  if (auto *T = dyn_cast<MemTransferInst>(&I)) {
    if (Activities.hasShadow(T->getRawDest()))
      visitTransfer(B, *T, Lane);
    return;
  }
  if (auto *S = dyn_cast<MemSetInst>(&I))
    return visitFill(B, *S, Lane);
  if (auto *Call = dyn_cast<CallBase>(&I)) {
    if (Calls.derivativeOf(*Call))
      return visitCall(B, *Call, Lane);
    if (wordCall(*Call) != WordCall::None)
      return visitWords(B, *Call, Lane);
    if (Value *Freed = asDeallocation(*Call)) {
      if (Activities.hasShadow(Freed)) {
        Value *Shadow = shadowToFree(B, Freed, Lane);
        Instruction *Free = B.Insert(Call->clone());
        Free->replaceUsesOfWith(Freed, Shadow);
        Frees.push_back({Free, Shadow});
      }
      return;
    }
  }
  if (hasTangent(I))
    if (Value *Tangent = tangent(B, I, Lane))
      Tangents[Lane][&I] = Tangent;
}

/// The floats of \p Floats, the rest of \p Others.
static Value *mergeFloats(IRBuilder<> &B, Value *Others, Value *Floats) {
  Type *T = Others->getType();
  if (!containsFloat(T))
    return Others;
  if (!T->isAggregateType())
    return Floats;
  unsigned Count = T->isStructTy() ? T->getStructNumElements()
                                   : T->getArrayNumElements();
  for (unsigned I = 0; I != Count; ++I)
    Others = B.CreateInsertValue(
        Others,
        mergeFloats(B, B.CreateExtractValue(Others, I),
                    B.CreateExtractValue(Floats, I)),
        I);
  return Others;
}

/// What goes beside \p V into and out of functions: the tangents of its floats,
/// the shadows of its pointers.
Value *ForwardEmitter::dual(IRBuilder<> &B, Value *V, unsigned Lane) const {
  if (!containsPointer(V->getType()))
    return tangentOrZero(V, Lane);
  Value *Shadow = Shadows.of(V, Lane);
  return containsFloat(V->getType())
             ? mergeFloats(B, Shadow, tangentOrZero(V, Lane))
             : Shadow;
}

/// The tangents of what is passed by value, and of what is returned.
void ForwardEmitter::visitCall(IRBuilder<> &B, CallBase &Call, unsigned Lane) {
  const MemberDerivative &Member = *Calls.derivativeOf(Call);
  CallBase *New = Calls.emittedFor(Call);
  unsigned At = 0;
  for (unsigned I = 0; I != Call.arg_size(); ++I) {
    ++At;
    checkBitsPassed(Call, Call.getArgOperand(I), Lane);
    if (Member.Shape.Parameters[I] != Activity::Duplicated)
      continue;
    Value *V = Call.getArgOperand(I);
    if (containsFloat(V->getType())) {
      IRBuilder<> BeforeCall(New);
      New->setArgOperand(At + Lane, dual(BeforeCall, V, Lane));
    }
    At += D.Shape.Width;
  }
  if (hasTangent(Call))
    if (Value *Tangent = Calls.resultShadow(Call, Lane))
      Tangents[Lane][&Call] = Tangent;
}

Value *ForwardEmitter::tangent(IRBuilder<> &B, Instruction &I,
                               unsigned Lane) {
  if (Bits.contains(&I))
    return bitsTangent(B, I, Lane);
  if (findRule(I))
    return ruleTangent(B, I, Lane);
  if (auto *L = dyn_cast<LoadInst>(&I)) {
    if (!Activities.hasShadow(L->getPointerOperand()))
      return nullptr;
    Value *Pointer = L->getPointerOperand();
    Value *From = Guard.readFrom(B, Pointer, Pointer, Shadows.of(Pointer, Lane),
                                 L->getType());
    if (L->getType()->isIntOrIntVectorTy())
      From = readableBits(B, From);
    return B.CreateAlignedLoad(L->getType(), From, L->getAlign(), L->isVolatile(),
                               L->getName() + ".tangent");
  }
  return linearTangent(B, I, Lane);
}

Value *ForwardEmitter::ruleTangent(IRBuilder<> &B, Instruction &I,
                                   unsigned Lane) {
  const Rule *R = findRule(I);
  unsigned Count = isa<CallBase>(I) ? cast<CallBase>(I).arg_size()
                                    : I.getNumOperands();
  SmallVector<Value *, 3> Operands(I.op_begin(), I.op_begin() + Count);
  Value *Sum = nullptr;
  for (unsigned Op = 0; Op != Count; ++Op) {
    if (!R->isDifferentiableIn(Op))
      continue;
    Value *Term = R->emitScaledPartial(B, I, Operands, &I, Op,
                                       tangentOf(Operands[Op], Lane),
                                       /*Transposed=*/false,
                                       /*SeedIsNonZero=*/false);
    if (Term)
      Sum = Sum ? B.CreateFAdd(Sum, Term) : Term;
  }
  return Sum;
}

/// Operations that move floats without computing: the same operation on the
/// tangents, with its conditions and indices unchanged.
Value *ForwardEmitter::linearTangent(IRBuilder<> &B, Instruction &I,
                                     unsigned Lane) {
  unsigned First = isa<SelectInst>(I) ? 1 : 0;
  unsigned Count = isa<CallBase>(I) ? cast<CallBase>(I).arg_size()
                                    : I.getNumOperands();
  if (Value *Neighbour = neighbourOf(I))
    return tangentOf(Neighbour, Lane);
  bool Any = false;
  for (unsigned Op = First; Op != Count; ++Op)
    Any |= tangentOf(I.getOperand(Op), Lane) != nullptr;
  if (!Any)
    return nullptr;
  if (isa<FreezeInst>(I))
    return tangentOf(I.getOperand(0), Lane);
  Instruction *Tangent = I.clone();
  for (unsigned Op = First; Op != Count; ++Op) {
    Value *V = I.getOperand(Op);
    // Lane numbers stay what they are.
    bool IsIndex = (isa<ExtractElementInst>(I) && Op == 1) ||
                   (isa<InsertElementInst>(I) && Op == 2);
    if (!IsIndex)
      Tangent->setOperand(Op, movedOrZero(V, Lane));
  }
  Tangent->dropUnknownNonDebugMetadata();
  return B.Insert(Tangent, I.getName() + ".tangent");
}

/// Whether the bits \p V are constants or were computed: others have come with
/// their part of a tangent.
static bool isComputed(Value *V) {
  SmallSetVector<Value *, 8> Work;
  Work.insert(V);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    Value &From = *Work[Next];
    bool IsMade = isa<Instruction>(From) || isa<Constant>(From);
    if (!IsMade || isa<LoadInst>(From) || isa<CallBase>(From))
      return false;
    if (handsOn(From))
      Work.insert(handedOn(From).begin(), handedOn(From).end());
  }
  return true;
}

void ForwardEmitter::visitStore(IRBuilder<> &B, StoreInst &S, unsigned Lane) {
  Value *V = S.getValueOperand();
  if (!Activities.writesShadow(S))
    return;
  // Pointers and plain integers are stored by ShadowMemory.
  Type *T = V->getType();
  Value *Tangent =
      containsFloat(T) ? moved(V, Lane) : tangentOf(V, Lane);
  if (!Tangent && T->getScalarType()->isDoubleTy() && Memory.isAmbiguousAt(S))
    Tangent = wordsWithoutTangent(B, V);
  else if (Tangent)
    Guard.keepTangent(B, S, Shadows.of(S.getPointerOperand(), Lane), Tangent);
  if (!containsFloat(T) && !Tangent && !Activities.carriesBits(V))
    return;
  Value *Pointer = S.getPointerOperand();
  Value *Place =
      Guard.writeTo(B, Pointer, Pointer, Shadows.of(Pointer, Lane), T);
  if (!Tangent)
    Tangent = Constant::getNullValue(T);
  if (T->isIntegerTy() && isComputed(V) && Memory.coverageAt(S).Words)
    Tangent = unlessUnchanged(B, S, Tangent, Place);
  B.CreateAlignedStore(Tangent, Place, S.getAlign(), S.isVolatile());
}

/// Memory that is its own shadow is copied to itself; what comes from such
/// memory has no tangents.
void ForwardEmitter::visitTransfer(IRBuilder<> &B, MemTransferInst &T,
                                   unsigned Lane) {
  Value *Dest = T.getRawDest(), *Source = T.getRawSource();
  Value *To = Shadows.of(Dest, Lane), *From = Shadows.of(Source, Lane);
  bool FromHasShadow = Activities.hasShadow(Source);
  Value *Moved = From;
  if (Guard.guards(Dest))
    Moved = B.CreateSelect(B.CreateICmpEQ(Dest, To), To, From);
  emitTangentTransfer(B, T, Memory, To, Moved, FromHasShadow);
  if (!FromHasShadow || !Guard.guards(Source))
    return;
  Value *Cleared = B.CreateSub(
      T.getLength(), Guard.bytes(B, Source, Source, From, T.getLength()));
  emitAdjointTransfer(B, T, Memory, To, nullptr,
                      Guard.bytes(B, Dest, Dest, To, Cleared));
}

/// The same call for the shadows. What is added to memory without one is only
/// taken away.
void ForwardEmitter::visitWords(IRBuilder<> &B, CallBase &Call,
                                unsigned Lane) {
  Value *At = Call.getArgOperand(0);
  WordCall Kind = wordCall(Call);
  if (Kind == WordCall::CheckValue) {
    if (Value *Tangent = tangentOf(At, Lane))
      B.Insert(Call.clone())->setOperand(0, Tangent);
    return;
  }
  if (!Activities.hasShadow(At))
    return;
  if (Kind == WordCall::AddAdjoints &&
      !Activities.hasShadow(Call.getArgOperand(1)))
    return emitAdjointWords(B, Shadows.of(At, Lane), nullptr,
                            Call.getArgOperand(2), noMessage(B));
  Instruction *OfShadows = B.Insert(Call.clone());
  if (Kind == WordCall::TakeAdjoint)
    Tangents[Lane][&Call] = OfShadows;
  OfShadows->setOperand(0, Shadows.of(At, Lane));
  if (Kind == WordCall::CopyAddresses || Kind == WordCall::AddAdjoints)
    OfShadows->setOperand(1, Shadows.of(Call.getArgOperand(1), Lane));
}

void ForwardEmitter::visitFill(IRBuilder<> &B, MemSetInst &S, unsigned Lane) {
  if (!Activities.hasShadow(S.getRawDest()) ||
      Memory.holdsOnlyIntegers(S.getRawDest()))
    return;
  auto *Length = dyn_cast<ConstantInt>(S.getLength());
  Layout Pieces = Memory.layoutAt(S.getRawDest(),
                                  Length ? Length->getZExtValue() : ~0ull);
  bool Floats = Pieces.has(ByteKind::Float) || Pieces.has(ByteKind::Double) ||
                Pieces.has(ByteKind::Conflict);
  B.CreateMemSet(Shadows.of(S.getRawDest(), Lane),
                 Floats ? B.getInt8(0) : S.getValue(),
                 Guard.bytes(B, S.getRawDest(), S.getRawDest(),
                             Shadows.of(S.getRawDest(), Lane), S.getLength()),
                 S.getDestAlign(), S.isVolatile());
}

void ForwardEmitter::visitReturn(ReturnInst &R) {
  IRBuilder<> B(&R);
  Value *Returned = R.getReturnValue();
  for (unsigned Lane = 0; Returned && Lane != D.Shape.Width; ++Lane)
    checkBitsPassed(R, Returned, Lane);
  Value *Result = PoisonValue::get(D.ResultType);
  unsigned Field = 0;
  if (Returned && D.Shape.WantsPrimal)
    Result = B.CreateInsertValue(Result, Returned, Field++);
  if (D.Shape.ActiveReturn || D.Shape.ShadowReturn) {
    SmallVector<Value *, 1> Lanes;
    for (unsigned Lane = 0; Lane != D.Shape.Width; ++Lane)
      Lanes.push_back(dual(B, Returned, Lane));
    Result = B.CreateInsertValue(Result, packLanes(B, Lanes), Field++);
  }
  B.CreateRet(Result);
  R.eraseFromParent();
}

} // namespace enzyme
