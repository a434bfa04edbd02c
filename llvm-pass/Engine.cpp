//===- Engine.cpp - All requests of a module, stage by stage ---------------===//

#include "Engine.h"
#include "Differentiation.h"
#include "cleanup/WordAddresses.h"
#include "emit/RegisteredDerivative.h"
#include "prepare/LibraryBodies.h"
#include "prepare/Repeatability.h"
#include "prepare/ValueParameters.h"
#include "replace/CallReplacement.h"
#include "replace/CostRecord.h"
#include "replace/ProtocolErasure.h"
#include "request/EntryPoints.h"
#include "request/Hints.h"
#include "request/Origin.h"
#include "support/RustPath.h"

using namespace llvm;

namespace enzyme {

namespace {

class Engine {
public:
  Engine(Module &M, FunctionAnalysisManager &FAM, std::optional<Stage> Shown)
      : M(M), FAM(FAM), Rules(readRegistrations(M, Log)), Tree(M, FAM, Spent),
        Shown(Shown) {}

  /// Takes the requests in an order in which those inside a primal come first.
  void run();

private:
  /// A derivative that has been made, or nothing if it was refused.
  struct Known {
    Function *Primal;
    Signature Shape;
    std::optional<MemberDerivative> Made;
    std::vector<KeptValue> Kept;
  };

  using FunctionSet = SmallPtrSet<Function *, 32>;
  bool isReady(CallBase &Call, const FunctionSet &Waiting, bool ByPointer);
  void take(CallBase &Call);
  const Known &derivativeOf(const Request &R);
  bool mayRunAgain(const Request &R);
  Function &primalOf(const Request &R, const Signature &Shape);

