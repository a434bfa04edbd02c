//===- Preparation.cpp - The slice of a derivative, settled ----------------===//

#include "Differentiation.h"
#include "analysis/MixedWords.h"
#include "analysis/MovedDoubles.h"
#include "analysis/PointerWords.h"
#include "analysis/TypeResolution.h"
#include "analysis/WordTails.h"
#include "prepare/Devirtualisation.h"
#include "prepare/MaskedParts.h"
#include "prepare/PackedHalves.h"
#include "prepare/PointerVectors.h"
#include "prepare/StackTails.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"

using namespace llvm;

namespace enzyme {

/// Gives floats that travel as integers their own types, and indirect calls
/// their callees. Whether anything has changed for good.
bool Differentiation::refine() {
  MemoryModel Known(S, RootShape.Parameters, RootShape.ShadowReturn);
  ActivityAnalysis Found(S, Known, RootShape.Parameters,
                         RootShape.ActiveReturn);
  SmallVector<CallInst *, 4> Indirect;
  for (Function *F : S.functions())
    for (Instruction &I : instructions(F))
      if (auto *Call = dyn_cast<CallInst>(&I);
          Call && Call->isIndirectCall() &&
          !S.cold().contains(I.getParent()) && Found.touches(*Call))
        Indirect.push_back(Call);
  SmallVector<IndirectCall, 4> Calls;
  if (!Indirect.empty()) {
    EscapeAnalysis Escapes(S, Known, Indirect);
    for (CallInst *Call : Indirect) {
      Value *Pointer = Call->getCalledOperand();
      Calls.push_back({Call, candidatesOf(*Call, Known.objectOf(Pointer),
                                          Escapes.isFromOutside(Pointer))});
    }
  }
  if (S.effort().isExhausted())
    return false;
  bool Changed = false;
  DenseSet<Function *> Named;
  for (IndirectCall &Call : Calls) {
    SmallVector<Function *, 4> New = devirtualise(Call);
    Changed |= !New.empty();
    Named.insert(New.begin(), New.end());
  }
  // What the last of them does has shown no more: there are no others.
  if (!Changed)
    for (IndirectCall &Call : Calls)
      Changed |= closeCall(Call);
  // Found once more, it may be in what was inlined of itself.
  for (Function *F : Named)
    if (!CalledByPointer.insert(F).second)
      Tree.keepCalls(*F);
  // Calls that became direct show more of the types: they come first.
  if (!Changed)
    for (Function *F : S.functions())
      Changed |= splitMixedWords(*F, Known);
  if (!Changed)
    for (Function *F : S.functions())
      Changed |= resolveTypes(*F, Known);
  return Changed && S.simplify();
}

/// Takes words apart and gives floats their types where simplification would
/// undo it, and lets words that may be either travel as doubles.
void Differentiation::settleTypes() {
  auto Model = [&] {
    return std::make_unique<MemoryModel>(S, RootShape.Parameters,
                                         RootShape.ShadowReturn);
  };
  for (Function *F : S.functions())
    if (separatePointers(*F))
      FAM.invalidate(*F, PreservedAnalyses::none());
  std::unique_ptr<MemoryModel> Known = Model();
  for (Function *F : S.functions())
    if (splitMixedWords(*F, *Known)) {
      FAM.invalidate(*F, PreservedAnalyses::none());
      FAM.invalidate(*F, InstCombinePass().run(*F, FAM));
      splitPackedHalves(*F);
      joinMaskedParts(*F);
    }
  auto Activities = [&] {
    return ActivityAnalysis(S, *Known, RootShape.Parameters,
                            RootShape.ActiveReturn);
  };
  auto OnEach = [&](auto Change) {
    bool Changed = false;
    for (Function *F : S.functions())
      Changed |= Change(*F);
    return Changed;
  };
  // What one round has changed may have the next one change more.
  auto Repeat = [&](unsigned MaxRounds, auto Round) {
    for (unsigned I = 0; I != MaxRounds && Round(); ++I)
      Known = Model();
  };
  for (Function *F : S.functions())
    placeTailsInWords(*F);
  Known = Model();
  const unsigned MaxCopies = 4, MaxMoves = 8;
  Repeat(MaxCopies, [&] { return completeWords(S, *Known); });
  {
    ActivityAnalysis Found = Activities();
    for (Function *F : S.functions())
      resolveTypes(*F, *Known, &Found);
  }
  Known = Model();
  Repeat(1, [&] {
    return OnEach([&](Function &F) { return moveDoublesAsWords(F, *Known); });
  });
  Repeat(MaxMoves, [&] {
    ActivityAnalysis Found = Activities();
    return OnEach(
        [&](Function &F) { return movePointersAsWords(F, *Known, Found); });
  });
  ActivityAnalysis Found = Activities();
  for (Function *F : S.functions())
    resolveWords(*F, *Known, Found);
}

/// A slice in canonical form in which as much as possible is known.
bool Differentiation::prepare() {
  // Each round tells the next one more.
  const unsigned MaxRounds = 20;
  for (unsigned Round = 0;
       Round != MaxRounds && !S.effort().isExhausted() && refine(); ++Round)
    ;
  if (!affords())
    return false;
  settleTypes();
  S.spendVisit();
  if (!affords() || !S.canonicalise(Log))
    return false;
  if (shows(Stage::Prepare))
    for (Function *F : S.functions())
      F->print(errs());
  return true;
}

} // namespace enzyme
