//===- Derivative.h - The function that a request is replaced by -----------===//

#ifndef CARGO_ENZYME_EMIT_DERIVATIVE_H
#define CARGO_ENZYME_EMIT_DERIVATIVE_H

#include "analysis/Activity.h"
#include "request/Request.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/IRBuilder.h"

namespace enzyme {

/// What distinguishes the derivatives of one primal.
struct Signature {
  /// Augment stands for both halves of a split derivative.
  Mode DerivativeMode = Mode::Reverse;
  unsigned Width = 1;
  llvm::SmallVector<Activity, 4> Parameters;
  /// The result has an adjoint or a tangent; it holds pointers that have
  /// shadows.
  bool ActiveReturn = false;
  bool ShadowReturn = false;
  /// The primal's result is part of the derivative's.
  bool WantsPrimal = false;
  /// Split, between halves that the program calls: the caller provides the
  /// memory of the tape, and takes it back.
  bool TakesFrame = false;
  /// Split: the caller of the reverse half says whether what belongs to the
  /// tape is released.
  bool TakesRelease = false;
  /// Split, of a function that a combined derivative calls: the tape lives in the
  /// caller's arena, which goes with the last parameter.
  bool SharesArena = false;
  /// A shadow that is its primal means that there is no derivative.
  bool RuntimeActivity = false;
  /// Nobody asked for that: what would be lost in such memory ends the program.
  bool EndsWhatIsLost = false;

  static Signature of(const Request &R);
  bool operator==(const Signature &Other) const;
  bool isForward() const { return DerivativeMode == Mode::Forward; }
  bool isSplit() const { return DerivativeMode == Mode::Augment; }
};

/// A value of type \p T for each lane: \p T itself, or an array of them.
llvm::Type *laneType(llvm::Type *T, unsigned Width);
llvm::Value *packLanes(llvm::IRBuilder<> &B, llvm::ArrayRef<llvm::Value *> Lanes);
llvm::Value *unpackLane(llvm::IRBuilder<> &B, llvm::Value *Packed,
                        unsigned Lane, unsigned Width);

/// The functions of a derivative take the parameters of the primal in order,
/// each Duplicated one followed by its shadows, one for each lane.
///
/// Forward: returns {primal if wanted, tangents or shadows of the result}.
llvm::FunctionType *forwardType(llvm::FunctionType *Primal, const Signature &S);
/// Both sweeps: returns {primal if wanted, adjoints of each Out parameter}.
llvm::FunctionType *reverseType(llvm::FunctionType *Primal, const Signature &S);
/// The forward sweep of a split derivative: returns {tape, the primal's result
/// unless void, shadows of the result}. The last parameter is the memory of the
/// tape or the arena that it is taken from, where the caller provides it.
llvm::FunctionType *augmentedType(llvm::FunctionType *Primal,
                                  const Signature &S);
/// The reverse sweep of a split derivative: takes the adjoints of the result,
/// if it is active, the tape, and where the caller decides it, whether what the
/// tape holds is released; then, where the program calls it, the shadows, which
/// must be those that the forward sweep was given; returns {adjoints of each Out
/// parameter}.
llvm::FunctionType *reverseSweepType(llvm::FunctionType *Primal,
                                     const Signature &S);

/// A derivative under construction; its body is at first that of the primal.
/// A split one is built like one that does both sweeps and takes the adjoints
/// of the result as its last parameter; then it is taken apart.
struct Derivative {
  llvm::Function *F = nullptr;
  Signature Shape;
  llvm::DenseMap<llvm::Value *, llvm::SmallVector<llvm::Value *, 1>>
      ArgumentShadows;
  llvm::SmallVector<llvm::Argument *, 4> OutArguments;
  /// The adjoints of the result, packed; null: each is one.
  llvm::Argument *Seed = nullptr;
  /// Whether what the tape holds is released; null: it is.
  llvm::Argument *Release = nullptr;
  /// The arena of the tape; null: it is the function's own.
  llvm::Argument *Arena = nullptr;
  llvm::StructType *ResultType = nullptr;
};

/// The type of the function in which a derivative is built.
llvm::FunctionType *constructionType(llvm::FunctionType *Primal,
                                     const Signature &S);

/// Moves the body of \p Body into \p Into, a declaration of the type in which
/// the derivative is built; the analyses follow.
Derivative beginDerivative(llvm::Function &Body, llvm::Function &Into,
                           const Signature &Shape, MemoryModel &Memory,
                           ActivityAnalysis &Activities);

} // namespace enzyme

#endif
