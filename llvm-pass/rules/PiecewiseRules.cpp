//===- PiecewiseRules.cpp - Functions that choose or reflect ---------------===//

#include "rules/RuleRow.h"

using namespace llvm;

namespace enzyme {

/// Multiplies the seed by the sign bit of \p V, without rounding.
static Value *withSignOf(const PartialBuilder &P, Value *V) {
  return P.mul(P.seed(), P.apply(Intrinsic::copysign, P.number(1), V));
}

/// Whether min or max of x and y is x. In a tie it is x, always; if one
/// operand is not a number it is the other one.
static Value *choosesFirst(const PartialBuilder &P, CmpInst::Predicate Wins) {
  Value *IsNumber = P.compare(CmpInst::FCMP_ORD, P.x(), P.x());
  return P.both(P.compare(Wins, P.x(), P.y()), IsNumber);
}

static Value *firstOfMin(const PartialBuilder &P) {
  return P.select(choosesFirst(P, CmpInst::FCMP_ULE), P.seed(), P.number(0));
}
static Value *secondOfMin(const PartialBuilder &P) {
  return P.zeroWhere(choosesFirst(P, CmpInst::FCMP_ULE), P.seed());
}
static Value *firstOfMax(const PartialBuilder &P) {
  return P.select(choosesFirst(P, CmpInst::FCMP_UGE), P.seed(), P.number(0));
}
static Value *secondOfMax(const PartialBuilder &P) {
  return P.zeroWhere(choosesFirst(P, CmpInst::FCMP_UGE), P.seed());
}

/// Where fdim(x, y) = max(x - y, 0) is not its constant branch.
static Value *isPositiveDifference(const PartialBuilder &P) {
  return P.compare(CmpInst::FCMP_UGT, P.x(), P.y());
}

/// The integer quotient n of a remainder x - n·y, recovered from the result:
/// rounding x/y itself can miss it by one.
static Value *minusTimesQuotient(const PartialBuilder &P) {
  Value *Quotient = P.apply(
      Intrinsic::rint, P.div(P.sub(P.x(), P.result()), P.y()));
  return P.neg(P.mul(P.seed(), Quotient));
}

void addPiecewiseRules(RuleRows &Rows) {
  const Partial One = finite(
      Nothing, [](const PartialBuilder &P) { return P.seed(); });
  const Partial RemainderByDivisor = singular(X | Y | R, minusTimesQuotient);
  const Partial MinX = finite(X | Y, firstOfMin), MinY = finite(X | Y, secondOfMin);
  const Partial MaxX = finite(X | Y, firstOfMax), MaxY = finite(X | Y, secondOfMax);
  // The seed is scaled by a power of two as the operand was.
  const Partial Scaled = finite(Y, [](const PartialBuilder &P) {
    return P.callAgain(P.seed());
  });

  Rows.append({
      unaryRow(Intrinsic::fabs, "fabs", finite(X, [](const PartialBuilder &P) {
                 return P.zeroWhere(P.isZero(P.x()), withSignOf(P, P.x()));
               })),
      binaryRow(Intrinsic::copysign, "copysign",
                finite(X | Y,
                       [](const PartialBuilder &P) {
                         Value *Sign = P.apply(Intrinsic::copysign,
                                               P.number(1), P.x());
                         return P.mul(withSignOf(P, P.y()), Sign);
                       }),
                zero()),
      binaryRow(Intrinsic::minnum, "fmin", MinX, MinY),
      binaryRow(Intrinsic::maxnum, "fmax", MaxX, MaxY),
      binaryRow(Intrinsic::minimum, "fminimum", MinX, MinY),
      binaryRow(Intrinsic::maximum, "fmaximum", MaxX, MaxY),
      binaryRow(MinimumNumberIntrinsic, "fminimum_num", MinX, MinY),
      binaryRow(MaximumNumberIntrinsic, "fmaximum_num", MaxX, MaxY),
      binaryRow(Intrinsic::not_intrinsic, "fdim",
                finite(X | Y,
                       [](const PartialBuilder &P) {
                         return P.select(isPositiveDifference(P), P.seed(),
                                         P.number(0));
                       }),
                finite(X | Y,
                       [](const PartialBuilder &P) {
                         return P.select(isPositiveDifference(P),
                                         P.neg(P.seed()), P.number(0));
                       })),
      instructionRow(Instruction::FRem, One, RemainderByDivisor),
      binaryRow(Intrinsic::not_intrinsic, "fmod", One, RemainderByDivisor),
      binaryRow(Intrinsic::not_intrinsic, "remainder", One, RemainderByDivisor),
      binaryRow(Intrinsic::ldexp, "ldexp", Scaled, zero()),
      binaryRow(Intrinsic::not_intrinsic, "scalbn", Scaled, zero()),
      binaryRow(Intrinsic::not_intrinsic, "scalbln", Scaled, zero()),
  });
}

} // namespace enzyme
