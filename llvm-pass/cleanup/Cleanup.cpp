//===- Cleanup.cpp - From generated code to good code ----------------------===//

#include "cleanup/Cleanup.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/Local.h"
#include "llvm/Transforms/Utils/Mem2Reg.h"

using namespace llvm;

namespace enzyme {

/// The fast path of the tape's allocator: at opt-level 0 nobody else inlines.
static void inlineSmallHelpers(Function &F) {
  SmallVector<CallBase *, 8> Calls;
  for (Instruction &I : instructions(F))
    if (auto *Call = dyn_cast<CallBase>(&I))
      if (Function *Callee = Call->getCalledFunction())
        if (Callee->getName().starts_with("enzyme.") &&
            Callee->hasFnAttribute(Attribute::AlwaysInline))
          Calls.push_back(Call);
  for (CallBase *Call : Calls) {
    InlineFunctionInfo Info;
    InlineFunction(*Call, Info);
  }
}

/// What simplification costs, in instructions that are visited: the optimiser's
/// work on functions beyond a size grows faster than they do.
static uint64_t costOf(const Function &F) {
  const uint64_t Large = 50'000, Count = F.getInstructionCount();
  const uint64_t Times = std::max<uint64_t>(1, Count / Large);
  return Count * Times * Times;
}

void cleanUp(Function &F, CallTree &Tree, FunctionAnalysisManager &FAM) {
  removeUnreachableBlocks(F);
  inlineSmallHelpers(F);
  FAM.invalidate(F, PreservedAnalyses::none());
  PromotePass().run(F, FAM);
  if (Tree.effort().spend(costOf(F)))
    Tree.simplify(F);
}

} // namespace enzyme
