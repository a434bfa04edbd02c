//===- ArithmeticRules.cpp - Instructions and fused products ---------------===//

#include "rules/RuleRow.h"

using namespace llvm;

namespace enzyme {

static Value *seed(const PartialBuilder &P) { return P.seed(); }
static Value *minusSeed(const PartialBuilder &P) { return P.neg(P.seed()); }
static Value *timesX(const PartialBuilder &P) { return P.mul(P.seed(), P.x()); }
static Value *timesY(const PartialBuilder &P) { return P.mul(P.seed(), P.y()); }
static Value *castSeed(const PartialBuilder &P) {
  return P.builder().CreateFPCast(P.seed(), P.castType());
}

void addArithmeticRules(RuleRows &Rows) {
  const Partial One = finite(Nothing, seed);
  const Partial MinusOne = finite(Nothing, minusSeed);
  const Partial FactorX = singular(X, timesX);
  const Partial FactorY = singular(Y, timesY);
  const Partial Cast = finite(Nothing, castSeed);

  Rows.append({
      instructionRow(Instruction::FAdd, One, One),
      instructionRow(Instruction::FSub, One, MinusOne),
      instructionRow(Instruction::FMul, FactorY, FactorX),
      // Both partials share the quotient seed / y.
      instructionRow(
          Instruction::FDiv,
          singular(Y, [](const PartialBuilder &P) {
            return P.div(P.seed(), P.y());
          }),
          singular(Y | R, [](const PartialBuilder &P) {
            return P.neg(P.mul(P.div(P.seed(), P.y()), P.result()));
          })),
      instructionRow(Instruction::FNeg, MinusOne),
      instructionRow(Instruction::FPTrunc, Cast),
      instructionRow(Instruction::FPExt, Cast),
      ternaryRow(Intrinsic::fma, "fma", FactorY, FactorX, One),
      ternaryRow(Intrinsic::fmuladd, "", FactorY, FactorX, One),
      unaryRow(Intrinsic::canonicalize, "", One),
      unaryRow(Intrinsic::arithmetic_fence, "", One),
  });
}

} // namespace enzyme
