//===- ReverseInstruction.cpp - One step of the reverse sweep --------------===//

#include "analysis/TypeResolution.h"
#include "emit/BitsCheck.h"
#include "emit/MemoryTransfer.h"
#include "emit/ReverseEmitter.h"
#include "emit/WordTransfer.h"
#include "rules/CallTraits.h"
#include "rules/DerivativeTable.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

void ReverseEmitter::reverseInstruction(IRBuilder<> &B, Instruction &I,
                                        Action A) {
  if (A == Action::Allocate)
    return reverseAllocation(B, cast<CallBase>(I));
  if (A == Action::Call)
    return reverseCall(B, cast<CallBase>(I));
  for (unsigned Lane = 0; Lane != P.Width; ++Lane)
    reverseLane(B, I, A, Lane);
}

void ReverseEmitter::reverseLane(IRBuilder<> &B, Instruction &I, Action A,
                                 unsigned Lane) {
  switch (A) {
  case Action::None:
  case Action::Allocate:
  case Action::Call:
    return;
  case Action::Rule:
    return reverseRule(B, I, Lane);
  case Action::Load:
    return reverseLoad(B, cast<LoadInst>(I), Lane);
  case Action::Store:
    return reverseStore(B, cast<StoreInst>(I), Lane);
  case Action::StoreWords:
    return reverseWordStore(B, cast<StoreInst>(I), Lane);
  case Action::CheckBits:
    return checkBits(B, I, Lane);
  case Action::Transfer:
  case Action::Fill:
    return reverseMemory(B, cast<MemIntrinsic>(I), Lane);
  case Action::Select:
    return reverseSelect(B, cast<SelectInst>(I), Lane);
  case Action::InsertValue:
    return reverseInsertion(B, cast<InsertValueInst>(I), Lane);
  case Action::Shuffle:
    return reverseShuffle(B, cast<ShuffleVectorInst>(I), Lane);
  case Action::Return:
    return reverseReturn(B, cast<ReturnInst>(I).getReturnValue(), Lane);
  case Action::Pass: {
    Value *Neighbour = neighbourOf(I);
    Value *Source = Neighbour ? Neighbour : I.getOperand(0);
    Value *Taken = Adjoint.take(B, &I, Lane);
    return Adjoint.add(B, Source, Lane,
                       B.CreateBitCast(Taken, Source->getType()));
  }
  case Action::ExtractValue: {
    auto &E = cast<ExtractValueInst>(I);
    Value *Aggregate = E.getAggregateOperand();
    Value *Zero = Constant::getNullValue(Aggregate->getType());
    Value *Taken = Adjoint.take(B, &I, Lane);
    return Adjoint.add(B, Aggregate, Lane,
                       B.CreateInsertValue(Zero, Taken, E.getIndices()));
  }
  case Action::ExtractElement: {
    auto &E = cast<ExtractElementInst>(I);
    Value *Zero = Constant::getNullValue(E.getVectorOperandType());
    Value *Taken = Adjoint.take(B, &I, Lane);
    Value *Index = Values.primal(B, E.getIndexOperand());
    return Adjoint.add(B, E.getVectorOperand(), Lane,
                       B.CreateInsertElement(Zero, Taken, Index));
  }
  case Action::InsertElement: {
    Value *Index = Values.primal(B, I.getOperand(2));
    Value *Taken = Adjoint.take(B, &I, Lane);
    Value *Zero = Constant::getNullValue(I.getOperand(1)->getType());
    Adjoint.add(B, I.getOperand(1), Lane, B.CreateExtractElement(Taken, Index));
    return Adjoint.add(B, I.getOperand(0), Lane,
                       B.CreateInsertElement(Taken, Zero, Index));
  }
  case Action::Reduce: {
    Value *Taken = Adjoint.take(B, &I, Lane);
    auto *Vector = cast<VectorType>(I.getOperand(1)->getType());
    Adjoint.add(B, I.getOperand(0), Lane, Taken);
    return Adjoint.add(
        B, I.getOperand(1), Lane,
        B.CreateVectorSplat(Vector->getElementCount(), Taken));
  }
  }
}

void ReverseEmitter::reverseRule(IRBuilder<> &B, Instruction &I,
                                 unsigned Lane) {
  const Rule *R = findRule(I);
  Value *Taken = Adjoint.take(B, &I, Lane);
  unsigned Count = isa<CallBase>(I) ? cast<CallBase>(I).arg_size()
                                    : I.getNumOperands();
  for (unsigned Op = 0; Op != Count; ++Op) {
    if (!R->isDifferentiableIn(Op) || !Activities.isActive(I.getOperand(Op)))
      continue;
    SmallVector<Value *, 3> Operands(Count, nullptr);
    for (unsigned Needed = 0; Needed != Count; ++Needed)
      if (R->partialNeedsOperand(Op, Needed))
        Operands[Needed] = Values.primal(B, I.getOperand(Needed));
    Value *Result = R->partialNeedsResult(Op) ? Values.primal(B, &I) : nullptr;
    Adjoint.add(B, I.getOperand(Op), Lane,
                R->emitScaledPartial(B, I, Operands, Result, Op, Taken,
                                     /*Transposed=*/true,
                                     /*SeedIsNonZero=*/false));
  }
}

