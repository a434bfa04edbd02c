//===- ReversePlanner.cpp - Makes the plan of a reverse sweep --------------===//

#include "plan/ReversePlanner.h"
#include "emit/ActivityGuard.h"
#include "plan/LoopPlan.h"
#include "rules/CallTraits.h"
#include "rules/DerivativeTable.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

static const unsigned Impossible = 1000;
static const unsigned MaxRecomputed = 24;

SweepValue operandOf(SweepValue V, Value *Operand) {
  return V.isShadow() && containsPointer(Operand->getType())
             ? V.of(Operand)
             : SweepValue::primal(Operand);
}

SmallVector<SweepValue, 4> ingredientsOf(SweepValue V) {
  SmallVector<SweepValue, 4> Result;
  if (auto *I = dyn_cast<Instruction>(V.value()))
    for (Value *Op : I->operands())
      if (!isa<BasicBlock>(Op) && !isa<Function>(Op))
        Result.push_back(operandOf(V, Op));
  return Result;
}

bool ReversePlanner::plan(Plan &Result) {
  P = &Result;
  P->F = &F;
  P->Width = Width;
  chooseActions();
  if (!Ok)
    return false;
  planBranches();
  planLoops();
  needForActions();
  return Ok && verifyPlan(*P, LI, Log);
}

unsigned ReversePlanner::depthOf(const Value *V) const {
  auto *I = dyn_cast<Instruction>(V);
  return I ? LI.getLoopDepth(I->getParent()) : 0;
}

bool ReversePlanner::hasWork(const BasicBlock &BB) {
  for (const Instruction &I : BB) {
    if (P->actionOf(const_cast<Instruction *>(&I)) != Action::None)
      return true;
    if (isa<PHINode>(I) && containsFloat(I.getType()) && Activities.isActive(&I))
      return true;
  }
  return false;
}

bool ReversePlanner::isInert(Loop *L) {
  auto [It, New] = Inert.try_emplace(L, true);
  if (New) {
    bool Result = none_of(L->blocks(), [&](BasicBlock *BB) {
      return !Cold.contains(BB) && hasWork(*BB);
    });
    Inert[L] = Result;
    return Result;
  }
  return It->second;
}

/// \p To, or where to continue instead if \p To is in a loop, which does not
/// hold \p From, in which there is nothing to do.
BasicBlock *ReversePlanner::skipInertLoops(BasicBlock *From, BasicBlock *To) {
  while (true) {
    Loop *Skipped = nullptr;
    for (Loop *L = LI.getLoopFor(To); L && !L->contains(From);
         L = L->getParentLoop())
      if (isInert(L))
        Skipped = L;
    if (!Skipped)
      return To;
    To = Skipped->getLoopPreheader();
  }
}

/// If nothing is done between the immediate dominator of \p BB and \p BB, that
/// dominator: which way was taken is then of no interest.
BasicBlock *ReversePlanner::inertRegionEntry(BasicBlock *BB) {
  BasicBlock *Entry = DT.getNode(BB)->getIDom()->getBlock();
  Loop *L = LI.getLoopFor(BB);
  if (LI.getLoopFor(Entry) != L || (L && L->getHeader() == BB))
    return nullptr;
  for (PHINode &Phi : BB->phis())
    if (containsFloat(Phi.getType()) && Activities.isActive(&Phi))
      return nullptr;
  SmallPtrSet<BasicBlock *, 16> Region;
  SmallVector<BasicBlock *, 16> Work(predecessors(BB));
  while (!Work.empty()) {
    BasicBlock *At = Work.pop_back_val();
    if (At == Entry || !Region.insert(At).second)
      continue;
    if (hasWork(*At))
      return nullptr;
    Work.append(pred_begin(At), pred_end(At));
  }
  return Entry;
}

