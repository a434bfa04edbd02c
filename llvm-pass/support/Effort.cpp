//===- Effort.cpp - What a derivative costs the compiler -------------------===//

#include "support/Effort.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/IR/Function.h"
#include <cstdlib>

using namespace llvm;

namespace enzyme {

/// Some twenty times what the largest libraries take that parse a text.
static constexpr uint64_t DefaultBudget = 20'000'000;

const char *nameOf(Step S) {
  static const char *const Names[StepCount] = {"prepare", "analyse",  "plan",
                                               "emit",    "clean up", "replace"};
  return Names[static_cast<unsigned>(S)];
}

/// CARGO_ENZYME_BUDGET is a number for all steps, or has parts `step=number`
/// that are separated by commas. What is neither changes nothing.
Effort::Effort() {
  Budgets.fill(DefaultBudget);
  const char *Chosen = std::getenv("CARGO_ENZYME_BUDGET");
  SmallVector<StringRef, StepCount> Parts;
  StringRef(Chosen ? Chosen : "").split(Parts, ',');
  for (StringRef Part : Parts) {
    auto [Name, Number] = Part.split('=');
    bool IsForAll = Number.empty();
    uint64_t Visits;
    if ((IsForAll ? Name : Number).getAsInteger(10, Visits))
      continue;
    for (unsigned S = 0; S != StepCount; ++S)
      if (IsForAll || Name == nameOf(static_cast<Step>(S)))
        Budgets[S] = Visits;
  }
}

void Effort::begin() {
  Spent.fill(0);
  Elapsed.fill({});
  Now = Step::Prepare;
  Entered = Clock::now();
}

void Effort::enter(Step S) {
  Clock::time_point At = Clock::now();
  Elapsed[static_cast<unsigned>(Now)] += At - Entered;
  Entered = At;
  Now = S;
}

bool Effort::affords(const Function &Primal, RefusalLog &Log) const {
  if (!isExhausted())
    return true;
  Log.refuse(RefusalCode::Budget, Primal,
             Twine("its derivative takes too much work: stage '") +
                 nameOf(Now) + "' has visited more than " +
                 Twine(budget(Now)) + " instructions");
  return false;
}

bool Effort::spend(const Function &F) { return spend(F.getInstructionCount()); }

double Effort::milliseconds(Step S) const {
  return std::chrono::duration<double, std::milli>(
             Elapsed[static_cast<unsigned>(S)])
      .count();
}

} // namespace enzyme
