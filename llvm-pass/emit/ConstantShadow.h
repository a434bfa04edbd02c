//===- ConstantShadow.h - Shadows of constant statics ----------------------===//

#ifndef CARGO_ENZYME_EMIT_CONSTANTSHADOW_H
#define CARGO_ENZYME_EMIT_CONSTANTSHADOW_H

#include "analysis/Activity.h"
#include "llvm/IR/GlobalVariable.h"

namespace enzyme {

/// A pointer that names active memory on one path and a constant static on
/// another needs a shadow on both. That of the static holds zeros, and the
/// shadows of the statics that it points to. Forward mode reads zero tangents
/// from it; reverse mode adds adjoints to it that nobody asks for.
class ConstantShadows {
public:
  ConstantShadows(const ActivityAnalysis &Activities, bool IsForward)
      : Activities(Activities), IsForward(IsForward) {}

  /// What stands for \p C in the shadow: \p C itself if it is not, and does not
  /// point into, a constant static with a shadow.
  llvm::Constant *of(llvm::Constant &C);

private:
  llvm::Constant *ofStatic(llvm::GlobalVariable &G);
  llvm::Constant *initial(llvm::Constant &C);

  const ActivityAnalysis &Activities;
  bool IsForward;
  llvm::DenseMap<llvm::GlobalVariable *, llvm::GlobalVariable *> Known;
};

} // namespace enzyme

#endif
