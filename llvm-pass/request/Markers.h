//===- Markers.h - The enzyme_* arguments of a request ---------------------===//

#ifndef CARGO_ENZYME_REQUEST_MARKERS_H
#define CARGO_ENZYME_REQUEST_MARKERS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/IR/Value.h"
#include <optional>

namespace enzyme {

enum class MarkerKind {
  // Before an argument.
  Const,
  Out,
  Dup,
  DupNoNeed,
  // The same with a stride from the shadow of one lane to the next.
  DupStrided,
  // Batch only: one value a lane, one for all lanes.
  Vector,
  Scalar,
  // Before the width.
  Width,
  // About the return value.
  PrimalReturn,
  NoReturn,
  ConstReturn,
  ActiveReturn,
  DupReturn,
  // About the tape of a split derivative.
  Tape,
  Allocated,
  NoFree,
  // About shadows.
  RuntimeActivity,
  // Named enzyme_*, and unknown to the protocol.
  Unknown,
};

struct Marker {
  MarkerKind Kind;
  /// As the user wrote it: `enzyme_dup`.
  llvm::StringRef Name;
};

/// The marker that \p Argument is, if it is one: the address of a global named
/// `enzyme_*`, a cast of it or a load from it, an alloca of that name, or a
/// metadata string.
std::optional<Marker> asMarker(llvm::Value *Argument);

/// Whether \p Symbol, mangled or not, is the name of a marker.
bool isMarkerSymbol(llvm::StringRef Symbol);

} // namespace enzyme

#endif