/// The value of \p Pointer in the primal, if its shadow is compared with it.
Value *ReverseEmitter::primalIfGuarded(IRBuilder<> &B, Value *Pointer) {
  return Guard.guards(Pointer) ? Values.primal(B, Pointer) : nullptr;
}

void ReverseEmitter::reverseLoad(IRBuilder<> &B, LoadInst &L, unsigned Lane) {
  Value *Taken = Adjoint.take(B, &L, Lane);
  Value *Pointer = L.getPointerOperand();
  Value *Shadow =
      Guard.writeTo(B, Pointer, primalIfGuarded(B, Pointer),
                    Values.shadow(B, Pointer, Lane), L.getType());
  const Align Word(8);
  if (L.getAlign() < Word && L.getType()->isDoubleTy() &&
      Memory.isAmbiguousAt(Pointer, Word.value())) {
    // Where only the run shows what words are, they are looked at as a whole.
    Value *Place = B.CreatePtrToInt(Shadow, B.getInt64Ty());
    Value *IsShifted = B.CreateIsNotNull(B.CreateAnd(Place, Word.value() - 1));
    Value *Zero = ConstantFP::getZero(Taken->getType());
    Value *IsSome = B.CreateFCmpUNE(Taken, Zero);
    emitCheck(B, B.CreateAnd(IsShifted, IsSome), bitsMessage(B, L));
  }
  Value *Old =
      Scopes.ofAdjoint(B.CreateAlignedLoad(L.getType(), Shadow, L.getAlign()));
  Scopes.ofAdjoint(B.CreateAlignedStore(emitAdjointSum(B, Old, Taken), Shadow,
                                        L.getAlign()));
}

void ReverseEmitter::reverseStore(IRBuilder<> &B, StoreInst &S,
                                  unsigned Lane) {
  Value *Stored = S.getValueOperand(), *Pointer = S.getPointerOperand();
  Value *Shadow =
      Guard.readFrom(B, Pointer, primalIfGuarded(B, Pointer),
                     Values.shadow(B, Pointer, Lane), Stored->getType());
  Value *Taken = Scopes.ofAdjoint(
      B.CreateAlignedLoad(Stored->getType(), Shadow, S.getAlign()));
  Scopes.ofAdjoint(B.CreateAlignedStore(
      Constant::getNullValue(Stored->getType()), Shadow, S.getAlign()));
  Adjoint.add(B, Stored, Lane, Taken);
}

void ReverseEmitter::reverseWordStore(IRBuilder<> &B, StoreInst &S,
                                      unsigned Lane) {
  Value *Stored = S.getValueOperand(), *Pointer = S.getPointerOperand();
  Value *Shadow =
      Guard.readFrom(B, Pointer, primalIfGuarded(B, Pointer),
                     Values.shadow(B, Pointer, Lane), Stored->getType());
  Adjoint.add(B, Stored, Lane,
              takeAdjointWords(B, Shadow, Stored->getType()));
}

/// Whether one of the floats that are known to be in [\p Shadow, +\p Bytes) has an
/// adjoint; null if none is known there.
Value *ReverseEmitter::holdsFloat(IRBuilder<> &B, Value *Pointer, Value *Shadow,
                                  uint64_t Bytes) {
  Layout Pieces = Memory.layoutAt(Pointer, Bytes);
  Value *Holds = nullptr;
  for (const Leaf &L : Pieces.Leaves) {
    if (L.Kind != ByteKind::Float && L.Kind != ByteKind::Double)
      continue;
    Type *T = L.Kind == ByteKind::Float ? B.getFloatTy() : B.getDoubleTy();
    for (uint64_t At = L.Offset; At + L.Size <= Bytes; At += Pieces.Stride) {
      Value *There = B.CreateAlignedLoad(
          T, B.CreatePtrAdd(Shadow, B.getInt64(At)), Align(1));
      Value *IsSome = B.CreateFCmpUNE(There, Constant::getNullValue(T));
      Holds = Holds ? B.CreateOr(Holds, IsSome) : IsSome;
      if (Pieces.Stride == 0)
        break;
    }
  }
  return Holds;
}

