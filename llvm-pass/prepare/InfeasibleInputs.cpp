//===- InfeasibleInputs.cpp - Inputs of phis that no path uses -------------===//

#include "prepare/InfeasibleInputs.h"
#include "prepare/Devirtualisation.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/InstructionSimplify.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/PatternMatch.h"
#include <optional>

using namespace llvm;
using namespace llvm::PatternMatch;

namespace enzyme {

/// Bounds of one search.
static const unsigned MaxBlocks = 8192;
static const unsigned MaxValues = 32;
/// Of all searches in a function, the blocks that are passed.
static const unsigned MaxSteps = 1000000;

/// The bits of a value as another type.
static bool isConversion(const Value *V, unsigned Depth = 3) {
  auto *I = dyn_cast<Instruction>(V);
  if (!I || I->getType()->isVectorTy())
    return false;
  if (isa<IntToPtrInst>(I) || isa<PtrToIntInst>(I) || isa<BitCastInst>(I))
    return true;
  bool Takes = isa<TruncInst>(I) ||
               (I->getOpcode() == Instruction::LShr && isa<Constant>(I->getOperand(1)));
  return Takes && Depth && isConversion(I->getOperand(0), Depth - 1);
}

namespace {
/// The paths from the end of a block on which some values are known.
class KnownPaths {
public:
  /// \p StepsLeft is shared by the searches.
  KnownPaths(BasicBlock &Start, const DominatorTree &DT, unsigned &StepsLeft)
      : Start(Start), DT(DT), StepsLeft(StepsLeft) {}

  void learn(const Value *V, Constant *C) { Known[V] = C; }
  /// What the branches say by which one comes from \p From.
  void learnFromPathTo(BasicBlock &From);
  /// Whether there are facts, and the search is not too long.
  bool follow();
  /// Whether \p V, a value of the start, may be used on the paths.
  bool mayUse(const Value &V) const;

private:
  void learnCondition(const Value *V, bool Holds, unsigned Depth = 4);
  Constant *valueOf(const Value *V, unsigned Depth = 4) const;
  /// It is computed again before the paths begin.
  bool isOfStart(const Value *V) const {
    auto *I = dyn_cast<Instruction>(V);
    return I && I->getParent() == &Start;
  }
  SmallVector<BasicBlock *, 2> successorsOf(BasicBlock &BB) const;

  /// Nothing of the start is used from there on, before the start comes again.
  bool isBefore(const BasicBlock &BB) const {
    return &BB == &Start || DT.properlyDominates(&BB, &Start);
  }

  bool step() { return StepsLeft && --StepsLeft; }

