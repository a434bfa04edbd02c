//===- ConstantTables.cpp - Loads from one of several constants ------------===//

#include "prepare/ConstantTables.h"
#include "llvm/Analysis/ConstantFolding.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace enzyme {

namespace {

/// A choice of choices, no deeper than this.
const unsigned MaxDepth = 3;
const unsigned MaxPaths = 16;

class TableLoad {
public:
  explicit TableLoad(LoadInst &Load)
      : Load(Load), DL(Load.getModule()->getDataLayout()) {}

  /// The value that is loaded; null if it is not one of several constants.
  Value *fold() {
    APInt Offset(offset());
    Value *Base = strip(Load.getPointerOperand(), Offset);
    if (!isa<PHINode>(Base) && !isa<SelectInst>(Base))
      return nullptr;
    return isKnown(Base, Offset, 0) ? build(Base, Offset) : nullptr;
  }

private:
  APInt offset() const {
    return APInt(DL.getIndexTypeSizeInBits(Load.getPointerOperandType()), 0);
  }

  Value *strip(Value *Pointer, APInt &Offset) const {
    return Pointer->stripAndAccumulateConstantOffsets(
        DL, Offset, /*AllowNonInbounds=*/true);
  }

  Constant *loadedFrom(Value *Table, const APInt &Offset) const {
    auto *G = dyn_cast<GlobalVariable>(Table);
    if (!G || !G->isConstant() || !G->hasDefinitiveInitializer())
      return nullptr;
    return ConstantFoldLoadFromConst(G->getInitializer(), Load.getType(),
                                     Offset, DL);
  }

  bool isKnown(Value *Base, const APInt &Offset, unsigned Depth) const {
    SmallVector<Value *, 4> Choices;
    if (auto *Phi = dyn_cast<PHINode>(Base))
      Choices.append(Phi->op_begin(), Phi->op_end());
    else if (auto *Select = dyn_cast<SelectInst>(Base))
      Choices = {Select->getTrueValue(), Select->getFalseValue()};
    else
      return loadedFrom(Base, Offset);
    return Depth < MaxDepth && Choices.size() <= MaxPaths &&
           all_of(Choices, [&](Value *Choice) {
             APInt Inner(Offset);
             Value *Table = strip(Choice, Inner);
             return isKnown(Table, Inner, Depth + 1);
           });
  }

  Value *build(Value *Base, const APInt &Offset) const {
    auto Choice = [&](Value *Pointer) {
      APInt Inner(Offset);
      Value *Table = strip(Pointer, Inner);
      return build(Table, Inner);
    };
    if (auto *Phi = dyn_cast<PHINode>(Base)) {
      auto *New = PHINode::Create(Load.getType(), Phi->getNumIncomingValues(),
                                  "", Phi->getIterator());
      for (unsigned I = 0; I != Phi->getNumIncomingValues(); ++I)
        New->addIncoming(Choice(Phi->getIncomingValue(I)),
                         Phi->getIncomingBlock(I));
      return New;
    }
    if (auto *Select = dyn_cast<SelectInst>(Base)) {
      IRBuilder<> B(Select);
      return B.CreateSelect(Select->getCondition(),
                            Choice(Select->getTrueValue()),
                            Choice(Select->getFalseValue()));
    }
    return loadedFrom(Base, Offset);
  }

  LoadInst &Load;
  const DataLayout &DL;
};

} // namespace

void foldConstantTables(Function &F) {
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    auto *Load = dyn_cast<LoadInst>(&I);
    if (!Load || !Load->isSimple())
      continue;
    if (Value *V = TableLoad(*Load).fold()) {
      Load->replaceAllUsesWith(V);
      Load->eraseFromParent();
    }
  }
}

} // namespace enzyme
