//===- HandedOn.h - Values that are another one as it is ------------------===//

#ifndef CARGO_ENZYME_SUPPORT_HANDEDON_H
#define CARGO_ENZYME_SUPPORT_HANDEDON_H

#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/Instructions.h"

namespace enzyme {

/// Whether \p V is what one of its operands is: that which is chosen, or which is
/// frozen.
inline bool handsOn(const llvm::Value &V) {
  return llvm::isa<llvm::PHINode>(V) || llvm::isa<llvm::SelectInst>(V) ||
         llvm::isa<llvm::FreezeInst>(V);
}

/// The operands that \p V, an instruction that moves one of them, may be: the
/// condition of a choice is none of them.
inline auto handedOn(llvm::Value &V) {
  return llvm::drop_begin(llvm::cast<llvm::Instruction>(V).operands(),
                          llvm::isa<llvm::SelectInst>(V) ? 1 : 0);
}

} // namespace enzyme

#endif
