//===- DerivativeTable.h - Partial derivatives of operations ---------------===//
//
// The one place where a derivative is written down. A row states the partial
// derivatives of an operation; forward mode multiplies them by tangents,
// reverse mode by adjoints.
//
//===----------------------------------------------------------------------===//

#ifndef CARGO_ENZYME_RULES_DERIVATIVETABLE_H
#define CARGO_ENZYME_RULES_DERIVATIVETABLE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Instruction.h"
#include <string>

namespace enzyme {

/// One row: an instruction kind, an intrinsic, or a libm function (with its
/// float variant; long double is not taken).
class Rule {
public:
  virtual ~Rule();

  /// Whether ∂result/∂operand(\p Operand) can be other than zero.
  virtual bool isDifferentiableIn(unsigned Operand) const = 0;

  /// Whether the partial with respect to \p Operand is a function of the
  /// primal operand \p Needed (so its value must be known when it is emitted).
  virtual bool partialNeedsOperand(unsigned Operand, unsigned Needed) const = 0;

  /// Whether the partial with respect to \p Operand uses the primal result.
  virtual bool partialNeedsResult(unsigned Operand) const = 0;

  /// Emits \p Seed · ∂result/∂operand(\p Operand). \p Op is the primal
  /// operation (types, attributes, position), \p Operands its operands'
  /// primal values (null where not needed), \p Result its primal result (null
  /// if not needed). \p Seed has the type of the operand in forward mode and
  /// that of the result in reverse mode (\p Transposed); they differ for
  /// casts only. A Seed of zero gives zero, also when the partial is infinite
  /// or not a number, unless \p SeedIsNonZero promises that this cannot
  /// matter; null stands for zero.
  virtual llvm::Value *emitScaledPartial(llvm::IRBuilder<> &B,
                                         const llvm::Instruction &Op,
                                         llvm::ArrayRef<llvm::Value *> Operands,
                                         llvm::Value *Result, unsigned Operand,
                                         llvm::Value *Seed, bool Transposed,
                                         bool SeedIsNonZero) const = 0;
};

/// The row for \p Op, or null. Rows exist for: fadd fsub fmul fdiv frem fneg,
/// fptrunc fpext, the float intrinsics of LLVM, and calls of libm functions by
/// name (also when the program defines a body for them). Vectors of floats are
/// taken wherever LLVM takes them. Operations whose derivative is zero almost
/// everywhere (floor, ceil, round, trunc, rint, signum…) have a row that is
/// differentiable in no operand. Functions with two results are not rows: see
/// prepare/PairedResults.h.
const Rule *findRule(const llvm::Instruction &Op);

/// The row for calls of \p F, by its name or by that of the function which the
/// program says it is like, and by its type; or null.
const Rule *findRule(const llvm::Function &F);

/// The name of \p F in C, if it is a function of the crate `libm`: that of
/// `libm::math::sin::sin` is `sin`, in both manglings. Else its own.
std::string libmName(const llvm::Function &F);

} // namespace enzyme

#endif
