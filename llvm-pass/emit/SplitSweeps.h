//===- SplitSweeps.h - One function for each sweep -------------------------===//

#ifndef CARGO_ENZYME_EMIT_SPLITSWEEPS_H
#define CARGO_ENZYME_EMIT_SPLITSWEEPS_H

#include "emit/MemberCall.h"
#include "emit/ReverseEmitter.h"

namespace enzyme {

/// Takes apart a derivative that does both sweeps: the forward one becomes the
/// body of \p Into.Augmented, the reverse one that of \p Into.Reverse. What the
/// reverse sweep uses of the forward one lives in a frame on the heap, whose
/// address is the tape; \p Into learns its size. \p D.F is erased.
void splitSweeps(Derivative &D, const SweepBoundary &Boundary,
                 MemberDerivative &Into);

} // namespace enzyme

#endif
