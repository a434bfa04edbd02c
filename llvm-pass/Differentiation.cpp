//===- Differentiation.cpp - One derivative, stage by stage ----------------===//

#include "Differentiation.h"
#include "analysis/TypeResolution.h"
#include "analysis/WordTails.h"
#include "cleanup/Cleanup.h"
#include "emit/ForwardEmitter.h"
#include "emit/RegisteredDerivative.h"
#include "emit/SplitSweeps.h"
#include "prepare/ValueArguments.h"
#include "replace/CostRecord.h"
#include "rules/CallTraits.h"
#include "support/Processor.h"
#include "llvm/Analysis/AliasAnalysis.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Verifier.h"

using namespace llvm;

namespace enzyme {

/// Whether there is budget left; refuses the derivative otherwise.
bool Differentiation::affords() {
  return S.effort().affords(S.originalOf(S.root()), Log);
}

/// Whether the derivative does anything else than the primal at \p I.
bool Differentiation::hasWork(Instruction &I) {
  if (containsFloat(I.getType()) && Activities->isActive(&I))
    return true;
  if (auto *Call = dyn_cast<CallBase>(&I)) {
    if (Value *Freed = asDeallocation(*Call))
      return Activities->hasShadow(Freed) ||
             Deferral->isDeferred(Memory->objectOf(Freed));
    if (asAllocation(*Call) && Deferral->isDeferred(Memory->objectOf(Call)))
      return true;
  }
  if (containsPointer(I.getType()))
    return Activities->hasShadow(&I);
  return any_of(I.operands(), [&](Value *Op) {
    return Op->getType()->isPointerTy()
               ? Activities->hasShadow(Op)
               : I.getType()->isVoidTy() && Activities->isActive(Op);
  });
}

/// Members in which there is nothing to do are called as the program has them. One
/// that returns nothing but a constant hands back its shadow where its callers take
/// what another one returns for it.
void Differentiation::findWorkingMembers() {
  SmallPtrSet<Function *, 8> Working;
  bool Changed = true;
  while (Changed && S.spendVisit()) {
    Changed = false;
    for (Function *F : S.members())
      if (!Working.contains(F) &&
          (Activities->returnsShadow(*F) ||
           any_of(instructions(F), [&](Instruction &I) {
             auto *Call = dyn_cast<CallBase>(&I);
             Function *Callee = Call ? S.memberCalled(*Call) : nullptr;
             return !S.cold().contains(I.getParent()) &&
                    (hasWork(I) || (Callee && Working.contains(Callee)));
           })))
        Changed |= Working.insert(F).second;
  }
  for (Function *F : S.members()) {
    if (Working.contains(F)) {
      Members[F] = declare(*F, shapeOf(*F));
      continue;
    }
    Function &Original = S.originalOf(*F);
    for (User *U : F->users())
      if (auto *Call = dyn_cast<CallBase>(U); Call && Call->getCalledFunction() == F)
        passByValue(*Call, Original);
    F->replaceAllUsesWith(&Original);
  }
}

/// Calls of functions with a rule are differentiated by it; where nothing is
/// active they are just calls.
bool Differentiation::findRules() {
  for (Function *F : S.functions())
    for (Instruction &I : instructions(F)) {
      auto *Call = dyn_cast<CallBase>(&I);
      const RegisteredRule *Rule =
          Call && !S.cold().contains(I.getParent()) ? S.ruleOf(*Call) : nullptr;
      if (!Rule)
        continue;
      if (!Activities->touches(*Call)) {
        markInactive(*Call);
        continue;
      }
      Function *Callee = Call->getCalledFunction();
      if (Members.contains(Callee))
        continue;
      std::optional<MemberDerivative> Made =
          registeredDerivative(*Callee, *Rule, RootShape, Log);
      if (!Made)
        return false;
      Members[Callee] = *Made;
    }
  return true;
}

Signature Differentiation::shapeOf(Function &Member) const {
  Signature Shape;
  bool Forward = RootShape.isForward();
  Shape.DerivativeMode = Forward ? Mode::Forward : Mode::Augment;
  Shape.Width = RootShape.Width;
  Shape.WantsPrimal = true;
  Shape.TakesRelease = RootShape.TakesRelease;
  Shape.SharesArena = !Forward && !RootShape.isSplit();
  Shape.RuntimeActivity = RootShape.RuntimeActivity;
  Shape.EndsWhatIsLost = RootShape.EndsWhatIsLost;
  Shape.ActiveReturn = Activities->returnsActive(Member);
  Shape.ShadowReturn = Activities->returnsShadow(Member);
  for (Argument &A : Member.args()) {
    Activity Kind = Activity::Constant;
    if (containsPointer(A.getType()) && Activities->hasShadow(&A))
      Kind = Activity::Duplicated;
    else if (containsFloat(A.getType()) && Activities->isActive(&A))
      Kind = Forward ? Activity::Duplicated : Activity::Out;
    Shape.Parameters.push_back(Kind);
  }
  return Shape;
}

Function *Differentiation::create(Function &Of, FunctionType *Type,
                                  const char *Kind) {
  Function *F = Function::Create(
      Type, GlobalValue::InternalLinkage, Of.getAddressSpace(),
      Twine("enzyme.") + Kind + "." + S.originalOf(Of).getName(),
      Of.getParent());
  compileAs(*F, Of);
  F->addFnAttr(DerivativeAttribute);
  Created.push_back(F);
  return F;
}

MemberDerivative Differentiation::declare(Function &Of,
                                          const Signature &Shape) {
  MemberDerivative Into;
  Into.Shape = Shape;
  FunctionType *Primal = Of.getFunctionType();
  if (Shape.isSplit()) {
    Into.Augmented = create(Of, augmentedType(Primal, Shape), "augmented");
    Into.Reverse = create(Of, reverseSweepType(Primal, Shape), "sweep");
  } else {
    Into.Whole = create(Of, constructionType(Primal, Shape),
                        Shape.isForward() ? "forward" : "reverse");
  }
  return Into;
}

/// The statics with shadows that the program may write to.
SmallVector<GlobalVariable *, 2> Differentiation::mutableStatics() {
  SmallVector<GlobalVariable *, 2> Result;
  for (MemoryObject *O : Memory->liveObjects())
    if (O->NeedsShadow)
      Result.append(O->Statics.begin(), O->Statics.end());
  return Result;
}

bool Differentiation::emitForward(Emission &E, bool IsRoot) {
  Derivative &D = E.D;
  MemberCalls &Calls = E.Calls;
  S.effort().enter(Step::Emit);
  ShadowMemory Shadows(D, *Memory, *Activities, S.cold(), Calls);
  if (!Shadows.verify(Log))
    return false;
  Shadows.emit();
  if (IsRoot)
    Shadows.clearStatics(mutableStatics());
  ForwardEmitter(D, *Memory, *Activities, Shadows, S.cold(), Calls).emit();
  return true;
}

bool Differentiation::emitReverse(Emission &E, bool IsRoot) {
  Derivative &D = E.D;
  MemberCalls &Calls = E.Calls;
  Function &F = *D.F;
  DominatorTree &DT = FAM.getResult<DominatorTreeAnalysis>(F);
  LoopInfo &LI = FAM.getResult<LoopAnalysis>(F);
  ScalarEvolution &SE = FAM.getResult<ScalarEvolutionAnalysis>(F);
  AAResults &AA = FAM.getResult<AAManager>(F);
  GoesOn After = RootShape.isSplit() ? GoesOn::Program
                 : D.Shape.isSplit() ? GoesOn::Slice
                                     : GoesOn::Nobody;
  OverwriteAnalysis Overwrites(F, S, *Memory, *Deferral, *Written, After, AA, DT,
                               LI);
  Plan P;
  ReversePlanner Planner({F, D.Shape, D.Shape.Width, *Memory, *Activities, *Deferral,
                          Overwrites, Calls, DT, LI, SE, S.cold(), Log});
  if (!Planner.plan(P))
    return false;
  if (shows(Stage::Plan))
    P.print(errs());
  MemoryScopes Scopes(F, D.Shape.RuntimeActivity);
  if (!affords())
    return false;
  if (isReporting())
    for (KeptValue &Value : keptValues(P))
      Kept.push_back(std::move(Value));
  S.effort().enter(Step::Emit);
  ShadowMemory Shadows(D, *Memory, *Activities, S.cold(), Calls);
  if (!Shadows.verify(Log))
    return false;
  Shadows.emit();
  if (IsRoot)
    Shadows.clearStatics(mutableStatics());
  E.Boundary =
      ReverseEmitter(D, E.Arena, P, *Memory, *Activities, Shadows, Calls, Scopes, LI,
                     S.cold())
          .emit();
  if (IsRoot)
    Shadows.checkStatics(mutableStatics());
  return true;
}

/// Takes away what is left of the primal.
void Differentiation::close(Emission &E) {
  Function *F = E.D.F;
  E.Calls.finish();
  if (!E.Boundary || !E.D.Shape.isSplit())
    return;
  FAM.clear(*F, F->getName());
  erase(Created, F);
  splitSweeps(E.D, *E.Boundary, *E.Into);
}

/// Verifies and simplifies what was emitted.
bool Differentiation::finish(Function &F) {
  FAM.invalidate(F, PreservedAnalyses::none());
  std::string Broken;
  raw_string_ostream OS(Broken);
  if (verifyFunction(F, &OS)) {
    Log.refuse(RefusalCode::Internal, F,
               "generated code is malformed: " + Broken);
    return false;
  }
  cleanUp(F, Tree, FAM);
  if (!affords())
    return false;
  if (shows(Stage::Derivative))
    F.print(errs());
  return true;
}

bool Differentiation::differentiate(Function &Of,
                                    MemberDerivative &Into) {
  S.effort().enter(Step::Plan);
  S.effort().spend(Of);
  FAM.clear(Of, Of.getName());
  Function *Target = Into.Whole;
  if (!Target)
    Target = create(Of, constructionType(Of.getFunctionType(), Into.Shape),
                    "both");
  Emission &E = Emissions.emplace_back(
      beginDerivative(Of, *Target, Into.Shape, *Memory, *Activities), Members,
      Into);
  bool IsRoot = &Of == &S.root();
  bool Done = Into.Shape.isForward() ? emitForward(E, IsRoot)
                                     : emitReverse(E, IsRoot);
  S.effort().spend(*E.D.F);
  return Done && affords();
}

/// Every derivative function is declared before the first body is emitted,
/// since they may call each other.
std::optional<MemberDerivative> Differentiation::emitAll() {
  MemberDerivative Root = declare(S.root(), RootShape);
  bool Done = differentiate(S.root(), Root);
  for (Function *F : S.members())
    if (Done && Members.contains(F))
      Done = differentiate(*F, Members[F]);
  S.effort().enter(Step::CleanUp);
  if (Done)
    for (Emission &E : Emissions)
      close(E);
  for (Function *F : Created)
    Done = Done && finish(*F);
  if (Done)
    return Root;
  discard();
  return std::nullopt;
}

void Differentiation::discard() {
  for (Function *F : Created) {
    FAM.clear(*F, F->getName());
    F->dropAllReferences();
  }
  for (Function *F : Created) {
    F->replaceAllUsesWith(PoisonValue::get(F->getType()));
    F->eraseFromParent();
  }
}

std::optional<MemberDerivative> Differentiation::run() {
  if (!prepare())
    return std::nullopt;
  S.effort().enter(Step::Analyse);
  Memory.emplace(S, RootShape.Parameters, RootShape.ShadowReturn);
  if (shows(Stage::Memory))
    Memory->print(errs());
  Activities.emplace(S, *Memory, RootShape.Parameters, RootShape.ActiveReturn);
  if (shows(Stage::Activity))
    Activities->print(errs());
  if (!affords())
    return std::nullopt;
  PointerActivity Pointers = RootShape.RuntimeActivity ? PointerActivity::Shadow
                             : Activities->mixesConstants()
                                 ? PointerActivity::Either
                                 : PointerActivity::Static;
  if (!Activities->verify(Log, Pointers, /*StaticsLast=*/!RootShape.isSplit()))
    return std::nullopt;
  if (!RootShape.isForward() && !refuseCutWords(S, *Memory, *Activities, Log))
    return std::nullopt;
  if (Pointers == PointerActivity::Either)
    RootShape.RuntimeActivity = RootShape.EndsWhatIsLost = true;
  Deferral.emplace(S, *Memory);
  Written.emplace(WrittenBy{{S, S.members(), *Memory, *Deferral},
                            {S, S.functions(), *Memory, *Deferral}});
  if (!findRules())
    return std::nullopt;
  findWorkingMembers();
  return affords() ? emitAll() : std::nullopt;
}

} // namespace enzyme
