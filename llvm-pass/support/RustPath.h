//===- RustPath.h - The path of a mangled Rust symbol ----------------------===//

#ifndef CARGO_ENZYME_SUPPORT_RUSTPATH_H
#define CARGO_ENZYME_SUPPORT_RUSTPATH_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace enzyme {

/// A demangled path, taken apart as far as library functions are told by it.
struct RustPath {
  /// The path itself, or the type of `<Type as Trait>::function`; without
  /// references and brackets in front: `std::time::Instant>::now`.
  std::string Self;
  /// The trait of `<Type as Trait>::function`, else empty.
  std::string Trait;
  /// The last component, without generic arguments.
  std::string Function;
};

/// Whether \p Name is mangled in one of Rust's two ways (the older one is also
/// that of C++).
bool isRustMangled(llvm::StringRef Name);

RustPath demangleRust(llvm::StringRef Name);

/// Whether \p Path, one of the above, begins with one of \p Prefixes.
bool beginsWithAny(llvm::StringRef Path,
                   llvm::ArrayRef<llvm::StringRef> Prefixes);

/// \p Name as the user wrote it, in any of the languages.
std::string readableName(llvm::StringRef Name);

} // namespace enzyme

#endif
