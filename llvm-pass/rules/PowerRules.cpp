//===- PowerRules.cpp - Powers, roots, distances ---------------------------===//

#include "rules/RuleRow.h"

using namespace llvm;

namespace enzyme {

/// y·x^(y-1); zero for y = 0, also at x = 0.
static Value *powByBase(const PartialBuilder &P) {
  Value *Lower =
      P.apply(Intrinsic::pow, P.x(), P.sub(P.y(), P.number(1)));
  return P.zeroWhere(P.isZero(P.y()), P.mul(P.seed(), P.mul(P.y(), Lower)));
}

/// x^y·ln x; its limit zero at x = 0 for y > 0, where the product would be
/// 0·∞. For a negative base the function exists at isolated exponents only.
static Value *powByExponent(const PartialBuilder &P) {
  Value *AtLimit =
      P.both(P.isZero(P.x()),
             P.compare(CmpInst::FCMP_OGT, P.y(), P.number(0)));
  Value *Partial = P.mul(P.result(), P.apply(Intrinsic::log, P.x()));
  return P.zeroWhere(AtLimit, P.mul(P.seed(), Partial));
}

/// n·x^(n-1); zero for n = 0, also at x = 0.
static Value *powiByBase(const PartialBuilder &P) {
  IRBuilder<> &B = P.builder();
  Value *Exponent = P.y();
  Type *Integer = Exponent->getType();
  Value *Lower = B.CreateIntrinsic(
      Intrinsic::powi, {P.type(), Integer},
      {P.x(), B.CreateSub(Exponent, ConstantInt::get(Integer, 1))});
  Value *Scaled = P.mul(P.seed(), P.mul(P.toFloat(Exponent), Lower));
  return P.zeroWhere(B.CreateIsNull(Exponent), Scaled);
}

/// The partial of a distance: x/r, zero at the origin.
static Value *overDistance(const PartialBuilder &P, Value *Coordinate) {
  Value *Direction = P.div(Coordinate, P.result());
  return P.zeroWhere(P.isZero(P.result()), P.mul(P.seed(), Direction));
}

void addPowerRules(RuleRows &Rows) {
  Rows.append({
      unaryRow(Intrinsic::sqrt, "sqrt", singular(R, [](const PartialBuilder &P) {
                 return P.div(P.mul(P.seed(), P.number(0.5)), P.result());
               })),
      unaryRow(Intrinsic::not_intrinsic, "cbrt",
               singular(R, [](const PartialBuilder &P) {
                 Value *Square = P.mul(P.result(), P.result());
                 return P.div(P.seed(), P.mul(Square, P.number(3)));
               })),
      binaryRow(Intrinsic::pow, "pow", singular(X | Y, powByBase),
                singular(X | Y | R, powByExponent)),
      binaryRow(Intrinsic::powi, "", singular(X | Y, powiByBase), zero()),
      binaryRow(Intrinsic::not_intrinsic, "hypot",
                singular(X | R, [](const PartialBuilder &P) {
                  return overDistance(P, P.x());
                }),
                singular(Y | R, [](const PartialBuilder &P) {
                  return overDistance(P, P.y());
                })),
  });
}

} // namespace enzyme
