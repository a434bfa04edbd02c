//===- Callbacks.cpp - Functions of the program that the library runs ------===//

#include "analysis/Callbacks.h"
#include "analysis/MemoryModel.h"
#include "rules/CallTraits.h"
#include "support/RustPath.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/AliasAnalysis.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace enzyme {

/// A trait that the library implements for whatever type there is: what it is
/// implemented for has no path (a type parameter), or nobody else can name it.
static bool isOfLibrary(const RustPath &Path) {
  const StringRef Libraries[] = {"core::", "alloc::", "std::"};
  StringRef Implementor = StringRef(Path.Self).split(" as ").first;
  bool IsForAll = Implementor.find("::") == StringRef::npos ||
                  Path.Trait == "alloc::string::SpecToString";
  return beginsWithAny(Path.Self, Libraries) ||
         (IsForAll && beginsWithAny(Path.Trait, Libraries));
}

static bool isOwn(const Value *Pointer) {
  const Value *Memory = getUnderlyingObject(Pointer, /*MaxLookup=*/0);
  return isa<AllocaInst>(Memory) || isNoAliasCall(Memory);
}

static bool writesFloat(const Instruction &I) {
  auto *St = dyn_cast<StoreInst>(&I);
  return St && containsFloat(St->getValueOperand()->getType()) &&
         !isOwn(St->getPointerOperand());
}

/// As many bytes as a struct of floats has.
static bool copiesStruct(const Instruction &I) {
  const uint64_t Word = 8;
  auto *T = dyn_cast<MemTransferInst>(&I);
  auto *Length = T ? dyn_cast<ConstantInt>(T->getLength()) : nullptr;
  return Length && Length->getZExtValue() % Word == 0 &&
         T->getDestAlign().valueOrOne() >= Align(4) && !isOwn(T->getRawDest());
}

/// The functions that \p I names, by themselves or in tables.
static void addNamed(const Instruction &I, SmallSetVector<Function *, 16> &To) {
  SmallSetVector<const Constant *, 8> Work;
  for (const Use &U : I.operands())
    if (auto *C = dyn_cast<Constant>(U.get()))
      Work.insert(C);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    const Constant *C = Work[Next];
    if (auto *F = dyn_cast<Function>(C)) {
      To.insert(const_cast<Function *>(F));
    } else if (auto *G = dyn_cast<GlobalVariable>(C)) {
      if (G->isConstant() && G->hasInitializer())
        Work.insert(G->getInitializer());
    } else {
      for (const Use &U : C->operands())
        Work.insert(cast<Constant>(U.get()));
    }
  }
}

const Function *Callbacks::writerOfFloats(Function &F) {
  SmallSetVector<Function *, 16> Work;
  Work.insert(&F);
  for (unsigned Next = 0; Next != Work.size(); ++Next) {
    Function &At = *Work[Next];
    if (At.isDeclaration() || At.doesNotReturn() || isAllocatorFunction(At) ||
        Harmless.contains(&At) || !S.effort().spend(At))
      continue;
    // Functions of the library may have what they call inlined; but a number that
    // is read from a text is one that it returns.
    RustPath Path = demangleRust(At.getName());
    bool OfLibrary = isOfLibrary(Path);
    bool Parses = beginsWithAny(Path.Self, {"core::num::", "core::time::"});
    Function &Body = OfLibrary ? At : S.flattened(At);
    DenseSet<const BasicBlock *> Cold = coldBlocks(Body);
    for (Instruction &I : instructions(Body)) {
      if (Cold.contains(I.getParent()))
        continue;
      if (!Parses && (writesFloat(I) || (!OfLibrary && copiesStruct(I))))
        return &At;
      addNamed(I, Work);
    }
  }
  for (const Function *Visited : Work)
    Harmless.insert(Visited);
  return nullptr;
}

} // namespace enzyme
