//===- CallTree.cpp - A private, flattened copy of a function --------------===//

#include "prepare/CallTree.h"
#include "prepare/ConstantTables.h"
#include "prepare/Devirtualisation.h"
#include "prepare/InactiveGlobals.h"
#include "prepare/InfeasibleInputs.h"
#include "prepare/IterationCounts.h"
#include "prepare/PairedResults.h"
#include "prepare/PointerVectors.h"
#include "prepare/StackArrays.h"
#include "prepare/SunkAccesses.h"
#include "prepare/ZeroShortcuts.h"
#include "request/Hints.h"
#include "request/Request.h"
#include "rules/CallTraits.h"
#include "rules/DerivativeTable.h"
#include "rules/Registrations.h"
#include "rules/WordCalls.h"
#include "support/Compat.h"
#include "llvm/ADT/SCCIterator.h"
#include "llvm/Analysis/CallGraph.h"
#include "llvm/Analysis/TargetTransformInfo.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace enzyme {

/// Instructions of one flattened function. Above it, calls stay calls.
static const unsigned InlineBudget = 20000;

DenseSet<const BasicBlock *> coldBlocks(const Function &F) {
  DenseSet<const BasicBlock *> Returning;
  SmallVector<const BasicBlock *, 8> Work;
  for (const BasicBlock &BB : F)
    if (isa<ReturnInst>(BB.getTerminator()) && Returning.insert(&BB).second)
      Work.push_back(&BB);
  while (!Work.empty())
    for (const BasicBlock *P : predecessors(Work.pop_back_val()))
      if (Returning.insert(P).second)
        Work.push_back(P);
  DenseSet<const BasicBlock *> Cold;
  for (const BasicBlock &BB : F)
    if (!Returning.contains(&BB))
      Cold.insert(&BB);
  return Cold;
}

static DenseSet<const Function *> recursiveFunctions(Module &M) {
  DenseSet<const Function *> Result;
  CallGraph Graph(M);
  for (auto It = scc_begin(&Graph); !It.isAtEnd(); ++It)
    if (It.hasCycle())
      for (CallGraphNode *Node : *It)
        Result.insert(Node->getFunction());
  return Result;
}

/// Another name of a function is the function: constructors in C++.
static void callAliasees(Module &M) {
  for (GlobalAlias &A : M.aliases()) {
    auto *F = dyn_cast<Function>(A.getAliasee()->stripPointerCasts());
    if (F && !A.isInterposable())
      A.replaceUsesWithIf(F,
                          [](Use &U) { return isa<Instruction>(U.getUser()); });
  }
}

CallTree::CallTree(Module &M, FunctionAnalysisManager &FAM, Effort &Spent)
    : FAM(FAM), Spent(Spent) {
  callAliasees(M);
  Recursive = recursiveFunctions(M);
  PassBuilder PB;
  Pipeline = PB.buildFunctionSimplificationPipeline(
      OptimizationLevel::O2, ThinOrFullLTOPhase::FullLTOPreLink);
  exposeIncompleteFamilies(M);
}

CallTree::~CallTree() {
  for (auto &[Original, Copy] : Flat) {
    FAM.clear(*Copy, Copy->getName());
    Copy->dropAllReferences();
  }
  for (auto &[Original, Copy] : Flat)
    Copy->eraseFromParent();
}

void CallTree::simplify(Function &F) {
  if (!Spent.spend(F))
    return;
  foldConstantTables(F);
  foldComparisons(F);
  storeZeros(F);
  raiseSunkStores(F);
  raiseSunkLoads(F, FAM);
  // What is found afterwards shows more.
  const unsigned MaxRounds = 3;
  for (unsigned Round = 0; Round != MaxRounds; ++Round) {
    FAM.invalidate(F, PreservedAnalyses::none());
    FAM.invalidate(F, Pipeline.run(F, FAM));
    bool Folded = foldComparisons(F);
    Folded |= storeZeros(F);
    if (!dropInfeasibleInputs(F, FAM) && !Folded)
      return;
  }
  FAM.invalidate(F, PreservedAnalyses::none());
}

/// Attributes that would keep passes from working on the copy, or that state
/// effects which the derivative does not share.
static void relax(Function &F) {
  for (Attribute::AttrKind K :
       {Attribute::NoInline, Attribute::OptimizeNone, Attribute::AlwaysInline,
        Attribute::InlineHint, Attribute::Cold, Attribute::MinSize,
        Attribute::OptimizeForSize, Attribute::Memory, Attribute::NoRecurse,
        Attribute::WillReturn, Attribute::Speculatable, Attribute::NoSync,
        Attribute::NoFree, Attribute::MustProgress})
    F.removeFnAttr(K);
  F.setLinkage(GlobalValue::InternalLinkage);
  F.setVisibility(GlobalValue::DefaultVisibility);
  F.setDLLStorageClass(GlobalValue::DefaultStorageClass);
  F.setComdat(nullptr);
  F.setSection("");
  F.setUnnamedAddr(GlobalValue::UnnamedAddr::Global);
}

/// Landing pads of the copy are dead once nothing is invoked: an unwinding
/// panic leaves the derivative without running the destructors in between.
static void callsInsteadOfInvokes(Function &F) {
  SmallVector<InvokeInst *, 16> Invokes;
  for (BasicBlock &BB : F)
    if (auto *I = dyn_cast<InvokeInst>(BB.getTerminator()))
      Invokes.push_back(I);
  for (InvokeInst *I : Invokes)
    changeToCall(I);
  removeUnreachableBlocks(F);
  bool Pads = any_of(F, [](BasicBlock &BB) { return BB.isEHPad(); });
  if (!Pads)
    F.setPersonalityFn(nullptr);
}

