//===- MemoryScopes.cpp - Primal, shadow and tape never overlap ------------===//

#include "emit/MemoryScopes.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/MDBuilder.h"

using namespace llvm;

namespace enzyme {

static bool isAccess(const Instruction &I) {
  return isa<LoadInst>(I) || isa<StoreInst>(I) || isa<MemIntrinsic>(I);
}

MemoryScopes::MemoryScopes(Function &F, bool RuntimeActivity)
    : F(F), TellsShadows(!RuntimeActivity) {
  MDBuilder Builder(F.getContext());
  MDNode *Domain = Builder.createAnonymousAliasScopeDomain(F.getName());
  Tape = Builder.createAnonymousAliasScope(Domain, "tape");
  Shadow = Builder.createAnonymousAliasScope(Domain, "shadow");
  Primal = Builder.createAnonymousAliasScope(Domain, "primal");
  for (Instruction &I : instructions(F))
    if (isAccess(I))
      ofPrimal(I);
}

void MemoryScopes::describe(Instruction &I, MDNode *Within,
                            ArrayRef<Metadata *> Outside) const {
  LLVMContext &C = I.getContext();
  auto Add = [&](unsigned Kind, ArrayRef<Metadata *> More) {
    I.setMetadata(Kind, MDNode::concatenate(I.getMetadata(Kind),
                                            MDNode::get(C, More)));
  };
  if (Within)
    Add(LLVMContext::MD_alias_scope, {Within});
  if (!Outside.empty())
    Add(LLVMContext::MD_noalias, Outside);
}

void MemoryScopes::ofPrimal(Instruction &I) const {
  if (TellsShadows)
    describe(I, Primal, {Shadow});
}

void MemoryScopes::finish() const {
  for (Instruction &I : instructions(F)) {
    MDNode *Within = I.getMetadata(LLVMContext::MD_alias_scope);
    if (isAccess(I) && (!Within || !is_contained(Within->operands(), Tape)))
      describe(I, nullptr, {Tape});
  }
}

} // namespace enzyme
