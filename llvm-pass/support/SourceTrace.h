//===- SourceTrace.h - Where code is in the sources of its user ------------===//
//
// After inlining, an instruction belongs to a chain of frames. Most of them are
// in libraries that the user did not write and cannot change.
//
//===----------------------------------------------------------------------===//

#ifndef CARGO_ENZYME_SUPPORT_SOURCETRACE_H
#define CARGO_ENZYME_SUPPORT_SOURCETRACE_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>
#include <string>

namespace enzyme {

/// A line of a source file; a column of 0 is not known.
struct SourcePlace {
  std::string File;
  unsigned Line;
  unsigned Column;
  bool operator==(const SourcePlace &Other) const {
    return File == Other.File && Line == Other.Line && Column == Other.Column;
  }
  bool operator!=(const SourcePlace &Other) const { return !(*this == Other); }
};

llvm::raw_ostream &operator<<(llvm::raw_ostream &OS, const SourcePlace &Place);

using SourceTrace = llvm::SmallVector<SourcePlace, 4>;

/// The frames of \p At that are neither in the standard library nor in the
/// crate `enzyme`, innermost first. Where only a function is known, not a line
/// of it, that is the line on which the function begins.
SourceTrace userTrace(const llvm::Instruction &At);

/// As userTrace. If the crate `enzyme` makes the request for the user, the
/// trace is that of whoever calls into the crate.
SourceTrace requestTrace(const llvm::CallBase &Request);

/// Where the function begins that the user wants \p F to be: it may have been
/// inlined into \p F, which is then a library's, or what an attribute generated
/// to call it.
std::optional<SourcePlace> userPlaceOf(const llvm::Function &F);

/// The name of that function. Empty if it cannot be told.
std::string nameOfPrimal(const llvm::Function &Primal);

} // namespace enzyme

#endif
