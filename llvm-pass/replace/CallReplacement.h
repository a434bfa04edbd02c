//===- CallReplacement.h - From a request to a call of its derivative ------===//

#ifndef CARGO_ENZYME_REPLACE_CALLREPLACEMENT_H
#define CARGO_ENZYME_REPLACE_CALLREPLACEMENT_H

#include "emit/MemberCall.h"

namespace enzyme {

/// Replaces the request by a call of what \p Made has for it. False if the
/// result cannot be returned as the request declares it, or if the tape does
/// not fit: then it is refused in \p Log and left.
bool replaceRequest(Request &R, const MemberDerivative &Made, RefusalLog &Log);

/// The same for requests that need no derivative: batches and inactive calls.
bool replacePrimalRequest(Request &R, RefusalLog &Log);

/// Removes a request that was refused: the program is not going to be linked.
void removeRequest(llvm::CallBase &Call);

} // namespace enzyme

#endif
