//===- IndexRange.h - Between which numbers an index lies -----------------===//

#ifndef CARGO_ENZYME_ANALYSIS_INDEXRANGE_H
#define CARGO_ENZYME_ANALYSIS_INDEXRANGE_H

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/LazyValueInfo.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/IR/ConstantRange.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/PassManager.h"
#include <optional>

namespace enzyme {

/// The loop in whose rounds \p Phi is one value after the other, beginning with
/// what comes from a single block before it; null if there is none.
llvm::Loop *loopOf(const llvm::PHINode &Phi, const llvm::LoopInfo &Loops);

/// Ranges of integers of one function: by the tests that lead to where they are
/// used, the loops that count them, and the choices that they are made of.
class IndexRanges {
public:
  /// At an instruction, or where it leads on to \p To.
  struct Place {
    llvm::Instruction *Instruction;
    llvm::BasicBlock *To;
  };
  /// That \p Test holds, or does not.
  struct Condition {
    llvm::ICmpInst *Test;
    bool Holds;
  };
  IndexRanges(llvm::Function &F, llvm::FunctionAnalysisManager &FAM);
  /// Of \p V, an integer, at a place, and \p If something holds there.
  llvm::ConstantRange of(llvm::Value &V, Place At, std::optional<Condition> If);

private:
  using Seen = llvm::SmallPtrSet<const llvm::Value *, 8>;
  llvm::ConstantRange find(llvm::Value &V, Place At, Seen &Above);
  llvm::ConstantRange ofPhi(llvm::PHINode &Phi, Place At, Seen &Above);
  llvm::ConstantRange computed(llvm::Instruction &I, Place At, Seen &Above);
  llvm::ConstantRange narrow(llvm::ConstantRange Range, llvm::Value &V,
                             Place At);
  llvm::ConstantRange tested(llvm::Value &V, const llvm::BasicBlock &At);
  llvm::ConstantRange counted(llvm::PHINode &Phi);
  llvm::ConstantRange countedUntil(llvm::PHINode &Phi, llvm::Loop &L,
                                   llvm::BranchInst &Branch);
  llvm::ConstantRange limited(llvm::PHINode &Phi, Place At);
  llvm::ConstantRange chosen(llvm::PHINode &Phi, Seen &Above);
  llvm::ConstantRange chosen(llvm::SelectInst &S, Place At, Seen &Above);
  llvm::ConstantRange findIf(llvm::Value &V, Condition C, Place At,
                             Seen &Above);

  llvm::ScalarEvolution &SE;
  llvm::LoopInfo &Loops;
  llvm::DominatorTree &Dominators;
  llvm::LazyValueInfo &Values;
  /// What holds for the choice that is looked at.
  llvm::SmallVector<std::pair<const llvm::Value *, llvm::ConstantRange>, 2>
      Assumed;
  unsigned Visits = 0, Depth = 0;
};

} // namespace enzyme

#endif
