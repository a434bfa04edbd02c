//===- RepeatedArrays.cpp - Arrays beside fields of other types -----------===//

#include "analysis/MemoryModelBuilder.h"
#include "llvm/IR/InstIterator.h"
#include <numeric>

using namespace llvm;

namespace enzyme {

/// As a pointer to the first of what it may name.
MemoryRef MemoryModelBuilder::bounded(const BoundedPointer &P) {
  MemoryRef At = pointer(P.Anchor);
  At.Offset += P.First;
  if (!P.Extent)
    return At;
  std::set<int64_t> Offsets = offsetsOf(0, P.By);
  uint64_t Spacing = 0;
  for (const Steps &By : P.By)
    Spacing = std::gcd(Spacing, By.Stride);
  Repetitions.push_back(
      {At, {Offsets.begin(), Offsets.end()}, P.Extent, Spacing});
  return At;
}

SmallPtrSet<const MemoryObject *, 4> MemoryModel::mixedArrays() {
  SmallPtrSet<const MemoryObject *, 4> Mixed;
  for (MemoryObject *O : liveObjects())
    if (O->period() && any_of(O->cells(), [](const auto &At) {
          return At.second.Kind == ByteKind::Conflict;
        }))
      Mixed.insert(O);
  for (Function *F : S.functions())
    for (Instruction &I : instructions(F))
      if (auto *Store = dyn_cast<StoreInst>(&I);
          Store && Store->getValueOperand()->getType()->isIntegerTy())
        if (MemoryObject *O = objectOf(Store->getPointerOperand());
            O && O->period() && coverageAt(*Store).CutsFloat)
          Mixed.insert(O);
  return Mixed;
}

} // namespace enzyme
