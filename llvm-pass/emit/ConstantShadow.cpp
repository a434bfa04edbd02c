//===- ConstantShadow.cpp - Shadows of constant statics --------------------===//

#include "emit/ConstantShadow.h"
#include "llvm/IR/Constants.h"

using namespace llvm;

namespace enzyme {

Constant *ConstantShadows::of(Constant &C) {
  if (auto *G = dyn_cast<GlobalVariable>(&C))
    return ofStatic(*G);
  auto *Expression = dyn_cast<ConstantExpr>(&C);
  if (!Expression || !C.getType()->isPointerTy())
    return &C;
  SmallVector<Constant *, 4> Operands;
  for (Value *Op : Expression->operands())
    Operands.push_back(of(*cast<Constant>(Op)));
  return Expression->getWithOperands(Operands);
}

Constant *ConstantShadows::ofStatic(GlobalVariable &G) {
  if (!G.isConstant() || !G.hasInitializer() || !Activities.hasShadow(&G))
    return &G;
  auto [It, New] = Known.try_emplace(&G);
  if (!New)
    return It->second;
  // Written in reverse mode: each mode has one of its own.
  std::string Name =
      ("enzyme.static." + Twine(IsForward ? "forward." : "reverse.") +
       G.getName())
          .str();
  Module &M = *G.getParent();
  if (G.hasName())
    if (GlobalVariable *Made = M.getNamedGlobal(Name))
      return Known[&G] = Made;
  auto *Shadow = new GlobalVariable(
      M, G.getValueType(), IsForward, GlobalValue::InternalLinkage,
      Constant::getNullValue(G.getValueType()), Name, nullptr,
      G.getThreadLocalMode(), G.getAddressSpace());
  Shadow->setAlignment(G.getAlign());
  Known[&G] = Shadow;
  Shadow->setInitializer(initial(*G.getInitializer()));
  return Shadow;
}

Constant *ConstantShadows::initial(Constant &C) {
  Type *T = C.getType();
  if (T->isPointerTy())
    return of(C);
  auto *Aggregate = dyn_cast<ConstantAggregate>(&C);
  if (!Aggregate || !containsPointer(T))
    return Constant::getNullValue(T);
  SmallVector<Constant *, 8> Parts;
  for (Value *Part : Aggregate->operands())
    Parts.push_back(initial(*cast<Constant>(Part)));
  if (auto *S = dyn_cast<StructType>(T))
    return ConstantStruct::get(S, Parts);
  if (auto *A = dyn_cast<ArrayType>(T))
    return ConstantArray::get(A, Parts);
  return ConstantVector::get(Parts);
}

} // namespace enzyme
