//===- KeptValue.h - What a tape is made of, in the user's terms -----------===//

#ifndef CARGO_ENZYME_PLAN_KEPTVALUE_H
#define CARGO_ENZYME_PLAN_KEPTVALUE_H

#include "plan/Plan.h"
#include "support/SourceTrace.h"

namespace enzyme {

/// A value that the forward sweep keeps for the reverse sweep.
struct KeptValue {
  /// Where the program computes it, if that is a line of the user's.
  std::optional<SourcePlace> At;
  std::string What;
  std::string Why;
  /// Of one execution.
  uint64_t Bytes;
  /// How many loops of its function it is in: 0 is kept once for each call.
  unsigned LoopDepth;
};

/// All slots of the tape of \p P.
std::vector<KeptValue> keptValues(const Plan &P);

} // namespace enzyme

#endif
