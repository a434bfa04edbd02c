//===- LibraryBodies.h - Functions of libraries that the engine knows ------===//

#ifndef CARGO_ENZYME_PREPARE_LIBRARYBODIES_H
#define CARGO_ENZYME_PREPARE_LIBRARYBODIES_H

#include "llvm/IR/Module.h"

namespace enzyme {

/// Functions of the C and C++ libraries that come as machine code, and that
/// programs call with active data: sorting, complex numbers, the nodes of
/// std::map. While this lives those that a module declares have bodies in it,
/// from which derivatives are made; the program itself keeps calling the
/// library.
class LibraryBodies {
public:
  explicit LibraryBodies(llvm::Module &M);
  ~LibraryBodies();
  LibraryBodies(const LibraryBodies &) = delete;
  LibraryBodies &operator=(const LibraryBodies &) = delete;

private:
  llvm::Module &M;
};

} // namespace enzyme

#endif
