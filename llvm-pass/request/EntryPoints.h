//===- EntryPoints.h - The names whose calls are requests ------------------===//

#ifndef CARGO_ENZYME_REQUEST_ENTRYPOINTS_H
#define CARGO_ENZYME_REQUEST_ENTRYPOINTS_H

#include "request/Request.h"

namespace enzyme {

struct EntryPoint {
  llvm::StringRef Name;
  Mode Asks;
};

/// The entry point whose name the callee's name contains, or null.
const EntryPoint *entryPointOf(const llvm::CallBase &Call);

} // namespace enzyme

#endif