  Module &M;
  FunctionAnalysisManager &FAM;
  RefusalLog Log;
  RegisteredRules Rules;
  Effort Spent;
  CallTree Tree;
  std::optional<Stage> Shown;
  std::vector<Known> Derivatives;
};

} // namespace

/// The instructions of \p F after which it may return: what a panic does is not
/// differentiated, and without optimisation every panic calls by pointer.
static SmallVector<Instruction *, 64> returningInstructions(Function &F) {
  DenseSet<const BasicBlock *> Cold = coldBlocks(F);
  SmallVector<Instruction *, 64> Returning;
  for (BasicBlock &BB : F)
    if (!Cold.contains(&BB))
      append_range(Returning, make_pointer_range(BB));
  return Returning;
}

/// Every function that can be reached from \p F by mentioning functions.
static SmallPtrSet<Function *, 32> reachableFrom(Function &F) {
  SmallPtrSet<Function *, 32> Reached;
  SmallVector<Function *, 16> Work{&F};
  while (!Work.empty()) {
    Function *Next = Work.pop_back_val();
    if (!Reached.insert(Next).second)
      continue;
    for (Instruction *I : returningInstructions(*Next))
      for (Value *Op : I->operands())
        if (auto *Mentioned = dyn_cast<Function>(Op->stripPointerCasts()))
          Work.push_back(Mentioned);
  }
  return Reached;
}

/// Batches and inactive calls need no derivative.
static bool isDerivativeRequest(const CallBase &Call) {
  Mode Asks = entryPointOf(Call)->Asks;
  return Asks != Mode::Batch && Asks != Mode::InactiveCall;
}

/// The size of a tape is an argument of other requests.
static bool comesFirst(const CallBase &Call) {
  return !isDerivativeRequest(Call) ||
         entryPointOf(Call)->Asks == Mode::TapeSize;
}

static bool callsByPointer(Function &F) {
  return any_of(returningInstructions(F), [](const Instruction *I) {
    auto *Call = dyn_cast<CallBase>(I);
    return Call && Call->isIndirectCall();
  });
}

/// Whether no function with a request in it is part of what \p Call
/// differentiates: by name, and if \p ByPointer is set by address either.
bool Engine::isReady(CallBase &Call, const FunctionSet &Waiting,
                     bool ByPointer) {
  if (!isDerivativeRequest(Call))
    return true;
  for (Value *Argument : Call.args())
    if (Function *Primal = functionBehind(Argument))
      for (Function *F : reachableFrom(*Primal))
        if (Waiting.contains(F) || (ByPointer && callsByPointer(*F)))
          return false;
  return true;
}

void Engine::run() {
  auto Requests = findRequests(M);
  while (!Requests.empty()) {
    FunctionSet Waiting;
    for (CallBase *Call : Requests)
      Waiting.insert(Call->getFunction());
    SmallVector<CallBase *, 8> Later, Ready;
    // What a pointer may call is made before what calls it, if that can be.
    bool Named =
        any_of(Waiting, [](Function *F) { return F->hasAddressTaken(); });
    for (bool ByPointer : {Named, false}) {
      Later.clear();
      for (CallBase *Call : Requests)
        (isReady(*Call, Waiting, ByPointer) ? Ready : Later).push_back(Call);
      if (!Ready.empty())
        break;
    }
    if (Ready.empty()) {
      for (CallBase *Call : Later) {
        Log.begin(*Call, nullptr);
        Log.refuse(RefusalCode::RecursiveRequest, *Call,
                   "a request is part of the function that it differentiates");
        removeRequest(*Call);
      }
      return;
    }
    for (bool First : {true, false})
      for (CallBase *&Call : Ready)
        if (Call && comesFirst(*Call) == First)
          take(*std::exchange(Call, nullptr));
    Requests = Later;
  }
}

void Engine::take(CallBase &Call) {
  Log.begin(Call, nullptr);
  std::optional<Request> R = parseRequest(Call, Log);
  if (!R)
    return removeRequest(Call);
  Log.begin(Call, R->Primal);
  if (Shown == Stage::Request)
    R->print(errs());
  spreadValues(*R);
  if (!isDerivativeRequest(Call)) {
    if (!replacePrimalRequest(*R, Log))
      removeRequest(Call);
    return;
  }
  if (R->DerivativeMode == Mode::ForwardSplit && !mayRunAgain(*R))
    return removeRequest(Call);
  size_t Before = Derivatives.size();
  Spent.begin();
  const Known &K = derivativeOf(*R);
  Spent.enter(Step::Replace);
  Spent.spend(*Call.getFunction());
  // The call is about to be erased.
  SourceTrace Asked = isReporting() ? requestTrace(Call) : SourceTrace();
  if (!K.Made || !Spent.affords(*R->Primal, Log) ||
      !replaceRequest(*R, *K.Made, Log))
    return removeRequest(Call);
  Spent.leave();
  if (isReporting())
    recordCost(*R, Asked, Spent, Derivatives.size() != Before, K.Kept);
}

/// Forward mode after a forward sweep runs the primal once more.
bool Engine::mayRunAgain(const Request &R) {
  if (R.Primal->isDeclaration() || !firstUnrepeatable(*Tree.flatten(*R.Primal)))
    return true;
  Log.refuse(RefusalCode::UnsupportedMode, *R.Call,
             "__enzyme_fwdsplit runs `" + readableName(R.Primal->getName()) +
                 "` again, which reads or writes memory of the program: use "
                 "__enzyme_fwddiff in the place of both calls");
  return false;
}

/// Where the primal itself has a rule, that is the derivative: of a call of it.
Function &Engine::primalOf(const Request &R, const Signature &Shape) {
  auto It = Rules.find(R.Primal);
  return It != Rules.end() && It->second.isFor(Shape.isForward())
             ? *callerOf(*R.Primal)
             : *R.Primal;
}

const Engine::Known &Engine::derivativeOf(const Request &R) {
  Signature Shape = Signature::of(R);
  for (Known &K : Derivatives)
    if (K.Primal == R.Primal && K.Shape == Shape)
      return K;
  Derivatives.push_back({R.Primal, Shape, std::nullopt, {}});
  Known &K = Derivatives.back();
  Function &Primal = primalOf(R, Shape);
  if (Primal.isDeclaration()) {
    Log.refuse(RefusalCode::MissingBody, *R.Call,
               "the body of '" + R.Primal->getName() +
                   "' is not in the program");
    return K;
  }
  Slice S(Primal, Rules, Shape.isForward(), Tree, FAM);
  Differentiation D(S, Tree, FAM, Log, Shown, Shape);
  K.Made = D.run();
  K.Kept = D.takeKept();
  return K;
}

PreservedAnalyses KeepRegisteredPass::run(Module &M, ModuleAnalysisManager &) {
  return keepRegistered(M) ? PreservedAnalyses::none()
                           : PreservedAnalyses::all();
}

PreservedAnalyses EnginePass::run(Module &M, ModuleAnalysisManager &MAM) {
  bool Mentioned = any_of(M.functions(), [](Function &F) {
    return F.isDeclaration() && isProtocolSymbol(F.getName());
  });
  Mentioned |= any_of(M.globals(), isRegistration);
  if (!Mentioned)
    return releaseRegistered(M) ? PreservedAnalyses::none()
                                : PreservedAnalyses::all();
  auto &FAM =
      MAM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager();
  describeHints(M);
  LibraryBodies Known(M);
  Engine(M, FAM, Prints ? std::optional<Stage>(Shown) : std::nullopt).run();
  releaseRegistered(M);
  eraseProtocol(M);
  separateWordsFromAddresses(M);
  return PreservedAnalyses::none();
}

} // namespace enzyme
