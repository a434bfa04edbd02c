//===- FloatBits.cpp - Bits of active floats that have become integers -----===//

#include "analysis/FloatBits.h"
#include "rules/DerivativeTable.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

/// Longer copies are taken for this long: what is behind that is not looked for.
static constexpr int64_t LongestCopy = 1 << 20;

bool takesFewBits(const Instruction &I) {
  auto *By = isa<BinaryOperator>(I) ? dyn_cast<ConstantInt>(I.getOperand(1))
                                    : nullptr;
  if (!By || I.getOpcode() != Instruction::LShr)
    return By && I.getOpcode() == Instruction::And && By->isOne();
  auto *Cast = dyn_cast<BitCastInst>(I.getOperand(0));
  unsigned Others = I.getType()->getIntegerBitWidth() - 1;
  if (Cast && Cast->getSrcTy()->isFloatingPointTy())
    Others = Cast->getSrcTy()->getFPMantissaWidth() - 1;
  return By->getValue().uge(Others);
}

bool mixesBits(const Instruction &I) {
  auto *II = dyn_cast<IntrinsicInst>(&I);
  if (!II || !II->doesNotAccessMemory() ||
      !all_of(II->args(),
              [](const Value *V) { return V->getType()->isIntOrIntVectorTy(); }))
    return false;
  switch (II->getIntrinsicID()) {
  case Intrinsic::ctlz:
  case Intrinsic::ctpop:
  case Intrinsic::cttz:
  case Intrinsic::scmp:
  case Intrinsic::ucmp:
    return false;
  default:
    return true;
  }
}

/// Integers that are computed from others, all bits of which may matter.
static bool handsOnBits(const Instruction &I) {
  return (isa<BinaryOperator>(I) && !takesFewBits(I)) || mixesBits(I) ||
         isa<TruncInst>(I) || isa<ZExtInst>(I) || isa<SExtInst>(I) ||
         isa<BitCastInst>(I) || isa<PHINode>(I) || isa<SelectInst>(I) ||
         isa<FreezeInst>(I) || isa<InsertElementInst>(I) ||
         isa<ExtractElementInst>(I) || isa<ShuffleVectorInst>(I) ||
         isa<InsertValueInst>(I) || isa<ExtractValueInst>(I);
}

FloatBits::FloatBits(const Slice &S, MemoryModel &Memory)
    : S(S), Memory(Memory) {
  forEach(S, [&](Instruction &I) {
    auto *Call = dyn_cast<CallBase>(&I);
    std::optional<ByteKind> Kind = Call ? typeHint(*Call) : std::nullopt;
    if (Kind == ByteKind::Double || Kind == ByteKind::Float)
      OfFloats.insert(Memory.objectOf(Call->getArgOperand(0)));
  });
}

/// A float that is computed, or read where the request says that there are only
/// floats: no other word that is moved as a float.
bool FloatBits::isFloat(const Value &V,
                        SmallPtrSetImpl<const Value *> &Seen) const {
  if (!Seen.insert(&V).second)
    return true;
  if (auto *Phi = dyn_cast<PHINode>(&V))
    return all_of(Phi->incoming_values(),
                  [&](const Use &U) { return isFloat(*U, Seen); });
  if (auto *Choice = dyn_cast<SelectInst>(&V))
    return isFloat(*Choice->getTrueValue(), Seen) &&
           isFloat(*Choice->getFalseValue(), Seen);
  if (auto *L = dyn_cast<LoadInst>(&V))
    return OfFloats.contains(Memory.objectOf(L->getPointerOperand()));
  auto *I = dyn_cast<Instruction>(&V);
  return I && findRule(*I);
}

bool FloatBits::follow(const Value &V, bool IsComputed) {
  bool New = Integers.insert(&V).second;
  return (IsComputed && Computed.insert(&V).second) || New;
}

bool FloatBits::arise(const Instruction &I,
                      const DenseSet<const Value *> &Varied) const {
  auto *Cast = dyn_cast<BitCastInst>(&I);
  if (!Cast || !I.getType()->isIntOrIntVectorTy() ||
      !containsFloat(Cast->getSrcTy()) || !Varied.contains(Cast->getOperand(0)))
    return false;
  SmallPtrSet<const Value *, 4> Seen;
  return isFloat(*Cast->getOperand(0), Seen);
}

