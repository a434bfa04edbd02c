//===- ReversePlanner.h - Makes the plan of a reverse sweep ----------------===//

#ifndef CARGO_ENZYME_PLAN_REVERSEPLANNER_H
#define CARGO_ENZYME_PLAN_REVERSEPLANNER_H

#include "analysis/Activity.h"
#include "analysis/Overwrite.h"
#include "emit/MemberCall.h"
#include "plan/Plan.h"
#include "llvm/Analysis/ScalarEvolution.h"

namespace enzyme {

/// The part of operand \p Operand from which part \p V is made.
SweepValue operandOf(SweepValue V, llvm::Value *Operand);
/// The values from which \p V is made by repeating its operation.
llvm::SmallVector<SweepValue, 4> ingredientsOf(SweepValue V);

/// What the planner of one function knows.
struct PlanningContext {
  llvm::Function &F;
  const Signature &Shape;
  unsigned Width;
  MemoryModel &Memory;
  ActivityAnalysis &Activities;
  const DeferralAnalysis &Deferral;
  OverwriteAnalysis &Overwrites;
  const MemberCalls &Calls;
  llvm::DominatorTree &DT;
  llvm::LoopInfo &LI;
  llvm::ScalarEvolution &SE;
  const llvm::DenseSet<const llvm::BasicBlock *> &Cold;
  RefusalLog &Log;
};

class ReversePlanner : PlanningContext {
public:
  explicit ReversePlanner(const PlanningContext &Context)
      : PlanningContext(Context) {}

  /// False if something was refused. Adds trip counts and edge selectors to
  /// the function: both are values of the forward sweep.
  bool plan(Plan &Result);

private:
  void chooseActions();
  Action actionFor(llvm::Instruction &I);
  Action integerStore(llvm::StoreInst &S);
  bool checkCopiedBytes(llvm::Instruction &I, const llvm::Value *Pointer,
                        uint64_t Size);
  void planBranches();
  bool hasWork(const llvm::BasicBlock &BB);
  bool isInert(llvm::Loop *L);
  llvm::BasicBlock *skipInertLoops(llvm::BasicBlock *From,
                                   llvm::BasicBlock *To);
  llvm::BasicBlock *inertRegionEntry(llvm::BasicBlock *BB);
  llvm::Value *selectorFor(llvm::BasicBlock *BB, ReverseBranch &Branch);
  void planLoops();
  void needForActions();
  void needForAction(llvm::Instruction &I, Action A);
  void needForRule(llvm::Instruction &I);
  void needSize(llvm::Instruction &Allocation);
  void needForFree(llvm::Instruction &Allocation);
  void needPrimal(llvm::Value *V) { need(SweepValue::primal(V)); }
  void needAccess(llvm::Value *Pointer);
  void needShadows(llvm::Value *V);
  void need(SweepValue V);
  Source choose(SweepValue V);
  /// Operations needed to make \p V again without a new slot in the loops of
  /// \p Depth and deeper; a large number if that is impossible.
  unsigned costOf(SweepValue V, unsigned Depth);
  unsigned depthOf(const llvm::Value *V) const;

  Plan *P = nullptr;
  bool Ok = true;
  llvm::DenseMap<llvm::Loop *, bool> Inert;
  llvm::DenseMap<SweepValue, unsigned> Costs;
};

} // namespace enzyme

#endif
