//===- Devirtualisation.h - Indirect calls as choices of direct ones -------===//

#ifndef CARGO_ENZYME_PREPARE_DEVIRTUALISATION_H
#define CARGO_ENZYME_PREPARE_DEVIRTUALISATION_H

#include "analysis/MemoryObject.h"
#include "llvm/IR/Instructions.h"

namespace enzyme {

struct IndirectCall {
  llvm::CallInst *Call;
  llvm::SmallVector<llvm::Function *, 4> Candidates;
  /// There are no others, as far as the slice shows.
  bool Complete = false;

  IndirectCall(llvm::CallInst *Call,
               std::pair<llvm::SmallVector<llvm::Function *, 4>, bool> Found)
      : Call(Call), Candidates(std::move(Found.first)),
        Complete(Found.second) {}
};

/// The functions that \p Call may call, and whether there can be no other.
/// \p Callee is the object that the pointer names. Where the pointer comes
/// \p FromOutside, the whole module is searched: it is the world.
std::pair<llvm::SmallVector<llvm::Function *, 4>, bool>
candidatesOf(const llvm::CallInst &Call, const MemoryObject *Callee,
             bool FromOutside);

/// Compares the pointer with each candidate that it was not compared with before
/// and calls that one directly; where it is none of them, the indirect call
/// stays: what the candidates do may show more of them. Returns the new ones,
/// none if there are more candidates than would be reasonable.
llvm::SmallVector<llvm::Function *, 4> devirtualise(const IndirectCall &Of);

/// To be done when no call has new candidates: the program traps where the
/// indirect call is. False if no candidate is known although there may be some,
/// or if there are more than would be reasonable.
bool closeCall(const IndirectCall &Of);

/// Whether two functions that are known by name are one, even if the linker may
/// give both one address: it does so if they do the same. Undefined weak ones may
/// both be null.
std::optional<bool> areSame(const llvm::Function &A, const llvm::Function &B);

/// Comparisons of such functions have a result. Whether there were any.
bool foldComparisons(llvm::Function &F);

} // namespace enzyme

#endif
