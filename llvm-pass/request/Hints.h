//===- Hints.h - What the program says of its memory -----------------------===//

#ifndef CARGO_ENZYME_REQUEST_HINTS_H
#define CARGO_ENZYME_REQUEST_HINTS_H

#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Module.h"
#include <optional>

namespace enzyme {

/// What is said of the memory that the first argument, a pointer, names.
enum class Hint {
  Float,   // `__enzyme_float(p, bytes)`: so many bytes are f32
  Double,  // `__enzyme_double(p, bytes)`
  Integer, // `__enzyme_integer(p, bytes)`
  Pointer, // `__enzyme_pointer(p, bytes)`
  /// `__enzyme_no_addresses(p)`: the caller lends it, there are no addresses in
  /// it, and the function does not free it.
  NoAddresses,
};

std::optional<Hint> hintOf(const llvm::CallBase &Call);
/// Whether the caller has said that no addresses are in the memory that \p A names.
bool lendsNoAddresses(const llvm::Argument &A);
bool isHintSymbol(llvm::StringRef Name);

/// Hints do nothing, and they keep no address: the optimiser may know.
void describeHints(llvm::Module &M);

} // namespace enzyme

#endif
