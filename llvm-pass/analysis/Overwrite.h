//===- Overwrite.h - Which loaded memory changes afterwards --------------===//

#ifndef CARGO_ENZYME_ANALYSIS_OVERWRITE_H
#define CARGO_ENZYME_ANALYSIS_OVERWRITE_H

#include "analysis/AccessOverlap.h"
#include "analysis/Deferral.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Analysis/AliasAnalysis.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Dominators.h"

namespace enzyme {

/// The objects that some instruction of a slice may write to or free.
class WrittenMemory {
public:
  /// Of the instructions of \p Functions, which belong to \p S.
  WrittenMemory(const Slice &S, llvm::ArrayRef<llvm::Function *> Functions,
                MemoryModel &Memory, const DeferralAnalysis &Deferral);
  bool contains(MemoryObject *O) const {
    return AnyObject || Objects.contains(O);
  }

private:
  llvm::DenseSet<MemoryObject *> Objects;
  bool AnyObject = false;
};

/// What Overwrite knows of the functions around the one it looks at.
struct WrittenBy {
  WrittenMemory Members; // by every function but the root
  WrittenMemory All;
};

/// Whose forward sweep goes on after the end of a function's.
enum class GoesOn {
  Nobody,  // the reverse sweep follows at once
  Slice,   // the callers inside the slice
  Program, // the program between the two sweeps of a split derivative
};

/// Answers whether the reverse sweep, which runs after the whole forward
/// sweep, can load a value of one function again instead of keeping it.
class OverwriteAnalysis {
public:
  OverwriteAnalysis(llvm::Function &F, const Slice &S, MemoryModel &Memory,
                    const DeferralAnalysis &Deferral, const WrittenBy &Written,
                    GoesOn After, llvm::AAResults &AA,
                    llvm::DominatorTree &DT, llvm::LoopInfo &LI);

  /// The location that \p L reads may be written or freed after \p L.
  bool mayChangeAfter(llvm::LoadInst &L);

private:
  bool differInKind(const llvm::Instruction &W, llvm::LoadInst &L);
  bool mayWrite(llvm::Instruction &W, llvm::LoadInst &L);
  bool mayChangeOutside(llvm::LoadInst &L, MemoryObject *O) const;

  const Slice &S;
  MemoryModel &Memory;
  const DeferralAnalysis &Deferral;
  const WrittenBy &Written;
  GoesOn After;
  AccessOverlap Overlap;
  llvm::DominatorTree &DT;
  llvm::LoopInfo &LI;
  llvm::SmallVector<llvm::Instruction *, 32> Writers;
  llvm::DenseMap<llvm::LoadInst *, bool> Answers;
};

} // namespace enzyme

#endif
