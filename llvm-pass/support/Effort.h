//===- Effort.h - What a derivative costs the compiler ---------------------===//
//
// Work is counted in visited instructions, so that a budget ends a program on
// every machine or on none. Time is measured too, and only reported.
//
//===----------------------------------------------------------------------===//

#ifndef CARGO_ENZYME_SUPPORT_EFFORT_H
#define CARGO_ENZYME_SUPPORT_EFFORT_H

#include "support/Refusal.h"
#include <array>
#include <chrono>
#include <cstdint>

namespace enzyme {

enum class Step { Prepare, Analyse, Plan, Emit, CleanUp, Replace };
inline constexpr unsigned StepCount = 6;

/// The word for \p S in messages and reports.
const char *nameOf(Step S);

class Effort {
public:
  Effort();

  /// A derivative begins, with preparation.
  void begin();
  /// What follows belongs to \p S.
  void enter(Step S);
  /// The derivative is finished.
  void leave() { enter(Now); }
  Step current() const { return Now; }

  /// Adds instructions that were visited; whether there is budget left.
  bool spend(uint64_t Visited) {
    Spent[static_cast<unsigned>(Now)] += Visited;
    return !isExhausted();
  }
  bool spend(const llvm::Function &F);
  /// Whether the current step has used up its budget: it stops where it is,
  /// and what it has found so far must not be used.
  bool isExhausted() const { return visited(Now) > budget(Now); }
  /// Whether there is budget left; refuses the derivative of \p Primal if not.
  bool affords(const llvm::Function &Primal, RefusalLog &Log) const;

  uint64_t budget(Step S) const { return Budgets[static_cast<unsigned>(S)]; }
  uint64_t visited(Step S) const { return Spent[static_cast<unsigned>(S)]; }
  double milliseconds(Step S) const;

private:
  using Clock = std::chrono::steady_clock;

  std::array<uint64_t, StepCount> Budgets;
  Step Now = Step::Prepare;
  Clock::time_point Entered = Clock::now();
  std::array<uint64_t, StepCount> Spent{};
  std::array<Clock::duration, StepCount> Elapsed{};
};

} // namespace enzyme

#endif
