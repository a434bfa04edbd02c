//===- ProtocolErasure.cpp - No symbol of the protocol is left -------------===//

#include "replace/ProtocolErasure.h"
#include "prepare/IterationCounts.h"
#include "replace/CallReplacement.h"
#include "request/Hints.h"
#include "rules/Registrations.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;

namespace enzyme {

static bool eraseHints(Module &M) {
  SmallVector<CallBase *, 8> Hints;
  for (Function &F : M)
    if (F.getName().contains("__enzyme_"))
      for (User *U : F.users())
        if (auto *Call = dyn_cast<CallBase>(U); Call && hintOf(*Call))
          Hints.push_back(Call);
  for (CallBase *Hint : Hints)
    removeRequest(*Hint);
  return !Hints.empty();
}

/// What they say has become attributes.
static bool eraseRegistrations(Module &M) {
  auto IsRegistration = [](Constant *C) {
    auto *G = dyn_cast<GlobalVariable>(C);
    return G && isRegistration(*G);
  };
  SmallVector<GlobalVariable *, 4> Found;
  for (GlobalVariable &G : M.globals())
    if (isRegistration(G))
      Found.push_back(&G);
  if (Found.empty())
    return false;
  removeFromUsedLists(M, IsRegistration);
  for (GlobalVariable *G : Found) {
    G->removeDeadConstantUsers();
    if (G->use_empty())
      G->eraseFromParent();
  }
  return true;
}

/// Requests were their only users.
static void eraseDeclarations(Module &M) {
  for (Function &F : make_early_inc_range(M))
    if (F.isDeclaration() && F.use_empty() && isProtocolSymbol(F.getName()))
      F.eraseFromParent();
}

/// Without optimisation a marker is loaded to be passed.
static void eraseDeadLoads(GlobalVariable &Marker) {
  for (User *U : make_early_inc_range(Marker.users()))
    if (auto *Load = dyn_cast<LoadInst>(U);
        Load && Load->use_empty() && !Load->isVolatile())
      Load->eraseFromParent();
}

static bool defineMarkers(Module &M) {
  bool Changed = false;
  for (GlobalVariable &G : make_early_inc_range(M.globals())) {
    if (!G.isDeclaration() || !isProtocolSymbol(G.getName()))
      continue;
    Changed = true;
    eraseDeadLoads(G);
    G.removeDeadConstantUsers();
    if (G.use_empty()) {
      G.eraseFromParent();
      continue;
    }
    // Its address was taken, or it was loaded, where no request read it.
    G.setInitializer(Constant::getNullValue(G.getValueType()));
    G.setLinkage(GlobalValue::InternalLinkage);
  }
  return Changed;
}

bool eraseProtocol(Module &M) {
  bool Changed = eraseHints(M);
  Changed |= countIterations(M);
  Changed |= eraseRegistrations(M);
  eraseDeclarations(M);
  return defineMarkers(M) || Changed;
}

} // namespace enzyme
