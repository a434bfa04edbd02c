//===- Tape.h - What the forward sweep keeps for the reverse sweep ---------===//
//
// Values of the function's own scope live in stack slots. Values of a loop
// live in records, one per iteration: of a counted loop, one array per value,
// reserved before the loop is entered; of a dynamic loop, one record per
// iteration that begins with the address of the record before. Both sweeps
// find the current iteration in the same variables of the loop; what a nested
// loop's variables were when it was left is a value of the scope around it.
//
//===----------------------------------------------------------------------===//

#ifndef CARGO_ENZYME_EMIT_TAPE_H
#define CARGO_ENZYME_EMIT_TAPE_H

#include "emit/MemoryScopes.h"
#include "emit/ShadowMemory.h"
#include "emit/TapeArena.h"
#include "plan/Plan.h"

namespace enzyme {

class Tape {
public:
  Tape(llvm::Function &F, TapeArena &Arena, const Plan &P,
       const ShadowMemory &Shadows,
       const MemberCalls &Calls, const MemoryScopes &Scopes,
       const llvm::DenseSet<const llvm::BasicBlock *> &Cold);

  /// Forward sweep: counts iterations, reserves records, keeps the values.
  void emitForward();

  /// Reverse sweep: the kept value \p V of the current iterations.
  llvm::Value *load(llvm::IRBuilder<> &B, SweepValue V);
  /// The number (i64) of the current iteration of \p L.
  llvm::Value *iteration(llvm::IRBuilder<> &B, llvm::Loop *L);
  /// On an edge by which the reverse sweep enters \p L, at its last iteration.
  /// \p LastIteration is its number if the loop is counted. Outer loops first.
  void enter(llvm::IRBuilder<> &B, llvm::Loop *L, llvm::Value *LastIteration);
  /// On the edge from the reverse of the header to that of the latch.
  void stepBack(llvm::IRBuilder<> &B, llvm::Loop *L);
  /// At the end of the reverse sweep.
  void release(llvm::IRBuilder<> &B) { Arena.release(B); }

private:
  /// Where a value is kept: a stack slot, or a field of a loop's records.
  struct Place {
    llvm::Loop *Scope = nullptr;
    llvm::Type *Stored = nullptr;
    uint64_t Offset = 0;
    llvm::AllocaInst *Slot = nullptr;
  };
  /// The variables of a loop. Base, Trip: of counted loops, the records and
  /// their number. Record: of dynamic loops, the current record.
  struct LoopState {
    llvm::AllocaInst *Iteration = nullptr;
    llvm::AllocaInst *Base = nullptr;
    llvm::AllocaInst *Trip = nullptr;
    llvm::AllocaInst *Record = nullptr;
    Place SavedIteration, SavedPointer;
    llvm::SmallVector<Place *, 4> Fields;
    uint64_t RecordSize = 0;
  };

  llvm::AllocaInst *variable(llvm::Type *T, const llvm::Twine &Name);
  void layOut();
  void layOutRecord(llvm::Loop *L, LoopState &S);
  llvm::Value *address(llvm::IRBuilder<> &B, const Place &P);
  void keep(llvm::IRBuilder<> &B, const Place &P, llvm::Value *V);
  llvm::Align alignmentOf(const Place &Kept) const;
  llvm::Value *recall(llvm::IRBuilder<> &B, const Place &P, llvm::Type *T);
  llvm::Value *load(llvm::IRBuilder<> &B, llvm::AllocaInst *Variable);
  void emitLoop(llvm::Loop *L, LoopState &S);
  llvm::Value *forwardValue(SweepValue V) const;
  void keepValue(SweepValue V, const Place &P);
  bool isCounted(llvm::Loop *L) const {
    return P.Loops.find(L)->second.isCounted();
  }

  llvm::Function &F;
  const Plan &P;
  const ShadowMemory &Shadows;
  const MemberCalls &Calls;
  const MemoryScopes &Scopes;
  const llvm::DenseSet<const llvm::BasicBlock *> &Cold;
  TapeArena &Arena;
  llvm::MapVector<SweepValue, Place> Places;
  llvm::MapVector<llvm::Loop *, LoopState> Loops;
};

} // namespace enzyme

#endif
