//===- Devirtualisation.cpp - Indirect calls as choices of direct ones -----===//

#include "prepare/Devirtualisation.h"
#include "request/Request.h"
#include "support/Compat.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

namespace enzyme {

/// More candidates than this are a sign that nothing is known.
static const unsigned MaxCandidates = 24;

/// Whether \p Callee can be what \p Call was compiled to call.
static bool fits(const CallInst &Call, const Function &Callee) {
  return !Callee.isIntrinsic() &&
         Callee.getFunctionType() == Call.getFunctionType();
}

/// The offset at which the pointer is loaded from a table (a vtable, or a
/// struct of functions); nothing if it does not come from one.
static std::optional<int64_t> slotOf(const CallInst &Call) {
  auto *Load = dyn_cast<LoadInst>(Call.getCalledOperand());
  if (!Load)
    return std::nullopt;
  const DataLayout &DL = Call.getModule()->getDataLayout();
  APInt Offset(DL.getIndexTypeSizeInBits(Load->getPointerOperandType()), 0);
  const Value *Table =
      Load->getPointerOperand()->stripAndAccumulateConstantOffsets(
          DL, Offset, /*AllowNonInbounds=*/true);
  if (!isa<LoadInst>(Table) && !isa<Argument>(Table))
    return std::nullopt;
  return Offset.getSExtValue();
}

/// Whether \p C has the form of a vtable of Rust: a function or nothing, two
/// numbers, and functions. Other tables may be arrays, of which any element can
/// be what a pointer names.
static bool isVtable(const ConstantStruct &C) {
  const unsigned Word = 8;
  unsigned Next = C.getOperand(0)->getType()->isPointerTy() ? 1 : 0;
  unsigned Header = Next == 1 ? 2 * Word : 3 * Word;
  if (Next == C.getNumOperands())
    return false;
  auto *Numbers = dyn_cast<ArrayType>(C.getOperand(Next)->getType());
  if (!Numbers || !Numbers->getElementType()->isIntegerTy(8) ||
      Numbers->getNumElements() != Header)
    return false;
  return all_of(drop_begin(C.operands(), Next + 1),
                [](const Use &U) { return U->getType()->isPointerTy(); });
}

/// Whether \p F may be found at \p Offset of a table: unless all that is known
/// of its address is that vtables hold it elsewhere. What the program stores may
/// be anywhere.
static bool mayBeInSlot(const Function &F, uint64_t Offset) {
  const DataLayout &DL = F.getParent()->getDataLayout();
  return any_of(F.uses(), [&](const Use &U) {
    if (auto *Call = dyn_cast<CallBase>(U.getUser()); Call && Call->isCallee(&U))
      return false;
    auto *Table = dyn_cast<ConstantStruct>(U.getUser());
    if (!Table || !isVtable(*Table))
      return true;
    const StructLayout *Layout = DL.getStructLayout(Table->getType());
    return Layout->getElementOffset(U.getOperandNo()) == Offset;
  });
}

/// Whether a pointer to \p F may be anywhere. What is asked for a derivative of is
/// not: the request has gone by the time the program runs.
static bool hasAddressTaken(const Function &F) {
  return any_of(F.uses(), [](const Use &U) {
    auto *Call = dyn_cast<CallBase>(U.getUser());
    return !Call || !(Call->isCallee(&U) || isRequest(*Call));
  });
}

/// Nothing but functions is in the class of what the pointer may name.
static bool isOfFunctions(const MemoryObject &Callee) {
  const Provenance &P = Callee.From;
  return !P.Stack && !P.Heap && !P.Duplicated && !P.Constant &&
         !P.MutableGlobal && !P.Foreign;
}

std::pair<SmallVector<Function *, 4>, bool>
candidatesOf(const CallInst &Call, const MemoryObject *Callee,
             bool FromOutside) {
  SmallVector<Function *, 4> Found;
  if (Callee && !FromOutside) {
    for (Function *F : Callee->Targets)
      if (fits(Call, *F))
        Found.push_back(F);
    return {Found, Found.empty() || isOfFunctions(*Callee)};
  }
  const Module &M = *Call.getModule();
  std::optional<int64_t> Slot = slotOf(Call);
  for (const Function &F : M)
    if (fits(Call, F) && hasAddressTaken(F) &&
        (!Slot || mayBeInSlot(F, *Slot)))
      Found.push_back(const_cast<Function *>(&F));
  return {Found, false};
}

/// Metadata of an indirect call: the functions with which its pointer was
/// compared on the way.
static const char *const Compared = "enzyme.compared";

/// A call of \p Callee in place of the indirect one.
static CallInst *callDirectly(const CallInst &Call, Function &Callee,
                              IRBuilder<> &B) {
  auto *Direct = cast<CallInst>(Call.clone());
  Direct->setCalledFunction(&Callee);
  Direct->setCallingConv(Callee.getCallingConv());
  Direct->setMetadata(Compared, nullptr);
  B.Insert(Direct);
  return Direct;
}

static SmallVector<Function *, 4> newCandidates(const IndirectCall &Of) {
  SmallVector<Function *, 4> New(Of.Candidates);
  if (MDNode *Known = Of.Call->getMetadata(Compared))
    erase_if(New, [&](Function *F) {
      return is_contained(Known->operands(), ConstantAsMetadata::get(F));
    });
  return New;
}

static void markCompared(const IndirectCall &Of) {
  SmallVector<Metadata *, 4> All;
  for (Function *F : Of.Candidates)
    All.push_back(ConstantAsMetadata::get(F));
  Of.Call->setMetadata(Compared, MDNode::get(Of.Call->getContext(), All));
}

SmallVector<Function *, 4> devirtualise(const IndirectCall &Of) {
  CallInst &Call = *Of.Call;
  SmallVector<Function *, 4> New = newCandidates(Of);
  if (New.empty() || Of.Candidates.size() > MaxCandidates)
    return {};
  LLVMContext &C = Call.getContext();
  Function *F = Call.getFunction();
  Value *Pointer = Call.getCalledOperand();
  BasicBlock *Head = Call.getParent();
  BasicBlock *Rest = SplitBlock(Head, &Call);
  BasicBlock *Tail = SplitBlock(Rest, Call.getNextNode());
  Head->getTerminator()->eraseFromParent();
  PHINode *Result = nullptr;
  if (!Call.getType()->isVoidTy()) {
    Result = PHINode::Create(Call.getType(), New.size() + 1, "", Tail->begin());
    Result->setDebugLoc(Call.getDebugLoc());
    Call.replaceAllUsesWith(Result);
    Result->addIncoming(&Call, Rest);
  }
  IRBuilder<> B(Head);
  B.SetCurrentDebugLocation(Call.getDebugLoc());
  for (Function *Candidate : New) {
    BasicBlock *Chosen = BasicBlock::Create(C, "callee", F, Rest);
    BasicBlock *Next =
        Candidate == New.back() ? Rest : BasicBlock::Create(C, "next", F, Rest);
    B.CreateCondBr(B.CreateICmpEQ(Pointer, Candidate), Chosen, Next);
    B.SetInsertPoint(Chosen);
    CallInst *Direct = callDirectly(Call, *Candidate, B);
    if (Result)
      Result->addIncoming(Direct, Chosen);
    B.CreateBr(Tail);
    B.SetInsertPoint(Next);
  }
  markCompared(Of);
  return New;
}

bool closeCall(const IndirectCall &Of) {
  if ((Of.Candidates.empty() && !Of.Complete) ||
      Of.Candidates.size() > MaxCandidates)
    return false;
  // What follows stays for now, for another call may be there.
  BasicBlock *Head = Of.Call->getParent();
  SplitBlock(Head, Of.Call);
  Head->getTerminator()->eraseFromParent();
  IRBuilder<> B(Head);
  B.SetCurrentDebugLocation(Of.Call->getDebugLoc());
  B.CreateCall(
      intrinsicDeclaration(*Of.Call->getModule(), Intrinsic::trap, {}));
  B.CreateUnreachable();
  return true;
}

std::optional<bool> areSame(const Function &A, const Function &B) {
  if (&A == &B)
    return true;
  if (A.hasExternalWeakLinkage() || B.hasExternalWeakLinkage())
    return std::nullopt;
  return false;
}

bool foldComparisons(Function &F) {
  bool Changed = false;
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    auto *Compare = dyn_cast<ICmpInst>(&I);
    if (!Compare || !Compare->isEquality())
      continue;
    auto *L = dyn_cast<Function>(Compare->getOperand(0));
    auto *R = dyn_cast<Function>(Compare->getOperand(1));
    std::optional<bool> Same = L && R ? areSame(*L, *R) : std::nullopt;
    if (!Same)
      continue;
    bool WantsSame = Compare->getPredicate() == CmpInst::ICMP_EQ;
    Compare->replaceAllUsesWith(
        ConstantInt::getBool(F.getContext(), *Same == WantsSame));
    Compare->eraseFromParent();
    Changed = true;
  }
  return Changed;
}

} // namespace enzyme
