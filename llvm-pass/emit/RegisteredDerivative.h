//===- RegisteredDerivative.h - Derivatives that the program brings --------===//

#ifndef CARGO_ENZYME_EMIT_REGISTEREDDERIVATIVE_H
#define CARGO_ENZYME_EMIT_REGISTEREDDERIVATIVE_H

#include "emit/MemberCall.h"
#include "rules/Registrations.h"

namespace enzyme {

/// The registered derivative of \p F in the form of a member's, for slices
/// whose root has the signature \p Root: functions that call those of the
/// program. Nothing if they do not fit; refused in \p Log.
std::optional<MemberDerivative>
registeredDerivative(llvm::Function &F, const RegisteredRule &Rule,
                     const Signature &Root, RefusalLog &Log);

/// A function that calls \p F: a primal in which the rule of \p F is used.
llvm::Function *callerOf(llvm::Function &F);

} // namespace enzyme

#endif
