//===- MemberCall.h - Calls of functions with a derivative of their own ----===//

#ifndef CARGO_ENZYME_EMIT_MEMBERCALL_H
#define CARGO_ENZYME_EMIT_MEMBERCALL_H

#include "emit/Derivative.h"
#include "emit/TapeArena.h"
#include "llvm/ADT/MapVector.h"

namespace enzyme {

/// The derivative of one function: a function that does all, or the two halves
/// of a split derivative. A member that is called in reverse mode has halves.
struct MemberDerivative {
  Signature Shape;
  llvm::Function *Whole = nullptr;
  llvm::Function *Augmented = nullptr;
  llvm::Function *Reverse = nullptr;
  /// Bytes of the tape of a split derivative.
  uint64_t TapeSize = 0;
};

/// The functions of a slice that have one, by the copy in the slice. Other
/// functions are called as they are.
using MemberDerivatives =
    llvm::DenseMap<const llvm::Function *, MemberDerivative>;

/// Emits, beside each call of such a function, the call of its derivative. The
/// primal's call stays until `finish`, since the analyses speak of it.
class MemberCalls {
public:
  /// \p Arena: of the caller's tape.
  MemberCalls(const MemberDerivatives &Known, TapeArena *Arena)
      : Known(Known), Arena(Arena) {}

  const MemberDerivative *derivativeOf(const llvm::CallBase &Call) const;

  /// Emits the call that replaces \p Call in the forward sweep or in forward
  /// mode. \p ShadowsOf gives the shadows of a Duplicated argument, one for
  /// each lane. Tangents of floats are set afterwards.
  template <typename Callback>
  llvm::CallBase *emit(llvm::CallBase &Call, Callback ShadowsOf);

  /// The call that was emitted for \p Call.
  llvm::CallBase *emittedFor(const llvm::CallBase &Call) const {
    return Emitted.lookup(const_cast<llvm::CallBase *>(&Call)).Call;
  }
  /// The tape that the forward sweep of \p Call returned.
  llvm::Value *tapeOf(const llvm::CallBase &Call) const {
    return Emitted.lookup(const_cast<llvm::CallBase *>(&Call)).Tape;
  }
  /// Tangents or shadows of the result of \p Call; null if it has none.
  llvm::Value *resultShadow(const llvm::CallBase &Call, unsigned Lane) const;

  /// Replaces the primal's calls.
  void finish();

private:
  struct EmittedCall {
    llvm::CallBase *Call = nullptr;
    llvm::Value *Primal = nullptr;
    llvm::Value *Tape = nullptr;
    llvm::SmallVector<llvm::Value *, 1> ResultShadows;
  };
  void record(llvm::CallBase &Call, const MemberDerivative &D,
              llvm::SmallVectorImpl<llvm::Value *> &Arguments);

  const MemberDerivatives &Known;
  TapeArena *Arena;
  llvm::MapVector<llvm::CallBase *, EmittedCall> Emitted;
};

template <typename Callback>
llvm::CallBase *MemberCalls::emit(llvm::CallBase &Call, Callback ShadowsOf) {
  const MemberDerivative &D = *derivativeOf(Call);
  llvm::SmallVector<llvm::Value *, 8> Arguments;
  for (unsigned I = 0; I != Call.arg_size(); ++I) {
    llvm::Value *V = Call.getArgOperand(I);
    Arguments.push_back(V);
    if (D.Shape.Parameters[I] != Activity::Duplicated)
      continue;
    for (unsigned Lane = 0; Lane != D.Shape.Width; ++Lane)
      Arguments.push_back(ShadowsOf(V, Lane));
  }
  record(Call, D, Arguments);
  return emittedFor(Call);
}

} // namespace enzyme

#endif