/// A condition that tells the two edges of \p Branch apart, or a new phi that
/// numbers the edges.
Value *ReversePlanner::selectorFor(BasicBlock *BB, ReverseBranch &Branch) {
  BasicBlock *Entry = DT.getNode(BB)->getIDom()->getBlock();
  auto *Br = dyn_cast<BranchInst>(Entry->getTerminator());
  if (Branch.Edges.size() == 2 && Br && Br->isConditional() &&
      Br->getSuccessor(0) != Br->getSuccessor(1) &&
      LI.getLoopFor(Entry) == LI.getLoopFor(BB)) {
    auto SideOf = [&](BasicBlock *From) -> int {
      for (unsigned Side : {0u, 1u}) {
        if (From == Entry ? Br->getSuccessor(Side) == BB
                          : DT.dominates(BasicBlockEdge(Entry, Br->getSuccessor(Side)),
                                         From))
          return Side;
      }
      return -1;
    };
    int A = SideOf(Branch.Edges[0].From), B = SideOf(Branch.Edges[1].From);
    if (A >= 0 && B >= 0 && A != B) {
      if (A == 1)
        std::swap(Branch.Edges[0], Branch.Edges[1]);
      return Br->getCondition();
    }
  }
  IRBuilder<> At(BB, BB->begin());
  PHINode *Phi = At.CreatePHI(At.getInt8Ty(), 4, "enzyme.edge");
  if (Branch.Edges.size() > 255) {
    Phi->eraseFromParent();
    Phi = At.CreatePHI(At.getInt32Ty(), 4, "enzyme.edge");
  }
  for (BasicBlock *From : predecessors(BB)) {
    unsigned Number = 0;
    while (Number < Branch.Edges.size() && Branch.Edges[Number].From != From)
      ++Number;
    Phi->addIncoming(ConstantInt::get(Phi->getType(), Number), From);
  }
  return Phi;
}

void ReversePlanner::planBranches() {
  SmallVector<BasicBlock *, 32> Work;
  for (BasicBlock &BB : F)
    if (isa<ReturnInst>(BB.getTerminator()))
      Work.push_back(&BB);
  while (!Work.empty()) {
    BasicBlock *BB = Work.pop_back_val();
    if (P->Branches.count(BB))
      continue;
    ReverseBranch Branch;
    Loop *L = LI.getLoopFor(BB);
    if (BB != &F.getEntryBlock()) {
      SmallPtrSet<BasicBlock *, 4> Preds(pred_begin(BB), pred_end(BB));
      if (L && L->getHeader() == BB) {
        BasicBlock *Pre = L->getLoopPreheader();
        Branch.Edges.push_back({skipInertLoops(BB, Pre), Pre});
        Branch.Edges.push_back({L->getLoopLatch(), L->getLoopLatch()});
      } else if (BasicBlock *Entry = Preds.size() > 1 ? inertRegionEntry(BB) : nullptr) {
        Branch.Edges.push_back({Entry, Entry});
      } else {
        SmallVector<BasicBlock *, 4> Ordered;
        for (BasicBlock *From : predecessors(BB))
          if (Preds.erase(From))
            Ordered.push_back(From);
        bool Phis = any_of(BB->phis(), [&](PHINode &Phi) {
          return containsFloat(Phi.getType()) && Activities.isActive(&Phi);
        });
        for (BasicBlock *From : Ordered) {
          BasicBlock *To = skipInertLoops(BB, From);
          // Exits of one inert loop all lead back to where it was entered.
          if (!Phis && any_of(Branch.Edges, [&](ReverseEdge &E) { return E.To == To; }) &&
              To != From && Branch.Edges.size() == 1)
            continue;
          Branch.Edges.push_back({To, From});
        }
        if (Branch.Edges.size() > 1)
          Branch.Selector = selectorFor(BB, Branch);
      }
    }
    for (ReverseEdge &E : Branch.Edges)
      Work.push_back(E.To);
    P->Branches[BB] = Branch;
  }
}

void ReversePlanner::planLoops() {
  for (Loop *L : LI.getLoopsInPreorder()) {
    if (!P->Branches.count(L->getHeader()))
      continue;
    LoopPlan LP;
    LP.LastIteration = expandLastIteration(*L, SE, Cold);
    P->Loops[L] = LP;
  }
  for (auto &[L, LP] : P->Loops)
    if (LP.isCounted())
      need(SweepValue::primal(LP.LastIteration));
}

void ReversePlanner::needShadows(Value *V) {
  if (!isa<Constant>(V))
    for (unsigned Lane = 0; Lane != Width; ++Lane)
      need(SweepValue::shadow(V, Lane));
}