  BasicBlock &Start;
  const DominatorTree &DT;
  unsigned &StepsLeft;
  DenseMap<const Value *, Constant *> Known;
  DenseSet<const BasicBlock *> Reached;
  DenseSet<std::pair<const BasicBlock *, const BasicBlock *>> Edges;
  bool Returns = false;
};
} // namespace

static std::optional<bool> areEqual(const Constant *A, const Constant *B) {
  if (A == B)
    return true;
  auto *F = dyn_cast<Function>(A), *G = dyn_cast<Function>(B);
  if (F && G)
    return areSame(*F, *G);
  // An undefined weak symbol is null.
  const Function *Either = F ? F : G;
  bool IsNever = Either && !Either->hasExternalWeakLinkage() &&
                 isa<ConstantPointerNull>(F ? B : A);
  bool AreNumbers = isa<ConstantInt>(A) && isa<ConstantInt>(B);
  return IsNever || AreNumbers ? std::optional<bool>(false) : std::nullopt;
}

/// \p V as a constant, from what is known; null if that does not say.
Constant *KnownPaths::valueOf(const Value *V, unsigned Depth) const {
  if (Constant *C = Known.lookup(V))
    return C;
  if (auto *C = dyn_cast<Constant>(V))
    return const_cast<Constant *>(C);
  auto *I = dyn_cast<Instruction>(V);
  if (!I || !Depth)
    return nullptr;
  auto Operand = [&](unsigned Op) { return valueOf(I->getOperand(Op), Depth - 1); };
  if (auto *Compare = dyn_cast<ICmpInst>(I)) {
    Constant *L = Operand(0), *R = Operand(1);
    if (!L || !R)
      return nullptr;
    if (Compare->isEquality()) {
      std::optional<bool> Equal = areEqual(L, R);
      if (!Equal)
        return nullptr;
      bool WantsEqual = Compare->getPredicate() == CmpInst::ICMP_EQ;
      return ConstantInt::getBool(I->getContext(), *Equal == WantsEqual);
    }
    auto *LI = dyn_cast<ConstantInt>(L), *RI = dyn_cast<ConstantInt>(R);
    return LI && RI ? ConstantInt::getBool(
                          I->getContext(),
                          ICmpInst::compare(LI->getValue(), RI->getValue(),
                                            Compare->getPredicate()))
                    : nullptr;
  }
  if (isa<SelectInst>(I)) {
    auto *C = dyn_cast_or_null<ConstantInt>(Operand(0));
    return C ? Operand(C->isOne() ? 1 : 2) : nullptr;
  }
  if (!I->getType()->isIntegerTy(1))
    return nullptr;
  auto Bit = [&](unsigned Op) { return dyn_cast_or_null<ConstantInt>(Operand(Op)); };
  switch (I->getOpcode()) {
  case Instruction::Xor: {
    ConstantInt *L = Bit(0), *R = Bit(1);
    return L && R ? ConstantInt::getBool(I->getContext(), L->isOne() != R->isOne())
                  : nullptr;
  }
  case Instruction::And:
  case Instruction::Or: {
    ConstantInt *L = Bit(0), *R = Bit(1);
    bool Dominant = I->getOpcode() == Instruction::Or;
    if ((L && L->isOne() == Dominant) || (R && R->isOne() == Dominant))
      return ConstantInt::getBool(I->getContext(), Dominant);
    return L && R ? ConstantInt::getBool(I->getContext(), !Dominant) : nullptr;
  }
  default:
    return nullptr;
  }
}

/// A condition, and what follows from it.
void KnownPaths::learnCondition(const Value *V, bool Holds, unsigned Depth) {
  if (isa<Constant>(V) || isOfStart(V))
    return;
  Known.try_emplace(V, ConstantInt::getBool(V->getContext(), Holds));
  const Value *L, *R;
  if (!Depth)
    return;
  if (match(V, m_Not(m_Value(L)))) {
    learnCondition(L, !Holds, Depth - 1);
  } else if (Holds ? match(V, m_LogicalAnd(m_Value(L), m_Value(R)))
                   : match(V, m_LogicalOr(m_Value(L), m_Value(R)))) {
    learnCondition(L, Holds, Depth - 1);
    learnCondition(R, Holds, Depth - 1);
  }
}

void KnownPaths::learnFromPathTo(BasicBlock &From) {
  auto Learn = [&](const BasicBlock &BB, auto Leads) {
    auto *Branch = dyn_cast<BranchInst>(BB.getTerminator());
    if (!Branch || !Branch->isConditional() ||
        Branch->getSuccessor(0) == Branch->getSuccessor(1))
      return;
    for (unsigned Way : {0u, 1u})
      if (Leads(*Branch->getSuccessor(Way)))
        learnCondition(Branch->getCondition(), Way == 0);
  };
  Learn(From, [&](const BasicBlock &Next) { return &Next == &Start; });
  const DomTreeNode *Node = DT.getNode(&From);
  for (unsigned Steps = 0; Node && Steps != MaxBlocks; ++Steps) {
    Node = Node->getIDom();
    if (!Node || Node->getBlock() == &Start || !step())
      return;
    const BasicBlock *BB = Node->getBlock();
    Learn(*BB, [&](const BasicBlock &Next) {
      return DT.dominates(BasicBlockEdge(BB, &Next), &From);
    });
  }
}

SmallVector<BasicBlock *, 2> KnownPaths::successorsOf(BasicBlock &BB) const {
  if (auto *Branch = dyn_cast<BranchInst>(BB.getTerminator());
      Branch && Branch->isConditional())
    if (auto *C = dyn_cast_or_null<ConstantInt>(valueOf(Branch->getCondition())))
      return {Branch->getSuccessor(C->isOne() ? 0 : 1)};
  if (auto *Switch = dyn_cast<SwitchInst>(BB.getTerminator()))
    if (auto *C = dyn_cast_or_null<ConstantInt>(valueOf(Switch->getCondition())))
      return {Switch->findCaseValue(C)->getCaseSuccessor()};
  return {succ_begin(&BB), succ_end(&BB)};
}

bool KnownPaths::follow() {
  if (Known.empty())
    return false;
  DenseSet<const BasicBlock *> Computing;
  for (auto &[V, C] : Known)
    if (auto *I = dyn_cast<Instruction>(V))
      Computing.insert(I->getParent());
  SmallVector<BasicBlock *, 16> Work{&Start};
  Reached.insert(&Start);
  while (!Work.empty()) {
    BasicBlock *BB = Work.pop_back_val();
    // What is known of a value is no longer so when it is computed again.
    if ((BB != &Start && Computing.contains(BB)) || !step())
      return false;
    for (BasicBlock *Next : successorsOf(*BB)) {
      Edges.insert({BB, Next});
      Returns |= isBefore(*Next);
      if (!isBefore(*Next) && Reached.insert(Next).second)
        Work.push_back(Next);
      if (Reached.size() > MaxBlocks)
        return false;
    }
  }
  return true;
}

bool KnownPaths::mayUse(const Value &V) const {
  SmallSetVector<const Value *, 8> Work;
  Work.insert(&V);
  for (unsigned Next = 0; Next != Work.size(); ++Next)
    for (const Use &U : Work[Next]->uses()) {
      auto *User = cast<Instruction>(U.getUser());
      if (auto *Phi = dyn_cast<PHINode>(User)) {
        if (!Edges.count({Phi->getIncomingBlock(U), Phi->getParent()}))
          continue;
        // Around a loop, what the phi has may outlive what is known.
        if (Returns)
          return true;
      } else if (!Reached.count(User->getParent())) {
        continue;
      } else if (User->isTerminator() || User->mayHaveSideEffects() ||
                 User->mayReadFromMemory() ||
                 !isSafeToSpeculativelyExecute(User)) {
        return true;
      }
      Work.insert(User);
      if (Work.size() > MaxValues)
        return true;
    }
  return false;
}

static bool dropFrom(PHINode &Phi, const DominatorTree &DT,
                     unsigned &StepsLeft) {
  bool Changed = false;
  for (unsigned In = 0; In != Phi.getNumIncomingValues(); ++In) {
    if (!isConversion(Phi.getIncomingValue(In)))
      continue;
    BasicBlock &Start = *Phi.getParent(), *From = Phi.getIncomingBlock(In);
    KnownPaths Paths(Start, DT, StepsLeft);
    for (PHINode &Other : Start.phis())
      if (auto *C = dyn_cast<Constant>(Other.getIncomingValueForBlock(From)))
        Paths.learn(&Other, C);
    Paths.learnFromPathTo(*From);
    if (!Paths.follow() || Paths.mayUse(Phi))
      continue;
    Phi.setIncomingValueForBlock(From, PoisonValue::get(Phi.getType()));
    Changed = true;
  }
  return Changed;
}

static bool dropFrom(SelectInst &S, const DominatorTree &DT,
                     unsigned &StepsLeft) {
  if (!S.getCondition()->getType()->isIntegerTy(1))
    return false;
  for (bool Chosen : {true, false}) {
    if (!isConversion(Chosen ? S.getTrueValue() : S.getFalseValue()))
      continue;
    KnownPaths Paths(*S.getParent(), DT, StepsLeft);
    Paths.learn(S.getCondition(), ConstantInt::getBool(S.getContext(), Chosen));
    if (!Paths.follow() || Paths.mayUse(S))
      continue;
    S.replaceAllUsesWith(Chosen ? S.getFalseValue() : S.getTrueValue());
    return true;
  }
  return false;
}

bool dropInfeasibleInputs(Function &F, FunctionAnalysisManager &FAM) {
  const DominatorTree &DT = FAM.getResult<DominatorTreeAnalysis>(F);
  unsigned StepsLeft = MaxSteps;
  bool Changed = false;
  SmallVector<PHINode *, 8> Phis;
  for (Instruction &I : instructions(F)) {
    if (auto *Phi = dyn_cast<PHINode>(&I); Phi && dropFrom(*Phi, DT, StepsLeft))
      Phis.push_back(Phi);
    if (auto *S = dyn_cast<SelectInst>(&I))
      Changed |= dropFrom(*S, DT, StepsLeft);
  }
  for (PHINode *Phi : Phis)
    if (Value *V = simplifyInstruction(
            Phi, SimplifyQuery(F.getParent()->getDataLayout(), &DT))) {
      Phi->replaceAllUsesWith(V);
      Phi->eraseFromParent();
    }
  return Changed || !Phis.empty();
}

} // namespace enzyme
