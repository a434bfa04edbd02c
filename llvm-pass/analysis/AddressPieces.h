//===- AddressPieces.h - Addresses that are written in pieces --------------===//

#ifndef CARGO_ENZYME_ANALYSIS_ADDRESSPIECES_H
#define CARGO_ENZYME_ANALYSIS_ADDRESSPIECES_H

#include "analysis/MemoryModel.h"

namespace enzyme {

/// Whether \p S writes the upper piece of what may be an address, or what is put
/// together from pieces of some, to where addresses are read: no shadow goes with
/// it.
bool writesPieceOfAddress(const llvm::StoreInst &S, MemoryModel &Memory);

} // namespace enzyme

#endif
