//===- SpecialFunctionRules.cpp - Error, gamma and Bessel functions --------===//

#include "rules/Digamma.h"
#include "rules/RuleRow.h"

using namespace llvm;

namespace enzyme {

static constexpr double TwoOverSqrtPi = 1.12837916709551257389615890312154517;

/// seed · 2/√π · exp(-x²)
static Value *timesGaussian(const PartialBuilder &P) {
  Value *Density =
      P.apply(Intrinsic::exp, P.neg(P.mul(P.x(), P.x())));
  return P.mul(P.seed(), P.mul(Density, P.number(TwoOverSqrtPi)));
}

static Value *timesDigamma(const PartialBuilder &P) {
  return P.mul(P.seed(), emitDigamma(P.builder(), P.x()));
}

/// seed · (F0(x) - F1(x)/x), the derivative of a Bessel function of order one.
static Value *orderOnePartial(const PartialBuilder &P, StringRef OrderZero,
                              Value *Ratio) {
  return P.mul(P.seed(), P.sub(P.libm(OrderZero, P.x()), Ratio));
}

void addSpecialFunctionRules(RuleRows &Rows) {
  const Partial LogGamma = singular(X, timesDigamma);

  Rows.append({
      unaryRow(Intrinsic::not_intrinsic, "erf", singular(X, timesGaussian)),
      unaryRow(Intrinsic::not_intrinsic, "erfc",
               singular(X, [](const PartialBuilder &P) {
                 return P.neg(timesGaussian(P));
               })),
      unaryRow(Intrinsic::not_intrinsic, "lgamma", LogGamma),
      // The second operand is where the sign of Γ(x) is written.
      binaryRow(Intrinsic::not_intrinsic, "lgamma_r", LogGamma, zero()),
      unaryRow(Intrinsic::not_intrinsic, "tgamma",
               singular(X | R, [](const PartialBuilder &P) {
                 return P.mul(P.result(), timesDigamma(P));
               })),
      unaryRow(Intrinsic::not_intrinsic, "j0",
               singular(X, [](const PartialBuilder &P) {
                 return P.neg(P.mul(P.seed(), P.libm("j1", P.x())));
               })),
      unaryRow(Intrinsic::not_intrinsic, "j1",
               singular(X | R, [](const PartialBuilder &P) {
                 // J1(x)/x has the limit 1/2 at zero.
                 Value *Ratio = P.select(P.isZero(P.x()), P.number(0.5),
                                         P.div(P.result(), P.x()));
                 return orderOnePartial(P, "j0", Ratio);
               })),
      unaryRow(Intrinsic::not_intrinsic, "y0",
               singular(X, [](const PartialBuilder &P) {
                 return P.neg(P.mul(P.seed(), P.libm("y1", P.x())));
               })),
      unaryRow(Intrinsic::not_intrinsic, "y1",
               singular(X | R, [](const PartialBuilder &P) {
                 return orderOnePartial(P, "y0", P.div(P.result(), P.x()));
               })),
  });
}

} // namespace enzyme
