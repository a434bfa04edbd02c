//===- MemoryScopes.h - Primal, shadow and tape never overlap --------------===//

#ifndef CARGO_ENZYME_EMIT_MEMORYSCOPES_H
#define CARGO_ENZYME_EMIT_MEMORYSCOPES_H

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Metadata.h"

namespace enzyme {

/// States in the alias metadata of one derivative that its tape is memory of its
/// own, and that adjoints in shadow memory are not where the primal's data is.
/// Optimisers would otherwise load again what is on the tape after every sum
/// into a shadow, and could not make vectors of the sums.
class MemoryScopes {
public:
  /// The memory accesses of \p F are so far those of the primal. If a shadow may
  /// be the primal's own memory, as with \p RuntimeActivity, only the tape is
  /// told apart.
  MemoryScopes(llvm::Function &F, bool RuntimeActivity);

  /// Each returns the access, a load or a store, that it describes.
  template <typename Access> Access *ofTape(Access *A) const {
    describe(*A, Tape, {});
    return A;
  }
  template <typename Access> Access *ofAdjoint(Access *A) const {
    if (TellsShadows)
      describe(*A, Shadow, {Primal});
    return A;
  }
  void ofPrimal(llvm::Instruction &I) const;
  /// Everything that was not said to be of the tape is not.
  void finish() const;

private:
  void describe(llvm::Instruction &I, llvm::MDNode *Within,
                llvm::ArrayRef<llvm::Metadata *> Outside) const;

  llvm::Function &F;
  bool TellsShadows;
  llvm::MDNode *Tape, *Shadow, *Primal;
};

} // namespace enzyme

#endif
