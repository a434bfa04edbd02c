//===- StaticShadow.h - Shadows of statics --------------------------------===//

#ifndef CARGO_ENZYME_EMIT_STATICSHADOW_H
#define CARGO_ENZYME_EMIT_STATICSHADOW_H

#include "analysis/Activity.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/IRBuilder.h"

namespace enzyme {

/// A pointer that names active memory on one path and a constant static on
/// another needs a shadow on both. That of the constant holds zeros, and the
/// shadows of the statics that it points to. Forward mode reads zero tangents
/// from it; reverse mode adds adjoints to it that nobody asks for.
///
/// A mutable static may be used to put active values away. What it holds before
/// the derivative begins has no derivative that anybody knows: it may be the
/// result of an earlier call. Reading it is an error of the run.
class StaticShadows {
public:
  StaticShadows(const ActivityAnalysis &Activities, bool IsForward)
      : Activities(Activities), IsForward(IsForward) {}

  /// What stands for \p C in the shadow: \p C itself if it is not, and does not
  /// point into, a static with a shadow.
  llvm::Constant *of(llvm::Constant &C, unsigned Lane);

  /// What the shadow of \p G, which is mutable, holds before anything is
  /// written there. Reverse mode: zeros. Forward mode: no numbers, so that none
  /// comes out where what was there before is read.
  void clear(llvm::IRBuilder<> &B, llvm::GlobalVariable &G, unsigned Lane);
  /// After a reverse sweep: whether an adjoint is left, of what was in \p G
  /// before.
  llvm::Value *isLeft(llvm::IRBuilder<> &B, llvm::GlobalVariable &G,
                      unsigned Lane);

private:
  llvm::Value *address(llvm::IRBuilder<> &B, llvm::GlobalVariable &G,
                       unsigned Lane);
  llvm::Constant *ofStatic(llvm::GlobalVariable &G, unsigned Lane);
  llvm::Constant *initial(llvm::Constant &C, unsigned Lane);

  const ActivityAnalysis &Activities;
  bool IsForward;
  llvm::DenseMap<std::pair<llvm::GlobalVariable *, unsigned>,
                 llvm::GlobalVariable *>
      Known;
};

} // namespace enzyme

#endif
