//===- Engine.cpp - All requests of a module, stage by stage ---------------===//

#include "Engine.h"
#include "Differentiation.h"
#include "replace/CallReplacement.h"
#include "llvm/IR/InstIterator.h"
#include <chrono>

using namespace llvm;

namespace enzyme {

namespace {

class Engine {
public:
  Engine(Module &M, FunctionAnalysisManager &FAM, std::optional<Stage> Shown)
      : M(M), FAM(FAM), Tree(M, FAM), Shown(Shown) {}

  /// Takes the requests in an order in which those inside a primal come first.
  void run();

private:
  /// A derivative that has been made, or nothing if it was refused.
  struct Known {
    Function *Primal;
    Signature Shape;
    std::optional<MemberDerivative> Made;
  };

  bool isReady(CallBase &Call, const SmallPtrSetImpl<Function *> &Waiting);
  void take(CallBase &Call);
  const MemberDerivative *derivativeOf(const Request &R);

  Module &M;
  FunctionAnalysisManager &FAM;
  CallTree Tree;
  std::optional<Stage> Shown;
  RefusalLog Log;
  std::vector<Known> Derivatives;
};

} // namespace

/// Every function that can be reached from \p F by mentioning functions.
static SmallPtrSet<Function *, 32> reachableFrom(Function &F) {
  SmallPtrSet<Function *, 32> Reached;
  SmallVector<Function *, 16> Work{&F};
  while (!Work.empty()) {
    Function *Next = Work.pop_back_val();
    if (!Reached.insert(Next).second)
      continue;
    for (Instruction &I : instructions(*Next))
      for (Value *Op : I.operands())
        if (auto *Mentioned = dyn_cast<Function>(Op->stripPointerCasts()))
          Work.push_back(Mentioned);
  }
  return Reached;
}

bool Engine::isReady(CallBase &Call, const SmallPtrSetImpl<Function *> &Waiting) {
  for (Value *Argument : Call.args())
    if (auto *Primal = dyn_cast<Function>(Argument->stripPointerCasts()))
      for (Function *F : reachableFrom(*Primal))
        if (Waiting.contains(F))
          return false;
  return true;
}

void Engine::run() {
  auto Requests = findRequests(M);
  while (!Requests.empty()) {
    SmallPtrSet<Function *, 8> Waiting;
    for (CallBase *Call : Requests)
      Waiting.insert(Call->getFunction());
    SmallVector<CallBase *, 8> Later, Ready;
    for (CallBase *Call : Requests)
      (isReady(*Call, Waiting) ? Ready : Later).push_back(Call);
    if (Ready.empty()) {
      for (CallBase *Call : Later) {
        Log.begin(*Call, nullptr);
        Log.refuse(RefusalCode::RecursiveRequest, *Call,
                   "a request is part of the function that it differentiates");
        removeRequest(*Call);
      }
      return;
    }
    for (CallBase *Call : Ready)
      take(*Call);
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
  const MemberDerivative *Made = derivativeOf(*R);
  if (!Made ||
      !checkResult(*R, cast<StructType>(Made->Whole->getReturnType()), Log))
    return removeRequest(Call);
  replaceRequest(*R, *Made->Whole);
}

const MemberDerivative *Engine::derivativeOf(const Request &R) {
  Signature Shape = Signature::of(R);
  for (Known &K : Derivatives)
    if (K.Primal == R.Primal && K.Shape == Shape)
      return K.Made ? &*K.Made : nullptr;
  Derivatives.push_back({R.Primal, Shape, std::nullopt});
  Known &K = Derivatives.back();
  if (R.Primal->isDeclaration()) {
    Log.refuse(RefusalCode::MissingBody, *R.Call,
               "the body of '" + R.Primal->getName() +
                   "' is not in the program");
    return nullptr;
  }
  auto Start = std::chrono::steady_clock::now();
  Slice S(*R.Primal, Tree, FAM);
  K.Made = Differentiation(S, Tree, FAM, Log, Shown, Shape).run();
  std::chrono::duration<double> Spent =
      std::chrono::steady_clock::now() - Start;
  report("differentiated " + R.Primal->getName() + " in " +
         Twine(static_cast<unsigned>(Spent.count() * 1000)) + " ms");
  return K.Made ? &*K.Made : nullptr;
}

PreservedAnalyses EnginePass::run(Module &M, ModuleAnalysisManager &MAM) {
  bool Mentioned = any_of(M.functions(), [](Function &F) {
    return F.isDeclaration() && isProtocolSymbol(F.getName());
  });
  if (!Mentioned)
    return PreservedAnalyses::all();
  auto &FAM =
      MAM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager();
  Engine(M, FAM, Prints ? std::optional<Stage>(Shown) : std::nullopt).run();
  eraseProtocol(M);
  return PreservedAnalyses::none();
}

} // namespace enzyme
