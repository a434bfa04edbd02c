//===- ForwardEmitter.h - Tangents beside the primal -----------------------===//

#ifndef CARGO_ENZYME_EMIT_FORWARDEMITTER_H
#define CARGO_ENZYME_EMIT_FORWARDEMITTER_H

#include "emit/ActivityGuard.h"
#include "emit/ShadowMemory.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/IntrinsicInst.h"

namespace enzyme {

/// Turns a derivative whose body is the primal into one that computes the
/// tangents of every active value, one for each lane, right after the value.
/// Shadow pointers must have been emitted.
class ForwardEmitter {
public:
  ForwardEmitter(Derivative &D, MemoryModel &Memory,
                 const ActivityAnalysis &Activities,
                 const ShadowMemory &Shadows,
                 const llvm::DenseSet<const llvm::BasicBlock *> &Cold,
                 const MemberCalls &Calls)
      : D(D), Memory(Memory), Activities(Activities), Shadows(Shadows),
        Cold(Cold), Calls(Calls), Guard(D, Memory) {}

  void emit();

private:
  /// The tangent of \p V; null stands for zero.
  llvm::Value *tangentOf(llvm::Value *V, unsigned Lane) const;
  llvm::Value *tangentOrZero(llvm::Value *V, unsigned Lane) const;
  llvm::Value *moved(llvm::Value *V, unsigned Lane) const;
  llvm::Value *movedOrZero(llvm::Value *V, unsigned Lane) const;
  llvm::Value *dual(llvm::IRBuilder<> &B, llvm::Value *V, unsigned Lane) const;
  bool hasTangent(const llvm::Instruction &I) const;
  void visit(llvm::Instruction &I, unsigned Lane);
  llvm::Value *tangent(llvm::IRBuilder<> &B, llvm::Instruction &I,
                       unsigned Lane);
  llvm::Value *ruleTangent(llvm::IRBuilder<> &B, llvm::Instruction &I,
                           unsigned Lane);
  llvm::Value *linearTangent(llvm::IRBuilder<> &B, llvm::Instruction &I,
                             unsigned Lane);
  llvm::Value *shadowToFree(llvm::IRBuilder<> &B, llvm::Value *Freed,
                            unsigned Lane) const;
  void visitStore(llvm::IRBuilder<> &B, llvm::StoreInst &S, unsigned Lane);
  void visitTransfer(llvm::IRBuilder<> &B, llvm::MemTransferInst &T,
                     unsigned Lane);
  void freeWhereThere(llvm::Instruction &Free, llvm::Value &Shadow);
  void findBits();
  /// What is read where \p Shadow, of memory that may have been written by a
  /// library, leads nowhere.
  llvm::Value *readableBits(llvm::IRBuilder<> &B, llvm::Value *Shadow);
  llvm::Value *bitsTangent(llvm::IRBuilder<> &B, llvm::Instruction &I,
                           unsigned Lane);
  void checkBitsPassed(llvm::Instruction &I, llvm::Value *V, unsigned Lane);
  void visitWords(llvm::IRBuilder<> &B, llvm::CallBase &Call, unsigned Lane);
  void visitFill(llvm::IRBuilder<> &B, llvm::MemSetInst &S, unsigned Lane);
  void visitCall(llvm::IRBuilder<> &B, llvm::CallBase &Call, unsigned Lane);
  void visitReturn(llvm::ReturnInst &R);

  Derivative &D;
  MemoryModel &Memory;
  const ActivityAnalysis &Activities;
  const ShadowMemory &Shadows;
  const llvm::DenseSet<const llvm::BasicBlock *> &Cold;
  const MemberCalls &Calls;
  ActivityGuard Guard;
  /// Integers computed of the bits of floats that may become floats again.
  llvm::DenseSet<const llvm::Instruction *> Bits;
  /// Calls that free a shadow, and the shadow.
  llvm::SmallVector<std::pair<llvm::Instruction *, llvm::Value *>, 8> Frees;
  /// By lane.
  llvm::SmallVector<llvm::DenseMap<llvm::Value *, llvm::Value *>, 1> Tangents;
};

} // namespace enzyme

#endif
