//===- SweepValue.h - What the forward sweep computes ----------------------===//

#ifndef CARGO_ENZYME_PLAN_SWEEPVALUE_H
#define CARGO_ENZYME_PLAN_SWEEPVALUE_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/InstrTypes.h"

namespace enzyme {

/// A value of the forward sweep: an SSA value of the primal, the shadow of one
/// that is a pointer (one for each lane), or the tape that a call returned.
class SweepValue {
public:
  static SweepValue primal(llvm::Value *V) { return {V, 0}; }
  static SweepValue shadow(llvm::Value *V, unsigned Lane) {
    return {V, static_cast<int>(Lane) + 1};
  }
  static SweepValue tape(llvm::CallBase *Call) { return {Call, -1}; }

  llvm::Value *value() const { return V; }
  bool isShadow() const { return Part > 0; }
  bool isTape() const { return Part < 0; }
  unsigned lane() const { return Part - 1; }
  /// The same part of another value: an operand of this one.
  SweepValue of(llvm::Value *Other) const { return {Other, Part}; }

  bool operator==(const SweepValue &Other) const {
    return V == Other.V && Part == Other.Part;
  }

private:
  friend struct llvm::DenseMapInfo<SweepValue>;
  SweepValue(llvm::Value *V, int Part) : V(V), Part(Part) {}

  llvm::Value *V;
  int Part;
};

} // namespace enzyme

namespace llvm {
template <> struct DenseMapInfo<enzyme::SweepValue> {
  using Pair = std::pair<Value *, int>;
  using PairInfo = DenseMapInfo<Pair>;
  static enzyme::SweepValue of(Pair P) { return {P.first, P.second}; }
  static enzyme::SweepValue getEmptyKey() {
    return of(PairInfo::getEmptyKey());
  }
  static enzyme::SweepValue getTombstoneKey() {
    return of(PairInfo::getTombstoneKey());
  }
  static unsigned getHashValue(const enzyme::SweepValue &V) {
    return PairInfo::getHashValue({V.V, V.Part});
  }
  static bool isEqual(const enzyme::SweepValue &A,
                      const enzyme::SweepValue &B) {
    return A == B;
  }
};
} // namespace llvm

#endif
