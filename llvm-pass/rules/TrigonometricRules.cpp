//===- TrigonometricRules.cpp - Circular functions and their inverses ------===//

#include "rules/RuleRow.h"

using namespace llvm;

namespace enzyme {

/// seed / sqrt(1 - x²), without the cancellation of 1 - x² near the ends.
static Value *overHalfChord(const PartialBuilder &P) {
  Value *One = P.number(1);
  Value *Square = P.mul(P.sub(One, P.x()), P.add(One, P.x()));
  return P.div(P.seed(), P.apply(Intrinsic::sqrt, Square));
}

/// The partials of atan2(y, x), whose first operand is the ordinate: x/(x²+y²)
/// and -y/(x²+y²), zero at the origin. Divides by the larger coordinate first,
/// since the squares overflow and vanish long before the partials do.
static Value *atan2Partial(const PartialBuilder &P, bool ByOrdinate) {
  Value *Ordinate = P.x(), *Abscissa = P.y();
  Value *Flat = P.compare(CmpInst::FCMP_OGE,
                          P.apply(Intrinsic::fabs, Abscissa),
                          P.apply(Intrinsic::fabs, Ordinate));
  Value *Large = P.select(Flat, Abscissa, Ordinate);
  Value *Small = P.select(Flat, Ordinate, Abscissa);
  Value *Ratio = P.div(Small, Large);
  Value *Denominator =
      P.mul(Large, P.add(P.number(1), P.mul(Ratio, Ratio)));
  Value *Numerator =
      ByOrdinate ? P.select(Flat, P.number(1), Ratio)
                 : P.neg(P.select(Flat, Ratio, P.number(1)));
  Value *Scaled = P.mul(P.seed(), P.div(Numerator, Denominator));
  return P.zeroWhere(P.isZero(Large), Scaled);
}

void addTrigonometricRules(RuleRows &Rows) {
  const Partial Atan2ByOrdinate =
      singular(X | Y, [](const PartialBuilder &P) {
        return atan2Partial(P, true);
      });
  const Partial Atan2ByAbscissa =
      singular(X | Y, [](const PartialBuilder &P) {
        return atan2Partial(P, false);
      });

  Rows.append({
      unaryRow(Intrinsic::sin, "sin", singular(X, [](const PartialBuilder &P) {
                 return P.mul(P.seed(), P.apply(Intrinsic::cos, P.x()));
               })),
      unaryRow(Intrinsic::cos, "cos", singular(X, [](const PartialBuilder &P) {
                 return P.neg(
                     P.mul(P.seed(), P.apply(Intrinsic::sin, P.x())));
               })),
      unaryRow(Intrinsic::tan, "tan", singular(R, [](const PartialBuilder &P) {
                 Value *Square = P.mul(P.result(), P.result());
                 return P.mul(P.seed(), P.add(Square, P.number(1)));
               })),
      unaryRow(Intrinsic::asin, "asin", singular(X, overHalfChord)),
      unaryRow(Intrinsic::acos, "acos", singular(X, [](const PartialBuilder &P) {
                 return P.neg(overHalfChord(P));
               })),
      unaryRow(Intrinsic::atan, "atan", singular(X, [](const PartialBuilder &P) {
                 Value *Square = P.mul(P.x(), P.x());
                 return P.div(P.seed(), P.add(Square, P.number(1)));
               })),
      binaryRow(Atan2Intrinsic, "atan2", Atan2ByOrdinate, Atan2ByAbscissa),
  });
}

} // namespace enzyme