bool FloatBits::store(const Value *To, Stretch Bytes) {
  MemoryRef At = Memory.refOf(To);
  if (!At)
    return false;
  Stretch Here{modulo(At.Offset + Bytes.Offset, At.Object->spacing()),
               Bytes.Size};
  auto &Known = Stored[At.Object];
  if (any_of(Known, [&](const Stretch &Other) {
        return Other.Offset <= Here.Offset &&
               Here.Offset + Here.Size <= Other.Offset + Other.Size;
      }))
    return false;
  Known.push_back(Here);
  return true;
}

bool FloatBits::areAt(const Value *From, uint64_t Size) {
  MemoryRef At = Memory.refOf(From);
  auto It = At ? Stored.find(At.Object) : Stored.end();
  if (It == Stored.end())
    return false;
  int64_t Period = At.Object->spacing();
  return any_of(It->second, [&](const Stretch &Known) {
    int64_t Before = At.Offset - Known.Offset;
    if (!Period)
      return Before < int64_t(Known.Size) && -Before < int64_t(Size);
    return modulo(Before, Period) < int64_t(Known.Size) ||
           modulo(-Before, Period) < int64_t(Size);
  });
}

bool FloatBits::copy(const MemTransferInst &T) {
  MemoryRef From = Memory.refOf(T.getRawSource());
  MemoryRef To = Memory.refOf(T.getRawDest());
  auto It = From && To ? Stored.find(From.Object) : Stored.end();
  if (It == Stored.end() || From.Object == To.Object)
    return false;
  bool Changed = false;
  auto *Length = dyn_cast<ConstantInt>(T.getLength());
  const int64_t Most = Length ? int64_t(Length->getLimitedValue(LongestCopy))
                              : LongestCopy;
  const int64_t Period = From.Object->spacing();
  SmallVector<Stretch, 2> Known = It->second;
  for (Stretch Bytes : Known) {
    int64_t Start = Bytes.Offset - From.Offset;
    int64_t End = std::min<int64_t>(Start + Bytes.Size, Most);
    // Which of the repetitions are copied, and how often, is not followed.
    if (!Length || (Period && Period != int64_t(To.Object->spacing())))
      Changed |= store(T.getRawDest(), {0, uint64_t(Most)});
    else if (Period)
      Changed |= store(T.getRawDest(), {modulo(Start, Period), Bytes.Size});
    else if (Start < Most && End > 0)
      Changed |= store(T.getRawDest(), {std::max<int64_t>(Start, 0),
                                        uint64_t(End - std::max<int64_t>(Start, 0))});
  }
  return Changed;
}

bool FloatBits::visit(Instruction &I, const DenseSet<const Value *> &Varied) {
  const DataLayout &DL = I.getModule()->getDataLayout();
  if (auto *St = dyn_cast<StoreInst>(&I)) {
    const Value *V = St->getValueOperand();
    return areComputedIn(V) && store(St->getPointerOperand(),
                             {0, DL.getTypeStoreSize(V->getType())});
  }
  if (auto *T = dyn_cast<MemTransferInst>(&I))
    return copy(*T);
  if (auto *Call = dyn_cast<CallBase>(&I))
    if (Function *Member = S.memberCalled(*Call)) {
      bool Changed = false;
      for (Argument &A : Member->args())
        if (Value *V = Call->getArgOperand(A.getArgNo()); areIn(V))
          Changed |= follow(A, areComputedIn(V));
      for (BasicBlock &BB : *Member)
        if (auto *R = dyn_cast<ReturnInst>(BB.getTerminator()))
          if (Value *V = R->getReturnValue(); V && areIn(V))
            Changed |= follow(I, areComputedIn(V));
      return Changed;
    }
  if (areComputedIn(&I))
    return false;
  if (auto *L = dyn_cast<LoadInst>(&I))
    return L->getType()->isIntOrIntVectorTy() &&
           areAt(L->getPointerOperand(), DL.getTypeStoreSize(L->getType())) &&
           follow(I, /*IsComputed=*/true);
  if (arise(I, Varied))
    return follow(I, /*IsComputed=*/false);
  if (!handsOnBits(I) || containsFloat(I.getType()) ||
      containsPointer(I.getType()) || none_of(I.operands(), [&](const Use &U) {
        return areIn(U);
      }))
    return false;
  bool IsComputed = isa<BinaryOperator>(I) || mixesBits(I) ||
                    any_of(I.operands(),
                           [&](const Use &U) { return areComputedIn(U); });
  return follow(I, IsComputed);
}

} // namespace enzyme
