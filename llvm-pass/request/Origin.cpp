//===- Origin.cpp - What stands behind an argument of a request ------------===//

#include "request/Origin.h"
#include "llvm/Analysis/ConstantFolding.h"
#include "llvm/IR/GlobalAlias.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace enzyme {

/// The value in a stack slot that is written once and whose address is used
/// for nothing but loads of the whole value.
static Value *onlyStored(AllocaInst &Slot, Type *Loaded) {
  Value *Stored = nullptr;
  for (User *U : Slot.users()) {
    if (auto *Load = dyn_cast<LoadInst>(U)) {
      if (Load->isVolatile())
        return nullptr;
    } else if (auto *Store = dyn_cast<StoreInst>(U)) {
      if (Stored || Store->isVolatile() || Store->getPointerOperand() != &Slot)
        return nullptr;
      Stored = Store->getValueOperand();
    } else if (!isa<IntrinsicInst>(U) ||
               !cast<IntrinsicInst>(U)->isLifetimeStartOrEnd()) {
      return nullptr;
    }
  }
  return Stored && Stored->getType() == Loaded ? Stored : nullptr;
}

static Value *loadedValue(LoadInst &Load) {
  Value *Pointer = Load.getPointerOperand()->stripPointerCasts();
  if (auto *Slot = dyn_cast<AllocaInst>(Pointer))
    return onlyStored(*Slot, Load.getType());
  if (auto *Address = dyn_cast<Constant>(Pointer))
    return ConstantFoldLoadFromConstPtr(Address, Load.getType(),
                                        Load.getModule()->getDataLayout());
  return nullptr;
}

/// One step back, or null where \p V originates.
static Value *before(Value *V) {
  if (auto *Alias = dyn_cast<GlobalAlias>(V))
    return Alias->getAliasee();
  if (auto *Load = dyn_cast<LoadInst>(V))
    return loadedValue(*Load);
  if (auto *Freeze = dyn_cast<FreezeInst>(V))
    return Freeze->getOperand(0);
  auto *Op = dyn_cast<Operator>(V);
  if (!Op)
    return nullptr;
  switch (Op->getOpcode()) {
  case Instruction::BitCast:
  case Instruction::AddrSpaceCast:
  case Instruction::PtrToInt:
  case Instruction::IntToPtr:
  case Instruction::ZExt:
  case Instruction::SExt:
  case Instruction::Trunc:
    return Op->getOperand(0);
  default:
    return nullptr;
  }
}

Value *originOf(Value *V) {
  // Loads through slots that hold their own address could go on for ever.
  for (unsigned Steps = 0; Steps != 32; ++Steps) {
    Value *Previous = before(V);
    if (!Previous)
      break;
    V = Previous;
  }
  return V;
}

Function *functionBehind(Value *V) { return dyn_cast<Function>(originOf(V)); }

} // namespace enzyme
