//===- RuleRow.h - How the rows of the derivative table are stated ---------===//

#ifndef CARGO_ENZYME_RULES_RULEROW_H
#define CARGO_ENZYME_RULES_RULEROW_H

#include "rules/PartialBuilder.h"
#include "support/Compat.h"
#include "llvm/ADT/SmallVector.h"

namespace enzyme {

/// What a partial derivative is a function of, as a set of bits: operand I of
/// the operation is bit I.
enum Needs : unsigned {
  Nothing = 0,
  X = 1,
  Y = 2,
  Z = 4,
  R = 8, // the primal result
};

/// ∂result/∂operand of one operand.
struct Partial {
  /// Emits seed · partial; null if the partial is zero wherever it exists.
  llvm::Value *(*Emit)(const PartialBuilder &) = nullptr;
  unsigned Needed = Nothing;
  /// The partial can be infinite or not a number: a product with a zero seed
  /// is then guarded.
  bool Singular = false;
};

using PartialFormula = llvm::Value *(*)(const PartialBuilder &);

/// The derivative is zero almost everywhere.
constexpr Partial zero() { return {}; }

/// A partial that is finite wherever its operands are, or that only selects.
constexpr Partial finite(unsigned Needed, PartialFormula Formula) {
  return {Formula, Needed, false};
}

/// A partial that can be infinite or not a number.
constexpr Partial singular(unsigned Needed, PartialFormula Formula) {
  return {Formula, Needed, true};
}

/// An operation and its partials. It is an instruction (Opcode), an intrinsic
/// (Id), a libm function (Name, the one for double), or the latter two.
struct RuleRow {
  unsigned Opcode;
  llvm::Intrinsic::ID Id;
  llvm::StringRef Name;
  unsigned Operands;
  Partial Partials[3];
};

inline RuleRow instructionRow(unsigned Opcode, Partial X, Partial Y = zero()) {
  unsigned Operands = llvm::Instruction::isBinaryOp(Opcode) ? 2 : 1;
  return {Opcode, llvm::Intrinsic::not_intrinsic, "", Operands, {X, Y, zero()}};
}

inline RuleRow unaryRow(llvm::Intrinsic::ID Id, llvm::StringRef Name,
                        Partial X) {
  return {0, Id, Name, 1, {X, zero(), zero()}};
}

inline RuleRow binaryRow(llvm::Intrinsic::ID Id, llvm::StringRef Name,
                         Partial X, Partial Y) {
  return {0, Id, Name, 2, {X, Y, zero()}};
}

inline RuleRow ternaryRow(llvm::Intrinsic::ID Id, llvm::StringRef Name,
                          Partial X, Partial Y, Partial Z) {
  return {0, Id, Name, 3, {X, Y, Z}};
}

using RuleRows = llvm::SmallVectorImpl<RuleRow>;

void addArithmeticRules(RuleRows &Rows);
void addExponentialRules(RuleRows &Rows);
void addPowerRules(RuleRows &Rows);
void addTrigonometricRules(RuleRows &Rows);
void addHyperbolicRules(RuleRows &Rows);
void addSpecialFunctionRules(RuleRows &Rows);
void addPiecewiseRules(RuleRows &Rows);
void addRoundingRules(RuleRows &Rows);

} // namespace enzyme

#endif
