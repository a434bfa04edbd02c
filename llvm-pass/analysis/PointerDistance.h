//===- PointerDistance.h - How far a pointer is from another --------------===//

#ifndef CARGO_ENZYME_ANALYSIS_POINTERDISTANCE_H
#define CARGO_ENZYME_ANALYSIS_POINTERDISTANCE_H

#include "analysis/IndexRange.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/IR/Instructions.h"
#include <optional>
#include <set>

namespace enzyme {

/// More elements of an array are not told apart from what is beside them.
constexpr uint64_t MostElements = 1024;
/// In bytes.
constexpr int64_t LongestDistance = 1 << 20;

/// One of \p Count numbers, 0, \p Stride, 2 \p Stride and so on.
struct Steps {
  uint64_t Stride, Count;
};

/// All sums of \p First and one number of each of \p By; none if these are too
/// many.
std::set<int64_t> offsetsOf(int64_t First, llvm::ArrayRef<Steps> By);

/// How a pointer differs from the one that it is made of: by \p First bytes and
/// one number of each of \p By, which is empty at a constant distance.
struct PointerDistance {
  llvm::Value *From;
  int64_t First;
  llvm::SmallVector<Steps, 1> By;
};

/// The distances of the pointers of one function.
class PointerDistances {
public:
  PointerDistances(llvm::Function &F, llvm::FunctionAnalysisManager &FAM);
  /// Of \p V, if it is known to be no further from another than some number of
  /// bytes.
  std::optional<PointerDistance> of(llvm::Value &V);

private:
  using Condition = IndexRanges::Condition;
  /// A pointer that another may be, if \p Where it comes from is reached.
  struct Choice {
    llvm::Value *Pointer;
    IndexRanges::Place Where;
    std::optional<Condition> If;
  };
  std::optional<PointerDistance> indexed(llvm::GetElementPtrInst &G,
                                         IndexRanges::Place Where,
                                         std::optional<Condition> If);
  std::optional<PointerDistance> walked(llvm::PHINode &Phi);
  std::optional<PointerDistance> chosen(llvm::Instruction &V);
  bool addChoices(llvm::Instruction &V, llvm::SmallVectorImpl<Choice> &Choices);

  const llvm::DataLayout &DL;
  llvm::ScalarEvolution &SE;
  llvm::LoopInfo &Loops;
  IndexRanges Ranges;
};

} // namespace enzyme

#endif