/// The shadows behind \p Pointer, and what tells whether they are any.
void ReversePlanner::needAccess(Value *Pointer) {
  needShadows(Pointer);
  if (Shape.RuntimeActivity && mayBeItsShadow(Memory.objectOf(Pointer)))
    needPrimal(Pointer);
}

void ReversePlanner::needForRule(Instruction &I) {
  const Rule *R = findRule(I);
  unsigned N = isa<CallBase>(I) ? cast<CallBase>(I).arg_size()
                                : I.getNumOperands();
  for (unsigned Op = 0; Op != N; ++Op) {
    if (!R->isDifferentiableIn(Op) || !Activities.isActive(I.getOperand(Op)))
      continue;
    for (unsigned Needed = 0; Needed != N; ++Needed)
      if (R->partialNeedsOperand(Op, Needed))
        needPrimal(I.getOperand(Needed));
    if (R->partialNeedsResult(Op))
      needPrimal(&I);
  }
}

/// What is freed in the reverse sweep is freed as the primal frees it.
void ReversePlanner::needForFree(Instruction &Allocation) {
  const DeallocationForm *Free = P->FreedInReverse.lookup(&Allocation);
  if (!Free)
    return;
  needPrimal(&Allocation);
  std::optional<AllocationCall> A = asAllocation(cast<CallBase>(Allocation));
  for (Value *V : {A->Size, A->Alignment})
    if (V && Free->Type->getNumParams() > 1)
      needPrimal(V);
}

/// A tape that is kept has zero shadows again.
void ReversePlanner::needSize(Instruction &Allocation) {
  std::optional<AllocationCall> A = asAllocation(cast<CallBase>(Allocation));
  if (A->Zeroed)
    for (Value *V : {A->Size, A->Count})
      if (V)
        needPrimal(V);
}

void ReversePlanner::needForAction(Instruction &I, Action A) {
  switch (A) {
  case Action::Rule:
    return needForRule(I);
  case Action::Load:
    return needAccess(cast<LoadInst>(I).getPointerOperand());
  case Action::Store:
  case Action::StoreWords:
    return needAccess(cast<StoreInst>(I).getPointerOperand());
  case Action::CheckBits:
    if (auto *S = dyn_cast<StoreInst>(&I))
      needAccess(S->getPointerOperand());
    return;
  case Action::Transfer: {
    auto &T = cast<MemTransferInst>(I);
    needAccess(T.getRawDest());
    if (Activities.hasShadow(T.getRawSource()))
      needAccess(T.getRawSource());
    return needPrimal(T.getLength());
  }
  case Action::Fill:
    needAccess(cast<MemSetInst>(I).getRawDest());
    return needPrimal(cast<MemSetInst>(I).getLength());
  case Action::Select:
    return needPrimal(cast<SelectInst>(I).getCondition());
  case Action::ExtractElement:
    return needPrimal(cast<ExtractElementInst>(I).getIndexOperand());
  case Action::InsertElement:
    return needPrimal(I.getOperand(2));
  case Action::Allocate:
    if (Memory.objectOf(&I)->NeedsShadow)
      needShadows(&I);
    if (Shape.TakesRelease)
      needSize(I);
    return needForFree(I);
  case Action::Call:
    return need(SweepValue::tape(cast<CallBase>(&I)));
  default:
    return;
  }
}

void ReversePlanner::needForActions() {
  for (auto &[BB, Branch] : P->Branches)
    if (Branch.Selector)
      needPrimal(Branch.Selector);
  for (auto &[I, A] : P->Actions)
    needForAction(*I, A);
}

/// Calls that are one or two instructions of a processor.
static bool isCheapIntrinsic(const Instruction &I) {
  auto *Call = dyn_cast<IntrinsicInst>(&I);
  if (!Call)
    return false;
  switch (Call->getIntrinsicID()) {
  case Intrinsic::abs:
  case Intrinsic::smin:
  case Intrinsic::smax:
  case Intrinsic::umin:
  case Intrinsic::umax:
  case Intrinsic::sadd_sat:
  case Intrinsic::ssub_sat:
  case Intrinsic::uadd_sat:
  case Intrinsic::usub_sat:
  case Intrinsic::fabs:
  case Intrinsic::copysign:
    return true;
  default:
    return false;
  }
}

