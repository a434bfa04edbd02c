//===- Activity.h - Which values and memory carry a derivative -------------===//
//
// A value is active if it varies with an active input (forward fixpoint) and
// can reach an active output (backward fixpoint). Memory is active or not by
// object. Both fixpoints are flow-insensitive: they may call too much active,
// never too little.
//
//===----------------------------------------------------------------------===//

#ifndef CARGO_ENZYME_ANALYSIS_ACTIVITY_H
#define CARGO_ENZYME_ANALYSIS_ACTIVITY_H

#include "analysis/Callbacks.h"
#include "analysis/FloatBits.h"
#include "support/AtomicWrite.h"
#include "llvm/ADT/DenseSet.h"

namespace enzyme {

/// The sum of the elements of a vector.
bool isReduction(const llvm::Instruction &I);

/// How it is told whether the memory that a pointer names has a derivative.
enum class PointerActivity {
  Static, // the same for all that it may name
  Shadow, // by its shadow, which the caller says may be the memory itself
  Either, // likewise, of constant arguments only
};

class ActivityAnalysis {
public:
  ActivityAnalysis(const Slice &S, MemoryModel &Memory,
                   ParameterActivities Parameters, bool ActiveReturn);

  /// \p V (a float, or a vector or aggregate that holds floats) needs a
  /// tangent or an adjoint.
  bool isActive(const llvm::Value *V) const {
    return Varied.contains(V) && Useful.contains(V);
  }
  /// Whether a word at \p Pointer, or in the integer \p Pointer, may consist of
  /// two active f32.
  bool mayHoldSingles(const llvm::Value *Pointer) const;
  /// The bits of an active float travel in the integer \p V.
  bool carriesBits(const llvm::Value *V) const { return Varied.contains(V); }
  /// The memory that \p V names, a pointer or an aggregate with pointers, has a
  /// shadow.
  bool hasShadow(const llvm::Value *V) const;
  /// What \p S writes is to be in the shadow as well.
  bool writesShadow(const llvm::StoreInst &S) const;
  /// A value that \p Member returns has a tangent or an adjoint; has a shadow.
  bool returnsActive(const llvm::Function &Member) const;
  bool returnsShadow(const llvm::Function &Member) const;
  /// What is known of \p Old is known of \p New, its successor.
  void rename(const llvm::Value *Old, const llvm::Value *New);

  /// Whether memory that the request declares constant and memory with a shadow
  /// are met in one access, or one assignment: only the run tells them apart.
  bool mixesConstants() const;
  /// Refuses what cannot be right: active values in constant memory, pointers
  /// of mixed activity, calls that are not understood, arithmetic on bits.
  bool verify(RefusalLog &Log, PointerActivity Pointers, bool StaticsLast);
  /// Whether active data goes into or comes out of \p Call.
  bool touches(const llvm::CallBase &Call) const;

  void print(llvm::raw_ostream &OS) const;

private:
  void vary();
  void use();
  void markShadows();
  bool variesByOperands(const llvm::Instruction &I) const;
  bool isCold(const llvm::Instruction &I) const {
    return S.cold().contains(I.getParent());
  }
  bool isOnlyMoved(const llvm::Instruction &V);
  bool isOfWords(const llvm::Value &V);
  bool mayLoadFloat(llvm::LoadInst &L) const;
  bool reachesVaried(const llvm::Value *V) const;
  llvm::SmallVector<MemoryObject *, 8>
  reachableFrom(const llvm::Value *V) const;
  bool varyByWords(const llvm::CallBase &Call);
  bool useByWords(const llvm::CallBase &Call);
  bool varyByRule(llvm::CallBase &Call);
  bool useByRule(llvm::CallBase &Call);
  bool verifyRuleCall(llvm::CallBase &Call, RefusalLog &Log);
  bool verifyCall(llvm::CallBase &Call, RefusalLog &Log);
  bool verifyInactiveCall(llvm::CallBase &Call, RefusalLog &Log);
  bool streamsFloats(const llvm::CallBase &Call);
  bool verifyInstruction(llvm::Instruction &I, RefusalLog &Log);
  bool exchangesFloats(const AtomicWrite &A) const;
  bool exchangesShadowed(const llvm::Instruction &I) const;
  const llvm::Instruction &mixedAccess(MemoryObject &O,
                                       const llvm::Instruction &Other);
  bool verifyStores(RefusalLog &Log);
  bool hasShadowedStatics(MemoryObject &O);
  bool verifyAccesses(RefusalLog &Log);

  const Slice &S;
  MemoryModel &Memory;
  llvm::DenseSet<const llvm::Value *> Varied, Useful;
  FloatBits Bits;
  Callbacks RunByLibrary;
  bool ActiveReturn;
  /// Some f32 may have a derivative.
  bool Singles = false;
  /// Bits of an f32 travel in integers that the memory model may not follow.
  bool LooseSingles = false;
  bool StaticsLast = true;
  PointerActivity Pointers = PointerActivity::Static;
};

} // namespace enzyme

#endif
