//===- DerivativeTable.cpp - Partial derivatives of operations -------------===//

#include "rules/DerivativeTable.h"
#include "support/RustPath.h"
#include "rules/LibmName.h"
#include "rules/Registrations.h"
#include "rules/RuleRow.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;

namespace enzyme {

Rule::~Rule() = default;

namespace {

class TableRule final : public Rule {
public:
  explicit TableRule(const RuleRow &Row) : Row(Row) {}

  bool isDifferentiableIn(unsigned Operand) const override {
    return Operand < Row.Operands && Row.Partials[Operand].Emit;
  }
  bool partialNeedsOperand(unsigned Operand, unsigned Needed) const override {
    return isDifferentiableIn(Operand) && Needed < Row.Operands &&
           (Row.Partials[Operand].Needed >> Needed & 1);
  }
  bool partialNeedsResult(unsigned Operand) const override {
    return isDifferentiableIn(Operand) && (Row.Partials[Operand].Needed & R);
  }
  Value *emitScaledPartial(IRBuilder<> &B, const Instruction &Op,
                           ArrayRef<Value *> Operands, Value *Result,
                           unsigned Operand, Value *Seed, bool Transposed,
                           bool SeedIsNonZero) const override;

private:
  bool isConstantPartial(ArrayRef<Value *> Operands, unsigned Operand) const;

  const RuleRow Row;
};

/// The rows, and the ways to find one.
class Table {
public:
  Table();
  const Rule *byOpcode(unsigned Opcode) const { return Opcodes.lookup(Opcode); }
  const Rule *byIntrinsic(Intrinsic::ID Id) const {
    return Intrinsics.lookup(Id);
  }
  const Rule *byName(const Function &F) const;

private:
  struct LibmFunction {
    const Rule *Row = nullptr;
    unsigned Operands = 0;
    bool IsFloat = false;
  };

