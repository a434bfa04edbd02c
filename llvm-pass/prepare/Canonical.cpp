//===- Canonical.cpp - The form that the later stages rely on --------------===//

#include "prepare/Canonical.h"
#include "support/OperationName.h"
#include "llvm/Analysis/CFG.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Metadata.h"
#include "llvm/Transforms/Utils/BreakCriticalEdges.h"
#include "llvm/Transforms/Utils/FixIrreducible.h"
#include "llvm/Transforms/Utils/LCSSA.h"
#include "llvm/Transforms/Utils/LoopSimplify.h"
#include "llvm/Transforms/Utils/LowerSwitch.h"
#include "llvm/Transforms/Utils/UnifyFunctionExitNodes.h"

using namespace llvm;

namespace enzyme {

static bool isIrreducible(Function &F, FunctionAnalysisManager &FAM) {
  LoopInfo &LI = FAM.getResult<LoopAnalysis>(F);
  using Order = ReversePostOrderTraversal<Function *>;
  Order RPOT(&F);
  return containsIrreducibleCFG<BasicBlock *>(RPOT, LI);
}

/// The scopes of a list that are in Kept. An access may belong to any of the
/// scopes that it names within one domain, so these are left out together: one
/// of them alone would claim more than was known.
static MDNode *scopesWithin(LLVMContext &C, const MDNode &List, unsigned Kind,
                            const DenseSet<const Metadata *> &Kept) {
  auto DomainOf = [](const MDOperand &Scope) {
    return AliasScopeNode(cast<MDNode>(Scope)).getDomain();
  };
  SmallPtrSet<const MDNode *, 4> Lost;
  if (Kind == LLVMContext::MD_alias_scope)
    for (const MDOperand &Scope : List.operands())
      if (!Kept.contains(Scope.get()))
        Lost.insert(DomainOf(Scope));
  SmallVector<Metadata *, 4> Scopes;
  for (const MDOperand &Scope : List.operands())
    if (Kept.contains(Scope.get()) && !Lost.contains(DomainOf(Scope)))
      Scopes.push_back(Scope.get());
  return Scopes.empty() ? nullptr : MDNode::get(C, Scopes);
}

/// Scoped alias facts hold for one execution of the scope. Where the scope is
/// declared in a loop they say nothing about two iterations, and the reverse
/// sweep needs to know about those.
static void dropScopesOfLoops(Function &F, LoopInfo &LI) {
  DenseSet<const Metadata *> Kept;
  SmallVector<Instruction *, 8> Declarations;
  for (Instruction &I : instructions(F))
    if (auto *D = dyn_cast<NoAliasScopeDeclInst>(&I)) {
      Declarations.push_back(D);
      if (!LI.getLoopFor(D->getParent()))
        for (const MDOperand &Scope : D->getScopeList()->operands())
          Kept.insert(Scope.get());
    }
  for (Instruction &I : instructions(F))
    for (unsigned Kind : {unsigned(LLVMContext::MD_alias_scope),
                          unsigned(LLVMContext::MD_noalias)})
      if (const MDNode *List = I.getMetadata(Kind))
        I.setMetadata(Kind, scopesWithin(F.getContext(), *List, Kind, Kept));
  for (Instruction *D : Declarations)
    D->eraseFromParent();
}

void canonicalise(Function &F, FunctionAnalysisManager &FAM) {
  FAM.invalidate(F, PreservedAnalyses::none());
  BasicBlock &Entry = F.getEntryBlock();
  SmallVector<AllocaInst *, 8> Allocas;
  for (Instruction &I : Entry)
    if (auto *A = dyn_cast<AllocaInst>(&I); A && A->isStaticAlloca())
      Allocas.push_back(A);
  for (AllocaInst *A : reverse(Allocas))
    A->moveBefore(Entry, Entry.begin());
  Entry.splitBasicBlock(Entry.getFirstNonPHIOrDbgOrAlloca(), "body");
  FunctionPassManager FPM;
  FPM.addPass(UnifyFunctionExitNodesPass());
  if (isIrreducible(F, FAM)) {
    FPM.addPass(LowerSwitchPass());
    // LLVM loses what comes along an edge if the block that it leaves leads to
    // two entries of one loop.
    FPM.addPass(BreakCriticalEdgesPass());
    FPM.addPass(FixIrreduciblePass());
  }
  FPM.addPass(LoopSimplifyPass());
  FPM.addPass(LCSSAPass());
  FAM.invalidate(F, PreservedAnalyses::none());
  FPM.run(F, FAM);
  FAM.invalidate(F, PreservedAnalyses::none());
  dropScopesOfLoops(F, FAM.getResult<LoopAnalysis>(F));
}

bool verifyCanonical(Function &F, FunctionAnalysisManager &FAM,
                     RefusalLog &Log) {
  LoopInfo &LI = FAM.getResult<LoopAnalysis>(F);
  unsigned Returns = 0;
  for (BasicBlock &BB : F) {
    Instruction *T = BB.getTerminator();
    if (isa<ReturnInst>(T))
      ++Returns;
    else if (!isa<BranchInst>(T) && !isa<SwitchInst>(T) &&
             !isa<UnreachableInst>(T)) {
      Log.refuse(RefusalCode::ControlFlow, *T,
                 operationName(*T) + " has no reverse");
      return false;
    }
    for (Instruction &I : BB)
      if (auto *A = dyn_cast<AllocaInst>(&I);
          A && (!A->isStaticAlloca() || A->isUsedWithInAlloca())) {
        Log.refuse(RefusalCode::UnsupportedOperation, I,
                   "stack memory that a loop allocates for the whole function");
        return false;
      }
  }
  if (Returns == 0) {
    Log.refuse(RefusalCode::ControlFlow, F,
               "the function never returns: it has no derivative");
    return false;
  }
  bool Natural = Returns == 1 && !isIrreducible(F, FAM);
  for (Loop *L : LI.getLoopsInPreorder())
    Natural &= L->isLoopSimplifyForm();
  if (!Natural)
    Log.refuse(RefusalCode::ControlFlow, F,
               "its loops cannot be brought into a form with a single entry");
  return Natural;
}

} // namespace enzyme
