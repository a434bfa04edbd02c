//===- ProtocolErasure.h - No symbol of the protocol is left ---------------===//

#ifndef CARGO_ENZYME_REPLACE_PROTOCOLERASURE_H
#define CARGO_ENZYME_REPLACE_PROTOCOLERASURE_H

#include "llvm/IR/Module.h"

namespace enzyme {

/// Erases type hints and registrations, makes iteration counts what they are in
/// the primal, and gives the markers that are still mentioned a definition, so
/// that no symbol of the protocol is left unresolved. True if something
/// changed.
bool eraseProtocol(llvm::Module &M);

} // namespace enzyme

#endif