  std::vector<TableRule> Rules;
  DenseMap<unsigned, const Rule *> Opcodes;
  DenseMap<unsigned, const Rule *> Intrinsics;
  StringMap<LibmFunction> Names;
};

} // namespace

/// Whether the partial is a function of finite, normal constants only: then
/// it is finite itself, in the rows whose constants can be reached at all.
bool TableRule::isConstantPartial(ArrayRef<Value *> Operands,
                                  unsigned Operand) const {
  if (partialNeedsResult(Operand))
    return false;
  for (unsigned I = 0; I != Row.Operands; ++I)
    if (partialNeedsOperand(Operand, I) &&
        !PatternMatch::match(Operands[I], PatternMatch::m_FiniteNonZero()))
      return false;
  return true;
}

/// Replaces a product by zero where it is 0·∞ or 0·NaN. Only there: were it
/// replaced wherever the seed is zero, the derivative of the guarded product
/// with respect to the seed would be lost, and with it second derivatives.
static Value *guardZeroSeed(IRBuilder<> &B, Value *Product, Value *Seed) {
  Constant *Zero = ConstantFP::getZero(Seed->getType());
  Value *IsUndefined = B.CreateFCmpUNO(Product, Product);
  Value *IsZeroSeed = B.CreateFCmpOEQ(Seed, Zero);
  return B.CreateSelect(B.CreateAnd(IsUndefined, IsZeroSeed), Zero, Product);
}

Value *TableRule::emitScaledPartial(IRBuilder<> &B, const Instruction &Op,
                                    ArrayRef<Value *> Operands, Value *Result,
                                    unsigned Operand, Value *Seed,
                                    bool Transposed,
                                    bool SeedIsNonZero) const {
  if (!Seed || !isDifferentiableIn(Operand))
    return nullptr;
  const Partial &Of = Row.Partials[Operand];
  PartialBuilder P(B, Op, Operands, Result, Seed, Transposed);
  Value *Product = Of.Emit(P);
  SeedIsNonZero |=
      PatternMatch::match(Seed, PatternMatch::m_NonZeroFP());
  if (!Of.Singular || SeedIsNonZero || isConstantPartial(Operands, Operand))
    return Product;
  return guardZeroSeed(B, Product, Seed);
}

Table::Table() {
  SmallVector<RuleRow, 0> Rows;
  addArithmeticRules(Rows);
  addExponentialRules(Rows);
  addPowerRules(Rows);
  addTrigonometricRules(Rows);
  addHyperbolicRules(Rows);
  addSpecialFunctionRules(Rows);
  addPiecewiseRules(Rows);
  addRoundingRules(Rows);
  Rules.reserve(Rows.size());
  for (const RuleRow &Row : Rows) {
    const Rule *Added = &Rules.emplace_back(Row);
    if (Row.Opcode)
      Opcodes[Row.Opcode] = Added;
    if (Row.Id != Intrinsic::not_intrinsic)
      Intrinsics[Row.Id] = Added;
    if (!Row.Name.empty()) {
      Names[Row.Name] = {Added, Row.Operands, false};
      Names[floatVariant(Row.Name)] = {Added, Row.Operands, true};
    }
  }
}

std::string libmName(const Function &F) {
  StringRef Name = F.getName();
  if (!isRustMangled(Name) || !Name.contains("4libm4math"))
    return Name.str();
  std::string Path = readableName(Name);
  size_t Last = Path.rfind("::");
  return Last == std::string::npos ? Path : Path.substr(Last + 2);
}

/// The row of a libm function; its prototype must be the one of libm, as far
/// as floats are concerned: other functions may bear the name.
const Rule *Table::byName(const Function &F) const {
  Attribute Like = F.getFnAttribute(FunctionLikeAttribute);
  auto Found =
      Names.find(Like.isValid() ? Like.getValueAsString().str() : libmName(F));
  if (Found == Names.end())
    return nullptr;
  const LibmFunction &Libm = Found->second;
  if (F.isVarArg() || F.arg_size() != Libm.Operands)
    return nullptr;
  auto IsPossible = [&](Type *Ty) {
    return !Ty->isFPOrFPVectorTy() ||
           (Libm.IsFloat ? Ty->isFloatTy() : Ty->isDoubleTy());
  };
  for (const Argument &A : F.args())
    if (!IsPossible(A.getType()))
      return nullptr;
  if (!IsPossible(F.getReturnType()) ||
      !F.getArg(0)->getType()->isFloatingPointTy())
    return nullptr;
  for (unsigned I = 0; I != Libm.Operands; ++I)
    if (Libm.Row->isDifferentiableIn(I) &&
        (F.getArg(I)->getType() != F.getReturnType()))
      return nullptr;
  return Libm.Row;
}

/// Only float and double are taken, and vectors of them.
static bool hasSupportedTypes(const Instruction &Op) {
  auto IsSupported = [](Type *Ty) {
    Type *Scalar = Ty->getScalarType();
    return !Scalar->isFloatingPointTy() || Scalar->isFloatTy() ||
           Scalar->isDoubleTy();
  };
  return IsSupported(Op.getType()) &&
         all_of(Op.operand_values(),
                [&](const Value *V) { return IsSupported(V->getType()); });
}

static const Table &rows() {
  static const Table Rows;
  return Rows;
}

const Rule *findRule(const Function &F) { return rows().byName(F); }

const Rule *findRule(const Instruction &Op) {
  const Table &Rows = rows();
  const Rule *Found = nullptr;
  if (const auto *Call = dyn_cast<CallBase>(&Op)) {
    const Function *Callee = Call->getCalledFunction();
    if (!Callee || Call->hasFnAttr(InactiveAttribute))
      return nullptr;
    Found = Callee->isIntrinsic() ? Rows.byIntrinsic(Callee->getIntrinsicID())
                                  : Rows.byName(*Callee);
  } else {
    Found = Rows.byOpcode(Op.getOpcode());
  }
  return Found && hasSupportedTypes(Op) ? Found : nullptr;
}

} // namespace enzyme
