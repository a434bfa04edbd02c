//===- RegisteredForm.h - How registered functions take and return ---------===//

#ifndef CARGO_ENZYME_EMIT_REGISTEREDFORM_H
#define CARGO_ENZYME_EMIT_REGISTEREDFORM_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Function.h"
#include <optional>

namespace enzyme {

/// How a function of the program takes the parameters of the primal: each
/// followed by its shadow or not.
struct ParameterForm {
  bool FloatShadows = false;
  bool IntegerShadows = true;

  bool hasShadow(llvm::Type *T) const {
    if (T->isFPOrFPVectorTy())
      return FloatShadows;
    return T->isPointerTy() || IntegerShadows;
  }
  llvm::SmallVector<llvm::Type *, 8>
  parameters(llvm::FunctionType *Primal) const;
};

/// The form in which \p Callee takes the parameters of \p Primal, and then
/// \p Rest; nothing if it takes something else. Integers may be followed by
/// shadows, which nobody reads.
std::optional<ParameterForm> parameterFormOf(const llvm::Function &Callee,
                                             llvm::FunctionType *Primal,
                                             bool FloatShadows,
                                             llvm::ArrayRef<llvm::Type *> Rest);

/// The fields of \p T if it is a struct, \p T itself, or nothing for void.
llvm::SmallVector<llvm::Type *, 4> fieldTypes(llvm::Type *T);

} // namespace enzyme

#endif
