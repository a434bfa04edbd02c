//===- ZeroShortcuts.cpp - Zeros by way of zeroed memory ------------------===//

#include "prepare/ZeroShortcuts.h"
#include "rules/CallTraits.h"
#include "support/MemoryPlace.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace enzyme {

/// The bound of a search.
static const unsigned MaxBlocks = 16;

/// Of what \p Condition says, if \p Holds, that the bits are zero; empty if it
/// says something else as well.
static SmallVector<MemoryPlace, 4> zerosBy(const Value &Condition, bool Holds) {
  SmallVector<MemoryPlace, 4> Zeros;
  SmallVector<const Value *, 4> Work{&Condition}, Bits;
  while (!Work.empty()) {
    const Value *V = Work.pop_back_val(), *X, *Y;
    auto *Compare = dyn_cast<ICmpInst>(V);
    if (Holds ? match(V, m_LogicalAnd(m_Value(X), m_Value(Y)))
              : match(V, m_LogicalOr(m_Value(X), m_Value(Y))))
      Work.append({X, Y});
    else if (Compare && Compare->getOperand(0)->getType()->isIntegerTy() &&
             match(Compare->getOperand(1), m_Zero()) &&
             Compare->getPredicate() ==
                 (Holds ? CmpInst::ICMP_EQ : CmpInst::ICMP_NE))
      Bits.push_back(Compare->getOperand(0));
    else if (match(V, m_Intrinsic<Intrinsic::is_fpclass>(
                          m_Value(X), m_SpecificInt(fcPosZero))) &&
             Holds)
      Zeros.push_back(sourceOf(*X));
    else
      return {};
  }
  while (!Bits.empty()) {
    const Value *V = Bits.pop_back_val(), *X, *Y;
    if (match(V, m_Or(m_Value(X), m_Value(Y))))
      Bits.append({X, Y});
    else if (match(V, m_ZExt(m_Value(X))))
      Bits.push_back(X);
    else
      Zeros.push_back(sourceOf(*V));
  }
  return Zeros;
}

using Blocks = SmallSetVector<BasicBlock *, 8>;

/// The way that \p Branch goes if its condition is \p Holds, the nearest blocks
/// first, as far as it does not come back to it.
static Blocks blocksAfter(const BranchInst &Branch, bool Holds) {
  Blocks Result;
  Result.insert(Branch.getSuccessor(Holds ? 0 : 1));
  for (unsigned Next = 0; Next != Result.size() && Result.size() < MaxBlocks;
       ++Next)
    for (BasicBlock *After : successors(Result[Next]))
      if (After != Branch.getParent())
        Result.insert(After);
  return Result;
}

/// The first allocation in \p Way; null if there is none.
static CallBase *allocationIn(const Blocks &Way) {
  for (BasicBlock *Near : Way)
    for (Instruction &I : *Near)
      if (auto *Call = dyn_cast<CallBase>(&I); Call && asAllocation(*Call))
        return Call;
  return nullptr;
}

static bool isSameSize(const Value &A, const Value &B) {
  auto *I = dyn_cast<Instruction>(&A), *J = dyn_cast<Instruction>(&B);
  return &A == &B ||
         (I && J && !I->mayReadOrWriteMemory() && I->isIdenticalTo(J));
}

/// Whether \p Zeroed and \p Plain allocate as much, the first zeros.
static bool isSameButZeroed(const CallBase &Zeroed, const CallBase &Plain) {
  AllocationCall A = *asAllocation(Zeroed), B = *asAllocation(Plain);
  if (!A.Zeroed || B.Zeroed || B.Count)
    return false;
  if (!A.Count || match(A.Count, m_One()))
    return isSameSize(*A.Size, *B.Size);
  return match(A.Size, m_One()) && isSameSize(*A.Count, *B.Size);
}

/// What is stored, or copied from, in \p Way.
static SmallVector<MemoryPlace, 8> storedIn(const Blocks &Way) {
  SmallVector<MemoryPlace, 8> Stored;
  for (BasicBlock *Near : Way)
    for (Instruction &I : *Near) {
      if (auto *S = dyn_cast<StoreInst>(&I))
        Stored.push_back(sourceOf(*S->getValueOperand()));
      else if (auto *T = dyn_cast<MemTransferInst>(&I))
        Stored.push_back({getUnderlyingObject(T->getRawSource()), 0});
    }
  return Stored;
}

/// Whether memory that is allocated on the way \p Stores, before it meets \p
/// Zeros, gets nothing but what \p Tested are, and zeros.
static bool storesOnly(const Blocks &Stores, const Blocks &Zeros,
                       ArrayRef<MemoryPlace> Tested) {
  for (BasicBlock *Near : Stores) {
    if (Zeros.contains(Near))
      continue;
    for (Instruction &I : *Near) {
      auto *S = dyn_cast<StoreInst>(&I);
      if (!S || match(S->getValueOperand(), m_Zero()))
        continue;
      const Value *To = getUnderlyingObject(S->getPointerOperand());
      bool IsOther =
          isa<AllocaInst>(To) || isa<Argument>(To) || isa<GlobalValue>(To);
      if (!IsOther && !is_contained(Tested, sourceOf(*S->getValueOperand())))
        return false;
    }
  }
  return true;
}

/// Whether \p Branch goes where zeroed memory is, if its condition is \p Holds,
/// only because what would be stored in other memory is zero.
static bool isShortcut(const BranchInst &Branch, bool Holds) {
  SmallVector<MemoryPlace, 4> Tested = zerosBy(*Branch.getCondition(), Holds);
  if (Tested.empty() || Branch.getSuccessor(0) == Branch.getSuccessor(1) ||
      !Branch.getSuccessor(Holds ? 0 : 1)->getSinglePredecessor())
    return false;
  Blocks Zeros = blocksAfter(Branch, Holds),
         Stores = blocksAfter(Branch, !Holds);
  CallBase *Zeroed = allocationIn(Zeros), *Plain = allocationIn(Stores);
  if (!Zeroed || !Plain || !isSameButZeroed(*Zeroed, *Plain) ||
      !storesOnly(Stores, Zeros, Tested))
    return false;
  SmallVector<MemoryPlace, 8> Stored = storedIn(Stores);
  return all_of(Tested, [&](const MemoryPlace &Zero) {
    return is_contained(Stored, Zero) ||
           is_contained(Stored, MemoryPlace{getUnderlyingObject(Zero.Base), 0});
  });
}

bool storeZeros(Function &F) {
  bool Changed = false;
  for (BasicBlock &BB : F) {
    auto *Branch = dyn_cast<BranchInst>(BB.getTerminator());
    if (!Branch || !Branch->isConditional())
      continue;
    for (bool Holds : {true, false})
      if (isShortcut(*Branch, Holds)) {
        Branch->setCondition(ConstantInt::getBool(F.getContext(), !Holds));
        Changed = true;
        break;
      }
  }
  return Changed;
}

} // namespace enzyme
