//===- StaticShadow.cpp - Shadows of statics ------------------------------===//

#include "emit/StaticShadow.h"
#include "emit/HelperFunction.h"
#include "llvm/IR/Constants.h"

using namespace llvm;

namespace enzyme {

/// \p Like with other parts.
static Constant *aggregateOf(const Constant &Like, ArrayRef<Constant *> Parts) {
  if (auto *S = dyn_cast<StructType>(Like.getType()))
    return ConstantStruct::get(S, Parts);
  if (auto *A = dyn_cast<ArrayType>(Like.getType()))
    return ConstantArray::get(A, Parts);
  return ConstantVector::get(Parts);
}

Constant *StaticShadows::of(Constant &C, unsigned Lane) {
  if (auto *G = dyn_cast<GlobalVariable>(&C))
    return ofStatic(*G, Lane);
  if (isa<ConstantAggregate>(C) && containsPointer(C.getType())) {
    SmallVector<Constant *, 4> Parts;
    for (Value *Part : C.operands())
      Parts.push_back(of(*cast<Constant>(Part), Lane));
    return aggregateOf(C, Parts);
  }
  auto *Expression = dyn_cast<ConstantExpr>(&C);
  if (!Expression || !C.getType()->isPointerTy())
    return &C;
  SmallVector<Constant *, 4> Operands;
  for (Value *Op : Expression->operands())
    Operands.push_back(of(*cast<Constant>(Op), Lane));
  return Expression->getWithOperands(Operands);
}

/// \p Init and zeros to the end of its last word: words are looked at as a
/// whole.
static Constant *inWholeWords(Constant *Init, const DataLayout &DL) {
  const Align Word(8);
  uint64_t Padding = offsetToAlignment(
      DL.getTypeAllocSize(Init->getType()).getFixedValue(), Word);
  if (Padding == 0)
    return Init;
  auto *Zeros = ArrayType::get(Type::getInt8Ty(Init->getContext()), Padding);
  return ConstantStruct::getAnon({Init, Constant::getNullValue(Zeros)},
                                 /*Packed=*/true);
}

Constant *StaticShadows::ofStatic(GlobalVariable &G, unsigned Lane) {
  if (!G.hasInitializer() || !Activities.hasShadow(&G))
    return &G;
  bool IsData = isConstantData(G);
  auto Key = std::make_pair(&G, IsData ? 0 : Lane);
  auto [It, New] = Known.try_emplace(Key);
  if (!New)
    return It->second;
  // Those of constants are written in reverse mode alone: each mode has its own.
  std::string Name =
      ("enzyme.static." + Twine(IsForward ? "forward." : "reverse.") +
       Twine(Key.second) + "." + G.getName())
          .str();
  Module &M = *G.getParent();
  if (G.hasName())
    if (GlobalVariable *Made = M.getNamedGlobal(Name))
      return Known[Key] = Made;
  const DataLayout &DL = M.getDataLayout();
  Constant *Zero = inWholeWords(Constant::getNullValue(G.getValueType()), DL);
  auto *Shadow = new GlobalVariable(
      M, Zero->getType(), IsForward && G.isConstant(),
      GlobalValue::InternalLinkage, Zero, Name, nullptr, G.getThreadLocalMode(),
      G.getAddressSpace());
  Shadow->setAlignment(std::max(G.getAlign().valueOrOne(), Align(8)));
  Known[Key] = Shadow;
  if (IsData) {
    Shadow->addAttribute(ShadowOfConstant);
    Shadow->setInitializer(
        inWholeWords(initial(*G.getInitializer(), Lane), DL));
  }
  return Shadow;
}

Value *StaticShadows::address(IRBuilder<> &B, GlobalVariable &G,
                              unsigned Lane) {
  auto *Shadow = cast<GlobalVariable>(ofStatic(G, Lane));
  return G.isThreadLocal()
             ? static_cast<Value *>(B.CreateThreadLocalAddress(Shadow))
             : Shadow;
}

void StaticShadows::clear(IRBuilder<> &B, GlobalVariable &G, unsigned Lane) {
  const uint8_t NotANumber = 0xff;
  B.CreateMemSet(address(B, G, Lane), B.getInt8(IsForward ? NotANumber : 0),
                 G.getDataLayout().getTypeAllocSize(G.getValueType()),
                 G.getAlign());
}

/// `i1 f(ptr bytes, i64 count)`: whether one of them is neither zero nor the
/// byte of a negative zero's sign.
static Function *leftFunction(Module &M) {
  const char *Name = "enzyme.static.left";
  if (Function *F = M.getFunction(Name))
    return F;
  LLVMContext &C = M.getContext();
  Type *Ptr = PointerType::get(C, 0), *I64 = Type::getInt64Ty(C);
  Function *F = createHelper(M, Name, Type::getInt1Ty(C), {Ptr, I64});
  auto *Entry = BasicBlock::Create(C, "entry", F);
  auto *Loop = BasicBlock::Create(C, "loop", F);
  auto *Exit = BasicBlock::Create(C, "exit", F);
  IRBuilder<> B(Entry);
  B.CreateCondBr(B.CreateIsNull(F->getArg(1)), Exit, Loop);
  B.SetInsertPoint(Loop);
  PHINode *At = B.CreatePHI(I64, 2);
  PHINode *Bits = B.CreatePHI(B.getInt8Ty(), 2);
  Value *Byte =
      B.CreateLoad(B.getInt8Ty(), B.CreatePtrAdd(F->getArg(0), At));
  Value *All = B.CreateOr(Bits, Byte), *Next = B.CreateAdd(At, B.getInt64(1));
  At->addIncoming(B.getInt64(0), Entry);
  At->addIncoming(Next, Loop);
  Bits->addIncoming(B.getInt8(0), Entry);
  Bits->addIncoming(All, Loop);
  B.CreateCondBr(B.CreateICmpEQ(Next, F->getArg(1)), Exit, Loop);
  B.SetInsertPoint(Exit);
  PHINode *Found = B.CreatePHI(B.getInt8Ty(), 2);
  Found->addIncoming(B.getInt8(0), Entry);
  Found->addIncoming(All, Loop);
  B.CreateRet(B.CreateIsNotNull(B.CreateAnd(Found, B.getInt8(0x7f))));
  return F;
}

Value *StaticShadows::isLeft(IRBuilder<> &B, GlobalVariable &G,
                             unsigned Lane) {
  uint64_t Size = G.getDataLayout().getTypeAllocSize(G.getValueType());
  return B.CreateCall(leftFunction(*G.getParent()),
                      {address(B, G, Lane), B.getInt64(Size)});
}

Constant *StaticShadows::initial(Constant &C, unsigned Lane) {
  Type *T = C.getType();
  if (T->isPointerTy())
    return of(C, Lane);
  auto *Aggregate = dyn_cast<ConstantAggregate>(&C);
  if (!Aggregate || !containsPointer(T))
    return Constant::getNullValue(T);
  SmallVector<Constant *, 8> Parts;
  for (Value *Part : Aggregate->operands())
    Parts.push_back(initial(*cast<Constant>(Part), Lane));
  return aggregateOf(*Aggregate, Parts);
}

} // namespace enzyme
