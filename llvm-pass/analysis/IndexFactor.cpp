//===- IndexFactor.cpp - What divides a variable index ---------------------===//

#include "analysis/IndexFactor.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Operator.h"
#include <numeric>

using namespace llvm;

namespace enzyme {

namespace {

/// The greatest common divisor over all that a value may be. 0 stands for
/// "divided by everything": the constant zero, and a phi that is being visited
/// (what it adds to the divisor, its other operands add as well).
class FactorSearch {
public:
  explicit FactorSearch(AddressDistances &Distances) : Distances(Distances) {}
  uint64_t visit(const Value *V, unsigned Depth = 0);

private:
  uint64_t visitOperator(const Operator &O, unsigned Depth);
  static uint64_t bounded(uint64_t Factor) {
    const uint64_t Largest = 1 << 20;
    return Factor <= Largest ? Factor : 1;
  }
  bool isDistance(const Operator &O);
  AddressDistances &Distances;
  SmallPtrSet<const Value *, 4> Visiting;
  unsigned Visits = 0;
};

} // namespace

bool FactorSearch::isDistance(const Operator &O) {
  auto *End = dyn_cast<PtrToIntOperator>(O.getOperand(0));
  auto *Start = dyn_cast<PtrToIntOperator>(O.getOperand(1));
  if (!End || !Start)
    return false;
  Distances.push_back({End->getOperand(0), Start->getOperand(0)});
  return true;
}

uint64_t FactorSearch::visitOperator(const Operator &O, unsigned Depth) {
  auto Of = [&](unsigned Op) { return visit(O.getOperand(Op), Depth + 1); };
  switch (O.getOpcode()) {
  case Instruction::Mul:
    return bounded(Of(0) * Of(1));
  case Instruction::Shl: {
    auto *Bits = dyn_cast<ConstantInt>(O.getOperand(1));
    const uint64_t MaxBits = 20;
    return Bits && Bits->getValue().ule(MaxBits)
               ? bounded(Of(0) << Bits->getZExtValue())
               : 1;
  }
  case Instruction::Sub:
    return isDistance(O) ? 0 : std::gcd(Of(0), Of(1));
  case Instruction::Add:
    return std::gcd(Of(0), Of(1));
  case Instruction::Or:
    return cast<PossiblyDisjointInst>(O).isDisjoint() ? std::gcd(Of(0), Of(1))
                                                      : 1;
  case Instruction::And: {
    auto *Mask = dyn_cast<ConstantInt>(O.getOperand(1));
    return Mask ? bounded(1ull << std::min(Mask->getValue().countr_zero(), 20u))
                : 1;
  }
  case Instruction::Select:
    return std::gcd(Of(1), Of(2));
  case Instruction::ZExt:
  case Instruction::SExt:
  case Instruction::Freeze:
    return Of(0);
  default:
    return 1;
  }
}

uint64_t FactorSearch::visit(const Value *V, unsigned Depth) {
  const unsigned MaxDepth = 8, MaxVisits = 200;
  if (auto *C = dyn_cast<ConstantInt>(V))
    return bounded(C->getValue().abs().getLimitedValue());
  if (Depth == MaxDepth || ++Visits > MaxVisits)
    return 1;
  if (auto *Phi = dyn_cast<PHINode>(V)) {
    uint64_t Factor = 0;
    if (!Visiting.insert(Phi).second)
      return Factor;
    for (const Value *In : Phi->incoming_values())
      Factor = std::gcd(Factor, visit(In, Depth + 1));
    Visiting.erase(Phi);
    return Factor;
  }
  auto *O = dyn_cast<Operator>(V);
  return O ? visitOperator(*O, Depth) : 1;
}

uint64_t factorOf(const Value &Index, AddressDistances &Distances) {
  uint64_t Factor = FactorSearch(Distances).visit(&Index);
  return Factor || !Distances.empty() ? Factor : 1;
}

} // namespace enzyme