/// An address that has been given a new name, for the sake of optimisers.
static bool isOtherName(const IntrinsicInst &I) {
  return I.getIntrinsicID() == Intrinsic::strip_invariant_group ||
         I.getIntrinsicID() == Intrinsic::launder_invariant_group;
}

static void dropMarkers(Function &F) {
  SmallVector<Instruction *, 16> Dead;
  for (Instruction &I : instructions(F)) {
    auto *II = dyn_cast<IntrinsicInst>(&I);
    if (!II)
      continue;
    if (isOtherName(*II))
      II->replaceAllUsesWith(II->getArgOperand(0));
    if (isOtherName(*II) || II->isLifetimeStartOrEnd() ||
        II->getIntrinsicID() == Intrinsic::assume)
      Dead.push_back(II);
  }
  for (Instruction *I : Dead)
    I->eraseFromParent();
}

/// The compiler folds powi by way of libm's pow, which rounds once; the program
/// multiplies and rounds at every step. What the program has not folded is not
/// folded here, so that values have the primal's bits.
static void multiplyAtRunTime(Function &F) {
  for (Instruction &I : instructions(F))
    if (auto *II = dyn_cast<IntrinsicInst>(&I);
        II && II->getIntrinsicID() == Intrinsic::powi)
      II->addFnAttr(Attribute::NoBuiltin);
}

bool isTransparent(const CallBase &Call, const Function &Callee) {
  return !Callee.isDeclaration() && !Callee.isIntrinsic() &&
         !Callee.isVarArg() && !isAllocatorFunction(Callee) &&
         !isInactiveFunction(Callee) && !findRule(Call) && !isRequest(Call) &&
         !isInactiveCall(Call) && wordCall(Call) == WordCall::None &&
         !hintOf(Call) && !isIgnorableCall(Call) &&
         Callee.getFunctionType() == Call.getFunctionType() &&
         !Callee.hasFnAttribute(Attribute::Naked) &&
         !Callee.isInterposable();
}

bool CallTree::inlineCalls(Function &F) {
  DenseSet<const BasicBlock *> Cold = coldBlocks(F);
  SmallVector<CallBase *, 32> Calls;
  for (BasicBlock &BB : F)
    if (!Cold.contains(&BB))
      for (Instruction &I : BB)
        if (auto *Call = dyn_cast<CallBase>(&I))
          Calls.push_back(Call);
  bool Changed = false;
  for (CallBase *Call : Calls) {
    if (Spent.isExhausted())
      return false;
    auto *Callee =
        dyn_cast<Function>(Call->getCalledOperand()->stripPointerCasts());
    if (!Callee || Callee->isDeclaration() ||
        Callee->hasFnAttribute(SliceAttribute) ||
        Callee->hasFnAttribute(RegisteredAttribute))
      continue;
    // A call with another type than its callee's: leave it to be refused.
    if (!isTransparent(*Call, *Callee))
      continue;
    // Code for a feature of the processor that is asked for at run time stays
    // in a function of its own.
    const TargetTransformInfo &Target = FAM.getResult<TargetIRAnalysis>(*Callee);
    if (!Target.areInlineCompatible(&F, Callee))
      continue;
    Function *Copy = Recursive.contains(Callee) ? nullptr : flatten(*Callee);
    if (!Copy ||
        F.getInstructionCount() + Copy->getInstructionCount() > InlineBudget)
      continue;
    Call->setCalledFunction(Copy);
    // A call without position in a function with one cannot be inlined.
    if (!Call->getDebugLoc() && F.getSubprogram())
      Call->setDebugLoc(
          DILocation::get(F.getContext(), F.getSubprogram()->getLine(), 0,
                          F.getSubprogram()));
    InlineFunctionInfo Info;
    if (InlineFunction(*Call, Info).isSuccess()) {
      Changed = true;
      if (Copy->hasFnAttribute(DerivativeAttribute))
        F.addFnAttr(DerivativeAttribute);
    } else {
      Call->setCalledFunction(Callee);
    }
  }
  // Inlining marks the lives of the callee's variables.
  if (Changed)
    dropMarkers(F);
  return Changed;
}

Function *CallTree::flatten(Function &F) {
  auto [It, New] = Flat.try_emplace(&F, nullptr);
  if (!New)
    return It->second;
  ValueToValueMapTy Map;
  Function *Copy = CloneFunction(&F, Map);
  Copy->setName("enzyme.flat." + F.getName());
  relax(*Copy);
  // CloneFunction maps direct recursion to the copy: keep it a call of F.
  Copy->replaceAllUsesWith(&F);
  callsInsteadOfInvokes(*Copy);
  multiplyAtRunTime(*Copy);
  separateInactiveReads(*Copy);
  extendIterations(*Copy);
  separateResults(*Copy);
  separatePointers(*Copy);
  moveStackArrays(*Copy);
  dropMarkers(*Copy);
  // Simplification turns indirect calls into direct ones; look again.
  const unsigned MaxRounds = 4;
  simplify(*Copy);
  for (unsigned Round = 0; Round != MaxRounds && inlineCalls(*Copy); ++Round)
    simplify(*Copy);
  Flat[&F] = Copy;
  return Copy;
}

} // namespace enzyme
