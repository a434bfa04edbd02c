//===- ForwardBits.cpp - Tangents of integers made of floats ---------------===//
//
// Bits of a float that are computed with have no tangent. Comparing, hashing or
// counting does no harm; but where only the run shows what words hold, the
// result may become a float again. Its tangent then is not a number, unless that
// of the float was zero.
//
//===----------------------------------------------------------------------===//

#include "emit/ForwardEmitter.h"
#include "emit/Nowhere.h"
#include "emit/WordTransfer.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace enzyme {

static bool isOfIntegers(const Value *V) {
  return V->getType()->isIntOrIntVectorTy();
}

/// From the stores into memory with a shadow, and the casts to floats, back to
/// where the bits come from.
void ForwardEmitter::findBits() {
  SmallVector<Value *, 16> Work;
  for (Instruction &I : instructions(*D.F)) {
    if (Cold.contains(I.getParent()))
      continue;
    if (auto *S = dyn_cast<StoreInst>(&I)) {
      if (Activities.writesShadow(*S))
        Work.push_back(S->getValueOperand());
    } else if (isa<BitCastInst>(I) && Activities.isActive(&I)) {
      Work.push_back(I.getOperand(0));
    } else if (auto *Call = dyn_cast<CallBase>(&I);
               Call && Calls.derivativeOf(*Call)) {
      Work.append(Call->arg_begin(), Call->arg_end());
    } else if (auto *R = dyn_cast<ReturnInst>(&I)) {
      if (R->getReturnValue())
        Work.push_back(R->getReturnValue());
    }
  }
  SmallPtrSet<Value *, 16> Seen;
  while (!Work.empty()) {
    auto *I = dyn_cast<Instruction>(Work.pop_back_val());
    if (!I || !isOfIntegers(I) || !Activities.carriesBits(I) ||
        !Seen.insert(I).second)
      continue;
    // These move bits, and have tangents as it is.
    bool Moves = isa<LoadInst>(I) || isa<PHINode>(I) || isa<SelectInst>(I) ||
                 isa<FreezeInst>(I);
    auto *Call = dyn_cast<CallBase>(I);
    if (Call && !isa<IntrinsicInst>(Call))
      continue;
    if (!Moves)
      Bits.insert(I);
    if (!isa<LoadInst>(I))
      Work.append(I->op_begin(), I->op_end());
  }
}

/// Whether \p Tangent, of an integer, is that of a float and not zero. Of a part
/// of a word it is not known whose it is.
static Value *isOfFloat(IRBuilder<> &B, Value *Tangent) {
  const unsigned Word = 64;
  unsigned Size = Tangent->getType()->getPrimitiveSizeInBits();
  if (Size % Word == 0)
    return holdsAdjoint(B, Tangent);
  return B.CreateIsNotNull(B.CreateBitCast(Tangent, B.getIntNTy(Size)));
}

/// Zeros, as many as the largest vector has.
static GlobalVariable *zeros(Module &M) {
  const char *Name = "enzyme.zeros";
  if (GlobalVariable *Made = M.getNamedGlobal(Name))
    return Made;
  const uint64_t Size = 64;
  Type *T = ArrayType::get(Type::getInt8Ty(M.getContext()), Size);
  auto *Zeros =
      new GlobalVariable(M, T, /*isConstant=*/true, GlobalValue::InternalLinkage,
                         Constant::getNullValue(T), Name);
  Zeros->setAlignment(Align(Size));
  return Zeros;
}

Value *ForwardEmitter::readableBits(IRBuilder<> &B, Value *Shadow) {
  return B.CreateSelect(isNowhere(B, Shadow), zeros(*D.F->getParent()), Shadow);
}

Value *ForwardEmitter::bitsTangent(IRBuilder<> &B, Instruction &I,
                                   unsigned Lane) {
  if (isa<BitCastInst>(I)) {
    Value *Tangent = tangentOf(I.getOperand(0), Lane);
    return Tangent ? B.CreateBitCast(Tangent, I.getType()) : nullptr;
  }
  // An address that is computed with is followed by its shadow.
  auto *Kept = dyn_cast<Instruction>(Shadows.of(&I, Lane));
  if (Kept == &I)
    Kept = nullptr;
  else if (Kept)
    B.SetInsertPoint(Kept->getParent(), std::next(Kept->getIterator()));
  Value *Lost = nullptr;
  for (Value *Op : I.operands()) {
    Value *Tangent = tangentOf(Op, Lane);
    if (!Tangent || !(isOfIntegers(Op) || Op->getType()->isFPOrFPVectorTy()))
      continue;
    Value *Here = isOfFloat(B, Tangent);
    Lost = Lost ? B.CreateOr(Lost, Here) : Here;
  }
  if (!Lost)
    return Kept;
  Type *T = I.getType();
  return B.CreateSelect(Lost, Constant::getAllOnesValue(T),
                        Kept ? static_cast<Value *>(Kept)
                             : Constant::getNullValue(T));
}

/// \p I hands on the integer \p V, whose tangent cannot follow. Words of their
/// own are looked at.
void ForwardEmitter::checkBitsPassed(Instruction &I, Value *V, unsigned Lane) {
  Value *Tangent = V->getType()->isIntegerTy(64) ? tangentOf(V, Lane) : nullptr;
  if (!Tangent || !Activities.isActive(V))
    return;
  IRBuilder<> B(&I);
  B.SetCurrentDebugLocation(I.getDebugLoc());
  emitCheck(B, holdsAdjoint(B, Tangent), bitsMessage(B, I));
}

} // namespace enzyme
