//===- ExponentialRules.cpp - Exponentials and logarithms ------------------===//

#include "rules/RuleRow.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace enzyme {

static constexpr double Ln10 = 2.30258509299404568401799145468436421;

static Value *timesResult(const PartialBuilder &P) {
  return P.mul(P.seed(), P.result());
}

/// Multiplies a scaled partial of the natural function by that of its base.
static Value *timesResultTimes(const PartialBuilder &P, double Factor) {
  return P.mul(timesResult(P), P.number(Factor));
}

static Value *overX(const PartialBuilder &P, double Factor) {
  return P.div(P.seed(), P.mul(P.x(), P.number(Factor)));
}

void addExponentialRules(RuleRows &Rows) {
  Rows.append({
      unaryRow(Intrinsic::exp, "exp", singular(R, timesResult)),
      unaryRow(Intrinsic::exp2, "exp2", singular(R, [](const PartialBuilder &P) {
                 return timesResultTimes(P, numbers::ln2);
               })),
      unaryRow(Intrinsic::exp10, "exp10",
               singular(R, [](const PartialBuilder &P) {
                 return timesResultTimes(P, Ln10);
               })),
      unaryRow(Intrinsic::not_intrinsic, "expm1",
               singular(R, [](const PartialBuilder &P) {
                 return P.mul(P.seed(), P.add(P.result(), P.number(1)));
               })),
      unaryRow(Intrinsic::log, "log", singular(X, [](const PartialBuilder &P) {
                 return P.div(P.seed(), P.x());
               })),
      unaryRow(Intrinsic::log2, "log2", singular(X, [](const PartialBuilder &P) {
                 return overX(P, numbers::ln2);
               })),
      unaryRow(Intrinsic::log10, "log10",
               singular(X, [](const PartialBuilder &P) {
                 return overX(P, Ln10);
               })),
      unaryRow(Intrinsic::not_intrinsic, "log1p",
               singular(X, [](const PartialBuilder &P) {
                 return P.div(P.seed(), P.add(P.x(), P.number(1)));
               })),
  });
}

} // namespace enzyme
