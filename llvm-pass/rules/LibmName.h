//===- LibmName.h - Names of the float variants of libm --------------------===//

#ifndef CARGO_ENZYME_RULES_LIBMNAME_H
#define CARGO_ENZYME_RULES_LIBMNAME_H

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringRef.h"

namespace enzyme {

/// The libm function that does for float what \p Name does for double: `sinf`
/// for `sin`, `lgammaf_r` for `lgamma_r`.
inline llvm::SmallString<16> floatVariant(llvm::StringRef Name) {
  bool Reentrant = Name.consume_back("_r");
  llvm::SmallString<16> Variant(Name);
  Variant += Reentrant ? "f_r" : "f";
  return Variant;
}

} // namespace enzyme

#endif
