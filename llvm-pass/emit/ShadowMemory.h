//===- ShadowMemory.h - Shadows of pointers, beside the primal -------------===//

#ifndef CARGO_ENZYME_EMIT_SHADOWMEMORY_H
#define CARGO_ENZYME_EMIT_SHADOWMEMORY_H

#include "analysis/Carriers.h"
#include "emit/StaticShadow.h"
#include "emit/ActivityGuard.h"
#include "emit/MemberCall.h"

namespace enzyme {

/// Emits, beside every pointer to memory with a shadow, the pointers to the
/// shadow, one for each lane; allocates shadows; copies shadow pointers where
/// the primal stores and copies pointers; and calls the derivatives of
/// members, which return shadows. In forward mode shadows of heap memory live
/// and die with the primal's; in reverse mode they are freed by the reverse
/// sweep.
class ShadowMemory {
public:
  ShadowMemory(Derivative &D, MemoryModel &Memory,
               const ActivityAnalysis &Activities,
               const llvm::DenseSet<const llvm::BasicBlock *> &Cold,
               MemberCalls &Calls)
      : D(D), Memory(Memory), Activities(Activities), Cold(Cold), Calls(Calls),
        Guard(D, Memory), Carriers(*D.F, Memory, Activities, Cold),
        Statics(Activities, D.Shape.isForward()) {}

  /// False if a pointer cannot be followed; refused in \p Log.
  bool verify(RefusalLog &Log);
  void emit();
  /// Clears the shadows of \p Mutable statics before the derivative begins.
  void clearStatics(llvm::ArrayRef<llvm::GlobalVariable *> Mutable);
  /// Before the reverse sweep returns: nothing of them may be left.
  void checkStatics(llvm::ArrayRef<llvm::GlobalVariable *> Mutable);
  /// The shadow of \p V, a pointer, an aggregate with pointers, or a carrier:
  /// \p V itself if it has none.
  llvm::Value *of(llvm::Value *V, unsigned Lane) const;
  /// A pointer with a shadow, or a carrier.
  bool hasShadow(const llvm::Value *V) const;
  unsigned width() const { return D.Shape.Width; }

private:
  void emitShadow(llvm::Instruction &I, unsigned Lane);
  llvm::Value *allocate(llvm::CallBase &Call);
  llvm::Value *allocateOnStack(llvm::AllocaInst &A);
  llvm::Value *shadowOperand(llvm::Value *V, unsigned Lane) const;
  void checkNoAddress(llvm::Instruction &I, llvm::Value *V);
  void emitPointerCopies(llvm::Instruction &I, unsigned Lane);
  void keepWritten(llvm::Instruction &I, unsigned Lane);

  Derivative &D;
  MemoryModel &Memory;
  const ActivityAnalysis &Activities;
  const llvm::DenseSet<const llvm::BasicBlock *> &Cold;
  MemberCalls &Calls;
  ActivityGuard Guard;
  CarrierAnalysis Carriers;
  mutable StaticShadows Statics;
  llvm::DenseMap<llvm::Value *, llvm::SmallVector<llvm::Value *, 1>> Shadows;
};

} // namespace enzyme

#endif
