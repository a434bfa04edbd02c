//===- ActivityGuard.h - Shadows that are known when the program runs ------===//

#ifndef CARGO_ENZYME_EMIT_ACTIVITYGUARD_H
#define CARGO_ENZYME_EMIT_ACTIVITYGUARD_H

#include "emit/Derivative.h"
#include "llvm/IR/IntrinsicInst.h"

namespace enzyme {

/// Whether a shadow of this memory may be the memory itself, which says that it
/// has no derivative: memory that comes from outside of the slice.
bool mayBeItsShadow(const MemoryObject *O);

/// Directs accesses to shadows away from memory that is its own shadow. Does
/// nothing unless the request asks for it.
class ActivityGuard {
public:
  ActivityGuard(const Derivative &D, MemoryModel &Memory)
      : D(D), Memory(Memory) {}

  /// Whether accesses by way of \p Pointer are guarded.
  bool guards(const llvm::Value *Pointer) const;

  // \p Pointer is the pointer that the primal uses, \p Primal its value.

  /// Where to read a \p T of the shadow: zeros if there is no derivative. What is
  /// read may be made zero.
  llvm::Value *readFrom(llvm::IRBuilder<> &B, const llvm::Value *Pointer,
                        llvm::Value *Primal, llvm::Value *Shadow,
                        llvm::Type *T);
  /// Where to write a \p T: memory that nobody reads if there is no derivative.
  llvm::Value *writeTo(llvm::IRBuilder<> &B, const llvm::Value *Pointer,
                       llvm::Value *Primal, llvm::Value *Shadow, llvm::Type *T);
  // Where nobody asked for shadows that are their primals, what would lose its
  // derivative in such memory ends the program.

  /// \p S stores a value with the derivative \p Tangent.
  void keepTangent(llvm::IRBuilder<> &B, llvm::StoreInst &S,
                   llvm::Value *Shadow, llvm::Value *Tangent);
  /// \p S stores something with the shadow \p OfStored, which is a pointer or
  /// may be one.
  void keepShadow(llvm::IRBuilder<> &B, llvm::StoreInst &S, llvm::Value *Shadow,
                  llvm::Value *OfStored);
  /// \p S stores a value that has an adjoint.
  void keepAdjoint(llvm::IRBuilder<> &B, llvm::StoreInst &S,
                   llvm::Value *Shadow);
  /// \p T copies memory with the shadow \p From to that with \p To.
  void keepCopied(llvm::IRBuilder<> &B, llvm::MemTransferInst &T,
                  llvm::Value *To, llvm::Value *From);

  /// \p Bytes, or none if there is no derivative.
  llvm::Value *bytes(llvm::IRBuilder<> &B, const llvm::Value *Pointer,
                     llvm::Value *Primal, llvm::Value *Shadow,
                     llvm::Value *Bytes);

private:
  bool keeps(const llvm::Value *Pointer) const {
    return D.Shape.EndsWhatIsLost && guards(Pointer);
  }
  using Slots = llvm::DenseMap<llvm::Type *, llvm::AllocaInst *>;
  llvm::AllocaInst *slot(Slots &Known, llvm::Type *T, const char *Name);

  const Derivative &D;
  MemoryModel &Memory;
  Slots Zeros, Sinks;
};

} // namespace enzyme

#endif
