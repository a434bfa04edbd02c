//===- Numbers.cpp - Integers that are no addresses ------------------------===//

#include "prepare/Numbers.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

using Candidates = SmallSetVector<const Value *, 16>;

/// What is one of its operands.
static bool isChoice(const Instruction &I) {
  return isa<PHINode>(I) || isa<SelectInst>(I) || isa<FreezeInst>(I) ||
         isa<MinMaxIntrinsic>(I);
}

/// What an address plus a distance may be, or an address with a tag.
static bool isOffset(const Instruction &I) {
  switch (I.getOpcode()) {
  case Instruction::Add:
  case Instruction::Sub:
  case Instruction::And:
  case Instruction::Or:
  case Instruction::Xor:
    return true;
  default:
    return false;
  }
}

/// \p I is one more than one of \p Choices or than it was before, or another
/// distance that nothing aligned is away from the next.
static bool isCounted(const Instruction &I,
                      const Candidates &Choices) {
  auto *By = dyn_cast<ConstantInt>(I.getOperand(1));
  auto *Old = dyn_cast<PHINode>(I.getOperand(0));
  return I.getOpcode() == Instruction::Add && By && By->getValue()[0] && Old &&
         (Choices.contains(Old) || is_contained(Old->incoming_values(), &I));
}

/// What makes a number of whatever it is given.
static bool makesNumber(const Instruction &I) {
  return isa<BinaryOperator>(I) || isa<ZExtInst>(I) || isa<SExtInst>(I) ||
         isa<FPToUIInst>(I) || isa<FPToSIInst>(I);
}

/// Conditions and callees are of other types.
static void addOperands(Candidates &To, const Instruction &I) {
  for (const Value *Op : I.operand_values())
    if (Op->getType() == I.getType())
      To.insert(Op);
}

bool isNumber(const Value &V) {
  Candidates Choices, Offsets;
  Choices.insert(&V);
  for (unsigned Next = 0; Next != Choices.size(); ++Next) {
    auto *I = dyn_cast<Instruction>(Choices[Next]);
    if (I && isChoice(*I)) {
      addOperands(Choices, *I);
    } else if (I && isOffset(*I)) {
      if (isCounted(*I, Choices))
        return true;
      Offsets.insert(I);
    } else if (I && makesNumber(*I)) {
      return true;
    } else if (!isa<ConstantInt>(Choices[Next])) {
      Offsets.insert(Choices[Next]);
    }
  }
  // Nothing but constants: the addresses of empty vectors are constants.
  if (Offsets.empty())
    return false;
  for (unsigned Next = 0; Next != Offsets.size(); ++Next) {
    auto *I = dyn_cast<Instruction>(Offsets[Next]);
    if (I && (isOffset(*I) || isChoice(*I))) {
      addOperands(Offsets, *I);
    } else if (!isa<ConstantInt>(Offsets[Next]) && !(I && makesNumber(*I))) {
      return false;
    }
  }
  return true;
}

} // namespace enzyme
