//===- ReverseEmitter.h - Forward sweep, then the inverted program ---------===//

#ifndef CARGO_ENZYME_EMIT_REVERSEEMITTER_H
#define CARGO_ENZYME_EMIT_REVERSEEMITTER_H

#include "emit/ActivityGuard.h"
#include "emit/Adjoints.h"
#include "emit/SweepValues.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/ValueHandle.h"

namespace enzyme {

/// The end of the forward sweep.
struct SweepBoundary {
  /// The branch into the reverse sweep.
  llvm::BranchInst *Branch = nullptr;
  /// What the primal returns, and its shadows if the derivative returns them.
  llvm::WeakTrackingVH PrimalResult;
  llvm::SmallVector<llvm::WeakTrackingVH, 1> ShadowResults;
};

/// Turns a derivative whose body is the primal into one that runs the primal,
/// keeps what the plan says, and then runs the program backwards. Shadow
/// pointers must have been emitted.
class ReverseEmitter {
public:
  ReverseEmitter(Derivative &D, TapeArena &Arena, const Plan &P,
                 MemoryModel &Memory,
                 const ActivityAnalysis &Activities,
                 const ShadowMemory &Shadows, const MemberCalls &Calls,
                 const MemoryScopes &Scopes, llvm::LoopInfo &LI,
                 const llvm::DenseSet<const llvm::BasicBlock *> &Cold);

  SweepBoundary emit();

private:
  struct PhiAdjoint {
    llvm::PHINode *Phi;
    unsigned Lane;
    llvm::Value *Taken;
  };
  using PhiAdjoints = llvm::SmallVector<PhiAdjoint, 4>;

  void reverseBlock(llvm::BasicBlock &BB);
  void invertControlFlow(llvm::BasicBlock &BB, llvm::IRBuilder<> &B);
  llvm::BasicBlock *edge(llvm::BasicBlock &BB, const ReverseEdge &E,
                         const PhiAdjoints &Phis);
  void emitReturn(llvm::IRBuilder<> &B);

  // ReverseInstruction.cpp
  void reverseInstruction(llvm::IRBuilder<> &B, llvm::Instruction &I, Action A);
  void reverseLane(llvm::IRBuilder<> &B, llvm::Instruction &I, Action A,
                   unsigned Lane);
  void reverseRule(llvm::IRBuilder<> &B, llvm::Instruction &I, unsigned Lane);
  void reverseLoad(llvm::IRBuilder<> &B, llvm::LoadInst &L, unsigned Lane);
  void reverseStore(llvm::IRBuilder<> &B, llvm::StoreInst &S, unsigned Lane);
  llvm::Value *holdsFloat(llvm::IRBuilder<> &B, llvm::Value *Pointer,
                          llvm::Value *Shadow, uint64_t Bytes);
  void checkBits(llvm::IRBuilder<> &B, llvm::Instruction &I, unsigned Lane);
  void reverseWordStore(llvm::IRBuilder<> &B, llvm::StoreInst &S, unsigned Lane);
  void reverseMemory(llvm::IRBuilder<> &B, llvm::MemIntrinsic &M,
                     unsigned Lane);
  void reverseInsertion(llvm::IRBuilder<> &B, llvm::InsertValueInst &I,
                        unsigned Lane);
  void reverseSelect(llvm::IRBuilder<> &B, llvm::SelectInst &S, unsigned Lane);
  void reverseShuffle(llvm::IRBuilder<> &B, llvm::ShuffleVectorInst &S,
                      unsigned Lane);
  void reverseReturn(llvm::IRBuilder<> &B, llvm::Value *Returned,
                     unsigned Lane);
  llvm::Value *primalIfGuarded(llvm::IRBuilder<> &B, llvm::Value *Pointer);

  // ReverseCall.cpp
  llvm::BasicBlock *beginRelease(llvm::IRBuilder<> &B);
  void endRelease(llvm::IRBuilder<> &B, llvm::BasicBlock *After);
  void releaseShadows(llvm::IRBuilder<> &B, llvm::CallBase &Call);
  void keepShadows(llvm::IRBuilder<> &B, llvm::CallBase &Call);
  void freePrimal(llvm::IRBuilder<> &B, llvm::CallBase &Call);
  void reverseCall(llvm::IRBuilder<> &B, llvm::CallBase &Call);
  void reverseAllocation(llvm::IRBuilder<> &B, llvm::CallBase &Call);

  Derivative &D;
  const Plan &P;
  MemoryModel &Memory;
  const ActivityAnalysis &Activities;
  const ShadowMemory &Shadows;
  const MemberCalls &Calls;
  const MemoryScopes &Scopes;
  llvm::LoopInfo &LI;
  llvm::BasicBlock &Begin;
  Tape T;
  SweepValues Values;
  Adjoints Adjoint;
  ActivityGuard Guard;
  SweepBoundary Boundary;
  llvm::MapVector<llvm::BasicBlock *, llvm::BasicBlock *> Reversed;
};

} // namespace enzyme

#endif
