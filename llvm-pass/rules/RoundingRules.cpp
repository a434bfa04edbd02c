//===- RoundingRules.cpp - Steps: derivative zero almost everywhere --------===//

#include "rules/RuleRow.h"

using namespace llvm;

namespace enzyme {

void addRoundingRules(RuleRows &Rows) {
  struct Step {
    Intrinsic::ID Id;
    StringRef Name;
  };
  static const Step Steps[] = {
      {Intrinsic::floor, "floor"},
      {Intrinsic::ceil, "ceil"},
      {Intrinsic::trunc, "trunc"},
      {Intrinsic::rint, "rint"},
      {Intrinsic::nearbyint, "nearbyint"},
      {Intrinsic::round, "round"},
      {Intrinsic::roundeven, "roundeven"},
      {Intrinsic::lround, "lround"},
      {Intrinsic::llround, "llround"},
      {Intrinsic::lrint, "lrint"},
      {Intrinsic::llrint, "llrint"},
      {Intrinsic::not_intrinsic, "logb"},
      {Intrinsic::not_intrinsic, "ilogb"},
      {Intrinsic::fptosi_sat, ""},
      {Intrinsic::fptoui_sat, ""},
  };
  for (const Step &S : Steps)
    Rows.push_back(unaryRow(S.Id, S.Name, zero()));
}

} // namespace enzyme