void ReverseEmitter::checkBits(IRBuilder<> &B, Instruction &I, unsigned Lane) {
  auto *S = dyn_cast<StoreInst>(&I);
  if (!S)
    return checkNoAdjoint(B, Adjoint.take(B, &I, Lane), bitsMessage(B, I));
  Value *Pointer = S->getPointerOperand();
  Type *T = S->getValueOperand()->getType();
  const unsigned Word = 8;
  uint64_t Bytes = I.getDataLayout().getTypeStoreSize(T);
  Value *Shadow = Guard.readFrom(B, Pointer, primalIfGuarded(B, Pointer),
                                 Values.shadow(B, Pointer, Lane),
                                 Bytes < Word ? B.getInt64Ty() : T);
  if (Value *Holds = holdsFloat(B, Pointer, Shadow, Bytes))
    emitCheck(B, Holds, bitsMessage(B, I));
  Coverage Covered = Memory.coverageAt(Pointer, Bytes);
  if (Covered.Words || Covered.CutsFloat)
    checkNoAdjointAt(B, Shadow, Bytes, bitsMessage(B, I));
}

void ReverseEmitter::reverseMemory(IRBuilder<> &B, MemIntrinsic &M,
                                   unsigned Lane) {
  Value *To = Values.shadow(B, M.getRawDest(), Lane);
  Value *From = nullptr;
  if (auto *T = dyn_cast<MemTransferInst>(&M))
    if (Activities.hasShadow(T->getRawSource()))
      From = Values.shadow(B, T->getRawSource(), Lane);
  Value *Dest = M.getRawDest();
  Value *Bytes = Guard.bytes(B, Dest, primalIfGuarded(B, Dest), To,
                             Values.primal(B, M.getLength()));
  Value *Source = From ? cast<MemTransferInst>(M).getRawSource() : nullptr;
  if (!Source || !Guard.guards(Source))
    return emitAdjointTransfer(B, M, Memory, To, From, Bytes);
  Value *Added =
      Guard.bytes(B, Source, Values.primal(B, Source), From, Bytes);
  emitAdjointTransfer(B, M, Memory, To, From, Added);
  // What was copied from memory without a derivative is only cleared.
  emitAdjointTransfer(B, M, Memory, To, nullptr, B.CreateSub(Bytes, Added));
}

void ReverseEmitter::reverseInsertion(IRBuilder<> &B, InsertValueInst &I,
                                      unsigned Lane) {
  Value *Taken = Adjoint.take(B, &I, Lane);
  Value *Inserted = I.getInsertedValueOperand();
  if (containsFloat(Inserted->getType())) {
    Adjoint.add(B, Inserted, Lane, B.CreateExtractValue(Taken, I.getIndices()));
    Taken = B.CreateInsertValue(
        Taken, Constant::getNullValue(Inserted->getType()), I.getIndices());
  }
  Adjoint.add(B, I.getAggregateOperand(), Lane, Taken);
}

void ReverseEmitter::reverseSelect(IRBuilder<> &B, SelectInst &S,
                                   unsigned Lane) {
  Value *Taken = Adjoint.take(B, &S, Lane);
  Value *Condition = Values.primal(B, S.getCondition());
  Value *Zero = Constant::getNullValue(S.getType());
  Adjoint.add(B, S.getTrueValue(), Lane, B.CreateSelect(Condition, Taken, Zero));
  Adjoint.add(B, S.getFalseValue(), Lane,
              B.CreateSelect(Condition, Zero, Taken));
}

void ReverseEmitter::reverseShuffle(IRBuilder<> &B, ShuffleVectorInst &S,
                                    unsigned Lane) {
  Value *Taken = Adjoint.take(B, &S, Lane);
  auto *Source = cast<FixedVectorType>(S.getOperand(0)->getType());
  int Elements = Source->getNumElements();
  Value *Deltas[2] = {Constant::getNullValue(Source),
                      Constant::getNullValue(Source)};
  for (auto [To, From] : enumerate(S.getShuffleMask())) {
    if (From < 0)
      continue;
    Value *&Delta = Deltas[From / Elements];
    uint64_t At = From % Elements;
    // One element may be taken several times.
    Value *Sum = emitAdjointSum(B, B.CreateExtractElement(Delta, At),
                                B.CreateExtractElement(Taken, uint64_t(To)));
    Delta = B.CreateInsertElement(Delta, Sum, At);
  }
  Adjoint.add(B, S.getOperand(0), Lane, Deltas[0]);
  Adjoint.add(B, S.getOperand(1), Lane, Deltas[1]);
}

void ReverseEmitter::reverseReturn(IRBuilder<> &B, Value *Returned,
                                   unsigned Lane) {
  Value *Seed = D.Seed ? unpackLane(B, D.Seed, Lane, P.Width)
                       : ConstantFP::get(Returned->getType(), 1.0);
  Adjoint.add(B, Returned, Lane, Seed);
}

} // namespace enzyme
