//===- CallReplacement.h - From a request to a call of its derivative ------===//

#ifndef CARGO_ENZYME_REPLACE_CALLREPLACEMENT_H
#define CARGO_ENZYME_REPLACE_CALLREPLACEMENT_H

#include "emit/Derivative.h"

namespace enzyme {

/// Whether the derivative's result can be returned as the request declares
/// it; refused in \p Log otherwise.
bool checkResult(const Request &R, llvm::StructType *ResultType,
                 RefusalLog &Log);

/// Replaces the request by a call of \p Derivative. The result has been
/// checked.
void replaceRequest(Request &R, llvm::Function &Derivative);

/// Removes a request that was refused: the program is not going to be linked.
void removeRequest(llvm::CallBase &Call);

/// Erases type hints, and gives the markers that are still mentioned a
/// definition, so that no symbol of the protocol is left unresolved. True if
/// something changed.
bool eraseProtocol(llvm::Module &M);

} // namespace enzyme

#endif
