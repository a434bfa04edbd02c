//===- PlanVerifier.cpp - What the emitter relies on -----------------------===//

#include "plan/Plan.h"
#include "llvm/IR/Function.h"

using namespace llvm;

namespace enzyme {

static bool fail(const Plan &P, RefusalLog &Log, const Twine &What) {
  Log.refuse(RefusalCode::Internal, *P.F, "plan: " + What);
  return false;
}

bool verifyPlan(const Plan &P, LoopInfo &LI, RefusalLog &Log) {
  for (auto &[V, S] : P.Sources) {
    auto Slot = P.Slots.find(V);
    if ((S == Source::Tape) != (Slot != P.Slots.end()))
      return fail(P, Log, "a value is taped without a slot, or the reverse");
    if (S != Source::Tape)
      continue;
    auto *I = dyn_cast<Instruction>(V.value());
    if (!I)
      return fail(P, Log, "a value that is not an instruction is taped");
    if (Slot->second.Scope != LI.getLoopFor(I->getParent()))
      return fail(P, Log, "a slot belongs to another loop than its value");
    if (Slot->second.Scope && !P.Loops.count(Slot->second.Scope))
      return fail(P, Log, "a slot belongs to a loop without a plan");
  }
  for (auto &[BB, R] : P.Branches) {
    if (R.Edges.empty() && BB != &P.F->getEntryBlock())
      return fail(P, Log, "a block has no way back");
    Loop *L = LI.getLoopFor(BB);
    bool Header = L && L->getHeader() == BB;
    if (R.Edges.size() > 1 && !R.Selector && !Header)
      return fail(P, Log, "a block has several ways back and no selector");
    for (const ReverseEdge &E : R.Edges) {
      if (!P.Branches.count(E.To))
        return fail(P, Log, "an edge leads to a block that is not planned");
      for (Loop *In = LI.getLoopFor(E.To); In; In = In->getParentLoop())
        if (!P.Loops.count(In))
          return fail(P, Log, "an edge enters a loop without a plan");
    }
  }
  for (auto &[L, LP] : P.Loops)
    if (LP.isCounted() && !isa<Constant>(LP.LastIteration) &&
        !P.Sources.count(SweepValue::primal(LP.LastIteration)))
      return fail(P, Log, "the count of a loop is not available");
  return true;
}

} // namespace enzyme
