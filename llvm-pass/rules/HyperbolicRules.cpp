//===- HyperbolicRules.cpp - Hyperbolic functions and their inverses -------===//

#include "rules/RuleRow.h"

using namespace llvm;

namespace enzyme {

/// (1 - v)(1 + v), which keeps its digits near |v| = 1.
static Value *oneMinusSquare(const PartialBuilder &P, Value *V) {
  Value *One = P.number(1);
  return P.mul(P.sub(One, V), P.add(One, V));
}

/// sqrt(x² + 1); |x| where the square would overflow and one is lost anyway.
static Value *rootOfSquarePlusOne(const PartialBuilder &P) {
  Value *Magnitude = P.apply(Intrinsic::fabs, P.x());
  Value *Root = P.apply(
      Intrinsic::sqrt, P.add(P.mul(P.x(), P.x()), P.number(1)));
  Value *Large = P.compare(CmpInst::FCMP_OGT, Magnitude, P.number(1 << 28));
  return P.select(Large, Magnitude, Root);
}

void addHyperbolicRules(RuleRows &Rows) {
  Rows.append({
      unaryRow(Intrinsic::sinh, "sinh", singular(X, [](const PartialBuilder &P) {
                 return P.mul(P.seed(), P.apply(Intrinsic::cosh, P.x()));
               })),
      unaryRow(Intrinsic::cosh, "cosh", singular(X, [](const PartialBuilder &P) {
                 return P.mul(P.seed(), P.apply(Intrinsic::sinh, P.x()));
               })),
      unaryRow(Intrinsic::tanh, "tanh", singular(R, [](const PartialBuilder &P) {
                 return P.mul(P.seed(), oneMinusSquare(P, P.result()));
               })),
      unaryRow(Intrinsic::not_intrinsic, "asinh",
               singular(X, [](const PartialBuilder &P) {
                 return P.div(P.seed(), rootOfSquarePlusOne(P));
               })),
      unaryRow(Intrinsic::not_intrinsic, "acosh",
               singular(X, [](const PartialBuilder &P) {
                 Value *One = P.number(1);
                 // Two roots, since the product x² - 1 may overflow.
                 Value *Root = P.mul(
                     P.apply(Intrinsic::sqrt, P.sub(P.x(), One)),
                     P.apply(Intrinsic::sqrt, P.add(P.x(), One)));
                 return P.div(P.seed(), Root);
               })),
      unaryRow(Intrinsic::not_intrinsic, "atanh",
               singular(X, [](const PartialBuilder &P) {
                 return P.div(P.seed(), oneMinusSquare(P, P.x()));
               })),
  });
}

} // namespace enzyme
