//===- AccessOverlap.cpp - Whether two accesses ever name the same bytes ---===//

#include "analysis/AccessOverlap.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

AccessOverlap::AccessOverlap(Function &F, AAResults &AA, LoopInfo &LI)
    : AA(AA), LI(LI) {
  for (Instruction &I : instructions(F))
    if (auto *Scope = dyn_cast<NoAliasScopeDeclInst>(&I))
      for (const MDOperand &Op : Scope->getScopeList()->operands())
        Scopes[Op.get()] = I.getParent();
}

const Loop *AccessOverlap::commonLoop(const Instruction &A,
                                      const Instruction &B) const {
  const Loop *L = LI.getLoopFor(A.getParent());
  while (L && !L->contains(B.getParent()))
    L = L->getParentLoop();
  // The outermost one repeats whatever is in it.
  while (L && L->getParentLoop())
    L = L->getParentLoop();
  return L;
}

/// Whether each of \p List begins outside of the loop in which the accesses are
/// repeated.
bool AccessOverlap::holdThroughout(const MDNode *List,
                                   const Loop *Common) const {
  return !List || all_of(List->operands(), [&](const MDOperand &Op) {
    auto It = Scopes.find(Op.get());
    return It != Scopes.end() && !Common->contains(It->second);
  });
}

/// What is known of the access \p I, for as long as \p Common runs.
AAMDNodes AccessOverlap::promises(const Instruction &I, const Loop *Common,
                                  bool TypesTell) const {
  AAMDNodes Known = I.getAAMetadata();
  if (!TypesTell)
    Known.TBAA = Known.TBAAStruct = nullptr;
  if (Common && (!holdThroughout(Known.Scope, Common) ||
                 !holdThroughout(Known.NoAlias, Common)))
    Known.Scope = Known.NoAlias = nullptr;
  return Known;
}

bool AccessOverlap::mayOverlap(const Instruction &W, const Value *WrittenTo,
                               const LoadInst &L, bool TypesTell) {
  const Loop *Common = commonLoop(W, L);
  AAMDNodes OfWrite = promises(W, Common, TypesTell);
  AAMDNodes OfRead = promises(L, Common, TypesTell);
  SmallVector<const Value *, 4> Writes, Reads;
  getUnderlyingObjects(WrittenTo, Writes);
  getUnderlyingObjects(L.getPointerOperand(), Reads);
  BatchAAResults AcrossIterations(AA);
  AcrossIterations.enableCrossIterationMode();
  for (const Value *A : Writes)
    for (const Value *B : Reads) {
      // Of two phis LLVM 19 says what holds when both are of one iteration.
      bool Chosen = isa<PHINode>(A) || isa<PHINode>(B) || isa<SelectInst>(A) ||
                    isa<SelectInst>(B);
      if (Chosen || AcrossIterations.alias(
                        MemoryLocation::getBeforeOrAfter(A, OfWrite),
                        MemoryLocation::getBeforeOrAfter(B, OfRead)) !=
                        AliasResult::NoAlias)
        return true;
    }
  return false;
}

bool AccessOverlap::mayBeWrittenBy(const Instruction &W, const LoadInst &L) {
  BatchAAResults AcrossIterations(AA);
  AcrossIterations.enableCrossIterationMode();
  return isModSet(AcrossIterations.getModRefInfo(
      &W, MemoryLocation::getBeforeOrAfter(
              L.getPointerOperand(),
              promises(L, commonLoop(W, L), /*TypesTell=*/false))));
}

} // namespace enzyme
