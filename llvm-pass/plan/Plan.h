//===- Plan.h - Every decision of a reverse sweep --------------------------===//
//
// The plan says what the reverse sweep does at each instruction, from where it
// takes each value of the forward sweep, what each loop keeps, and how the
// control flow is inverted. The emitter follows it and decides nothing.
//
//===----------------------------------------------------------------------===//

#ifndef CARGO_ENZYME_PLAN_PLAN_H
#define CARGO_ENZYME_PLAN_PLAN_H

#include "analysis/Deferral.h"
#include "plan/SweepValue.h"
#include "support/Refusal.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Instructions.h"

namespace enzyme {

/// From where the reverse sweep takes a value.
enum class Source {
  Always,    // constants, arguments, stack memory and their shadows
  Induction, // a polynomial in the number of the iteration
  Recompute, // the same operation again, from values that are available
  Reload,    // the same load again: nobody writes there afterwards
  Tape,      // kept by the forward sweep
};

/// What the reverse sweep does at an instruction.
enum class Action {
  None,
  Rule,         // operands += adjoint · partial
  Load,         // shadow memory += adjoint
  Store,        // adjoint += shadow memory, which becomes zero
  StoreWords,   // the same, but words of shadow memory that are addresses stay
  CheckBits,    // where bits are moved in pieces or computed with: no adjoint
                // may arrive, which only the run shows
  Transfer,     // memcpy, memmove: shadow of source += shadow of destination
  Fill,         // memset: shadow becomes zero
  Select,
  Pass,         // freeze, casts within floats: adjoint unchanged
  ExtractValue,
  InsertValue,
  ExtractElement,
  InsertElement,
  Shuffle,
  Reduce,       // ordered or unordered sum of a vector
  Allocate,     // free the shadow (and the primal, where that was deferred)
  Call,         // call the reverse sweep of a member, or of a registered rule
  Return,       // seed
};

const char *nameOf(Source S);
const char *nameOf(Action A);

/// A value kept by the forward sweep: one per execution of its scope.
struct TapeSlot {
  llvm::Type *Type;
  llvm::Loop *Scope; // innermost loop of the definition; null: the function
};

/// A header phi that is Start + i · c₁ + i(i − 1)/2 · c₂ in iteration i, with the
/// coefficients c in bytes for pointers.
struct Induction {
  llvm::Value *Start = nullptr;
  llvm::SmallVector<llvm::Value *, 2> Coefficients;
};

/// How a loop is run backwards.
struct LoopPlan {
  /// Number of the last iteration, known before the loop is entered: a value
  /// of the preheader. Null: the loop is dynamic, its iterations are counted
  /// and each keeps a record of its own.
  llvm::Value *LastIteration = nullptr;
  bool isCounted() const { return LastIteration; }
};

/// An edge of the inverted control flow.
struct ReverseEdge {
  llvm::BasicBlock *To;        // continue with the reverse of this block
  llvm::BasicBlock *From;      // forward predecessor that selects this edge
};

/// How the reverse of a block finds the edge it continues with.
struct ReverseBranch {
  llvm::SmallVector<ReverseEdge, 2> Edges;
  /// Null for a single edge and for loop headers. Otherwise a boolean (true:
  /// edge 0) or a number of the edge.
  llvm::Value *Selector = nullptr;
};

struct Plan {
  llvm::Function *F = nullptr;
  unsigned Width = 1;
  llvm::MapVector<llvm::Instruction *, Action> Actions;
  llvm::MapVector<SweepValue, Source> Sources;
  llvm::MapVector<SweepValue, TapeSlot> Slots;
  llvm::MapVector<llvm::PHINode *, Induction> Inductions;
  llvm::MapVector<llvm::Loop *, LoopPlan> Loops;
  llvm::MapVector<llvm::BasicBlock *, ReverseBranch> Branches;
  /// Deallocations that move from the forward into the reverse sweep.
  llvm::SmallPtrSet<llvm::Instruction *, 4> DeferredFrees;
  /// Allocations whose primal memory is freed in the reverse sweep, and how.
  llvm::MapVector<llvm::Instruction *, const DeallocationForm *> FreedInReverse;

  /// Allocations that outlive the reverse sweep: the program frees them and their
  /// shadows.
  llvm::SmallPtrSet<llvm::Instruction *, 4> LeftToProgram;

  Action actionOf(llvm::Instruction *I) const {
    auto It = Actions.find(I);
    return It == Actions.end() ? Action::None : It->second;
  }
  bool hasSlots(llvm::Loop *L) const;
  void print(llvm::raw_ostream &OS) const;
};

/// Refuses (Internal) a plan that the emitter could not follow.
bool verifyPlan(const Plan &P, llvm::LoopInfo &LI, RefusalLog &Log);

} // namespace enzyme

#endif
