//===- PartialBuilder.h - What a row of the table sees ---------------------===//

#ifndef CARGO_ENZYME_RULES_PARTIALBUILDER_H
#define CARGO_ENZYME_RULES_PARTIALBUILDER_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Intrinsics.h"

namespace enzyme {

/// The operation whose partial derivative is emitted, and a vocabulary in
/// which partial derivatives read like formulas. Operations are those of the
/// seed's type; a scalar or a vector of float or double.
class PartialBuilder {
public:
  PartialBuilder(llvm::IRBuilder<> &B, const llvm::Instruction &Op,
                 llvm::ArrayRef<llvm::Value *> Operands, llvm::Value *Result,
                 llvm::Value *Seed, bool Transposed)
      : B(B), Op(Op), Operands(Operands), Result(Result), Seed(Seed),
        Transposed(Transposed) {}

  llvm::Value *x() const { return Operands[0]; }
  llvm::Value *y() const { return Operands[1]; }
  llvm::Value *result() const { return Result; }
  llvm::Value *seed() const { return Seed; }
  llvm::Type *type() const { return Seed->getType(); }
  /// The type of the scaled partial where it differs from the seed's (casts).
  llvm::Type *castType() const {
    return Transposed ? Op.getOperand(0)->getType() : Op.getType();
  }
  const llvm::Instruction &operation() const { return Op; }
  llvm::IRBuilder<> &builder() const { return B; }

  llvm::Constant *number(double Value) const;
  llvm::Value *add(llvm::Value *L, llvm::Value *R) const;
  llvm::Value *sub(llvm::Value *L, llvm::Value *R) const;
  llvm::Value *mul(llvm::Value *L, llvm::Value *R) const;
  llvm::Value *div(llvm::Value *L, llvm::Value *R) const;
  llvm::Value *neg(llvm::Value *V) const;
  llvm::Value *apply(llvm::Intrinsic::ID Id, llvm::Value *V) const;
  llvm::Value *apply(llvm::Intrinsic::ID Id, llvm::Value *L,
                     llvm::Value *R) const;
  /// A call of the scalar libm function \p Name (or its float variant).
  llvm::Value *libm(llvm::StringRef Name, llvm::Value *V) const;
  /// A call of the operation's own callee, with \p First for its first operand.
  llvm::Value *callAgain(llvm::Value *First) const;

  llvm::Value *compare(llvm::CmpInst::Predicate P, llvm::Value *L,
                       llvm::Value *R) const;
  llvm::Value *isZero(llvm::Value *V) const;
  llvm::Value *both(llvm::Value *L, llvm::Value *R) const;
  llvm::Value *select(llvm::Value *Condition, llvm::Value *IfTrue,
                      llvm::Value *IfFalse) const;
  /// Zero where \p Condition holds, \p Otherwise elsewhere.
  llvm::Value *zeroWhere(llvm::Value *Condition, llvm::Value *Otherwise) const;
  /// An integer operand (a scalar, or a vector as wide as the seed) as a float.
  llvm::Value *toFloat(llvm::Value *Integer) const;

private:
  llvm::IRBuilder<> &B;
  const llvm::Instruction &Op;
  llvm::ArrayRef<llvm::Value *> Operands;
  llvm::Value *Result;
  llvm::Value *Seed;
  bool Transposed;
};

} // namespace enzyme

#endif