unsigned ReversePlanner::costOf(SweepValue V, unsigned Depth) {
  Value *Raw = V.value();
  auto *I = dyn_cast<Instruction>(Raw);
  if (!I || isa<AllocaInst>(I) || depthOf(I) < Depth)
    return 0;
  auto [It, New] = Costs.try_emplace(V, Impossible);
  if (!New)
    return It->second;
  unsigned Cost = Impossible;
  auto Ingredients = [&](unsigned Own) {
    Cost = Own;
    for (SweepValue Part : ingredientsOf(V))
      Cost = std::min(Impossible, Cost + costOf(Part, Depth));
  };
  if (auto *Phi = dyn_cast<PHINode>(I)) {
    Loop *L = LI.getLoopFor(Phi->getParent());
    if (L && P->Loops.count(L) && isInduction(*Phi, *L, SE))
      Cost = 1;
  } else if (auto *Load = dyn_cast<LoadInst>(I)) {
    if (!Overwrites.mayChangeAfter(*Load))
      Ingredients(1);
  } else if (isa<GetElementPtrInst>(I) || isa<SelectInst>(I) || isa<CmpInst>(I) ||
             (isa<CastInst>(I) && !isa<IntToPtrInst>(I)) || isa<UnaryOperator>(I) ||
             isa<ExtractValueInst>(I) || isa<ExtractElementInst>(I) ||
             isCheapIntrinsic(*I)) {
    Ingredients(1);
  } else if (isa<BinaryOperator>(I)) {
    switch (I->getOpcode()) {
    case Instruction::UDiv:
    case Instruction::SDiv:
    case Instruction::URem:
    case Instruction::SRem:
    case Instruction::FDiv:
    case Instruction::FRem:
      break;
    default:
      Ingredients(1);
    }
  }
  if (Cost > MaxRecomputed)
    Cost = Impossible;
  return Costs[V] = Cost;
}

Source ReversePlanner::choose(SweepValue V) {
  Value *Raw = V.value();
  if (isa<Constant>(Raw) || isa<Argument>(Raw) || isa<AllocaInst>(Raw))
    return Source::Always;
  if (V.isTape())
    return Source::Tape;
  unsigned Depth = depthOf(Raw);
  // Outside of loops a kept value costs a register or a stack slot.
  if (Depth == 0 || !isa<Instruction>(Raw))
    return Source::Tape;
  if (auto *Phi = dyn_cast<PHINode>(Raw)) {
    Loop *L = LI.getLoopFor(Phi->getParent());
    return P->Loops.count(L) && isInduction(*Phi, *L, SE) ? Source::Induction
                                                          : Source::Tape;
  }
  // Costs depend on the depth from which on a new slot is not for free.
  Costs.clear();
  if (costOf(V, Depth) >= Impossible)
    return Source::Tape;
  return isa<LoadInst>(Raw) ? Source::Reload : Source::Recompute;
}

void ReversePlanner::need(SweepValue V) {
  if (isa<Constant>(V.value()) || isa<MetadataAsValue>(V.value()) ||
      P->Sources.count(V))
    return;
  Source S = choose(V);
  P->Sources[V] = S;
  if (S == Source::Tape) {
    auto *I = cast<Instruction>(V.value());
    Type *T = V.isTape() ? PointerType::get(I->getContext(), 0) : I->getType();
    P->Slots[V] = {T, LI.getLoopFor(I->getParent())};
  } else if (S == Source::Induction) {
    auto *Phi = cast<PHINode>(V.value());
    Induction &Of = P->Inductions[Phi];
    if (!Of.Start)
      Of = expandInduction(*Phi, *LI.getLoopFor(Phi->getParent()), SE);
    SmallVector<Value *, 2> Coefficients = Of.Coefficients;
    need(V.of(Of.Start));
    for (Value *Coefficient : Coefficients)
      needPrimal(Coefficient);
  } else if (S == Source::Recompute || S == Source::Reload) {
    for (SweepValue Part : ingredientsOf(V))
      need(Part);
  }
}

} // namespace enzyme
