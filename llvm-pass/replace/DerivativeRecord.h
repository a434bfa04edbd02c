//===- DerivativeRecord.h - Split derivatives as functions of the program --===//

#ifndef CARGO_ENZYME_REPLACE_DERIVATIVERECORD_H
#define CARGO_ENZYME_REPLACE_DERIVATIVERECORD_H

#include "emit/MemberCall.h"

namespace enzyme {

/// Memory for a tape of \p Bytes bytes, which the caller of a forward sweep
/// provides; null if it is empty.
llvm::Value *allocateTape(llvm::IRBuilder<> &B, uint64_t Bytes);
void releaseTape(llvm::IRBuilder<> &B, llvm::Value *Tape, uint64_t Bytes);

/// A constant {augmented, reverse} whose functions have the form in which a
/// program registers a gradient: each parameter that is no float is followed by
/// its shadow; augmented returns {tape, primal, shadow} less what does not
/// exist; reverse takes the parameters again, the adjoint of the result, and the
/// tape, which it frees, and returns the adjoints of the floats.
llvm::Constant *derivativeRecord(llvm::Function &Primal,
                                 const MemberDerivative &Made);

} // namespace enzyme

#endif
