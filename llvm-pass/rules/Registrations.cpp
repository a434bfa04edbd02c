//===- Registrations.cpp - What a program says of its own functions --------===//

#include "rules/Registrations.h"
#include "rules/DerivativeTable.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Constants.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;

namespace enzyme {

namespace {

enum class Registration {
  Gradient,
  Derivative,
  SplitDerivative,
  Inactive,
  NoFree,
  Repeatable,
  ShadowOrPrimal,
  InactiveGlobal,
  FunctionLike,
  AllocationLike,
};

struct RegistrationName {
  StringRef Name;
  Registration Kind;
};

class Reader {
public:
  Reader(Module &M, RefusalLog &Log) : M(M), Log(Log) {}
  RegisteredRules read();

private:
  void read(GlobalVariable &G, Registration Kind);
  void readRule(ArrayRef<Constant *> Values, Registration Kind);
  void readAllocator(ArrayRef<Constant *> Values);
  void readFunctionLike(Function &F, StringRef Name);
  void readAnnotations();
  void malformed(const Twine &Reason);
  Function *function(ArrayRef<Constant *> Values, unsigned Index);

  Module &M;
  RefusalLog &Log;
  RegisteredRules Rules;
  StringRef Current;
};

} // namespace

static std::optional<Registration> registrationOf(const GlobalVariable &G) {
  static const RegistrationName Names[] = {
      {"__enzyme_register_gradient", Registration::Gradient},
      {"__enzyme_register_derivative", Registration::Derivative},
      {"__enzyme_register_splitderivative", Registration::SplitDerivative},
      {"__enzyme_inactivefn", Registration::Inactive},
      {"__enzyme_nofree", Registration::NoFree},
      {"__enzyme_repeatable", Registration::Repeatable},
      {"__enzyme_shadow_or_primal", Registration::ShadowOrPrimal},
      {"__enzyme_inactive_global", Registration::InactiveGlobal},
      {"__enzyme_function_like", Registration::FunctionLike},
      {"__enzyme_allocation_like", Registration::AllocationLike},
  };
  StringRef Name = G.getName();
  if (!Name.contains("__enzyme_"))
    return std::nullopt;
  for (const RegistrationName &R : Names)
    if (Name.contains(R.Name))
      return R.Kind;
  return std::nullopt;
}

bool isRegistration(const GlobalVariable &G) {
  return registrationOf(G).has_value();
}

static void appendValues(Constant &C, SmallVectorImpl<Constant *> &Values) {
  if (!C.getType()->isAggregateType())
    return Values.push_back(&C);
  for (unsigned I = 0; Constant *Field = C.getAggregateElement(I); ++I)
    appendValues(*Field, Values);
}

/// The fields of an array or a struct, also inside another, or the one value.
static SmallVector<Constant *, 4> valuesOf(const GlobalVariable &G) {
  SmallVector<Constant *, 4> Values;
  if (G.hasInitializer())
    appendValues(*const_cast<Constant *>(G.getInitializer()), Values);
  return Values;
}

/// The symbol behind casts.
static GlobalValue *symbolIn(Constant *C) {
  C = C->stripPointerCasts();
  if (auto *E = dyn_cast<ConstantExpr>(C); E && E->isCast())
    return symbolIn(E->getOperand(0));
  if (auto *A = dyn_cast<GlobalAlias>(C))
    return symbolIn(A->getAliasee());
  return dyn_cast<GlobalValue>(C);
}

static std::optional<int64_t> numberIn(Constant *C) {
  if (C->isNullValue())
    return 0;
  if (auto *E = dyn_cast<ConstantExpr>(C); E && E->isCast())
    return numberIn(E->getOperand(0));
  if (auto *I = dyn_cast<ConstantInt>(C))
    return I->getSExtValue();
  return std::nullopt;
}

static StringRef textIn(Constant *C) {
  StringRef Text;
  return getConstantStringInfo(C, Text) ? Text : StringRef();
}

void Reader::malformed(const Twine &Reason) {
  for (Function &F : M)
    if (!F.isDeclaration())
      return Log.refuse(RefusalCode::MalformedRequest, F,
                        "`" + Current + "`: " + Reason);
}

Function *Reader::function(ArrayRef<Constant *> Values, unsigned Index) {
  auto *F = Index < Values.size()
                ? dyn_cast_or_null<Function>(symbolIn(Values[Index]))
                : nullptr;
  if (!F)
    malformed("value " + Twine(Index + 1) + " is not a function");
  return F;
}

void Reader::readRule(ArrayRef<Constant *> Values, Registration Kind) {
  Function *F = function(Values, 0);
  Function *First = F ? function(Values, 1) : nullptr;
  bool IsPair = Kind != Registration::Derivative;
  Function *Second = First && IsPair ? function(Values, 2) : nullptr;
  if (!First || (IsPair && !Second))
    return;
  F->addFnAttr(RegisteredAttribute);
  RegisteredRule &Rule = Rules[F];
  if (Kind == Registration::Gradient) {
    Rule.Augmented = First;
    Rule.Reverse = Second;
  } else if (Kind == Registration::Derivative) {
    Rule.Forward = First;
  } else {
    Rule.SplitAugmented = First;
    Rule.Split = Second;
  }
}

/// The third value says what the deallocation takes: -1 for the memory, the
/// index of an argument of the allocation for that argument.
void Reader::readAllocator(ArrayRef<Constant *> Values) {
  Function *Allocate = function(Values, 0);
  std::optional<int64_t> Size =
      Values.size() > 1 ? numberIn(Values[1]) : std::nullopt;
  if (!Allocate)
    return;
  if (!Size || *Size < 0 || *Size >= int64_t(Allocate->arg_size()))
    return malformed("value 2 is not the index of an argument of `" +
                     Allocate->getName() + "`");
  Allocate->addFnAttr(AllocationAttribute, itostr(*Size));
  if (Values.size() < 4 || Values[3]->isNullValue())
    return;
  Function *Free = function(Values, 3);
  if (!Free)
    return;
  SmallVector<StringRef, 3> Taken;
  textIn(Values[2]).split(Taken, ',', -1, /*KeepEmpty=*/false);
  unsigned Pointer = 0;
  for (unsigned I = 0; I != Taken.size(); ++I)
    if (Taken[I].trim() == "-1")
      Pointer = I;
  if (Pointer >= Free->arg_size())
    return malformed("`" + Free->getName() + "` has no argument " +
                     Twine(Pointer + 1));
  Free->addFnAttr(DeallocationAttribute, utostr(Pointer));
}

void Reader::readFunctionLike(Function &F, StringRef Name) {
  if (Name.empty())
    return malformed("value 2 is not the name of a function");
  F.addFnAttr(FunctionLikeAttribute, Name);
  if (!findRule(F))
    malformed("there is no derivative of `" + Name + "` for functions of the "
              "type of `" + F.getName() + "`");
}

void Reader::read(GlobalVariable &G, Registration Kind) {
  Current = G.getName();
  SmallVector<Constant *, 4> Values = valuesOf(G);
  switch (Kind) {
  case Registration::Gradient:
  case Registration::Derivative:
  case Registration::SplitDerivative:
    return readRule(Values, Kind);
  case Registration::Inactive:
    if (Function *F = function(Values, 0))
      F->addFnAttr(InactiveAttribute);
    return;
  case Registration::NoFree:
    if (Function *F = function(Values, 0))
      F->addFnAttr(Attribute::NoFree);
    return;
  case Registration::ShadowOrPrimal:
    if (Function *F = function(Values, 0))
      F->addFnAttr(ShadowOrPrimalAttribute);
    return;
  case Registration::Repeatable:
    if (Function *F = function(Values, 0))
      F->addFnAttr(RepeatableAttribute);
    return;
  case Registration::InactiveGlobal: {
    auto *Named = Values.empty()
                      ? nullptr
                      : dyn_cast_or_null<GlobalVariable>(symbolIn(Values[0]));
    if (!Named)
      return malformed("value 1 is not a global variable");
    Named->addAttribute(InactiveAttribute);
    return;
  }
  case Registration::FunctionLike:
    if (Function *F = function(Values, 0))
      readFunctionLike(*F, Values.size() > 1 ? textIn(Values[1]) : "");
    return;
  case Registration::AllocationLike:
    return readAllocator(Values);
  }
}

/// Calls \p Do with every annotated symbol and the text of its annotation.
template <typename Callback>
static void forEachAnnotation(const Module &M, Callback Do) {
  const GlobalVariable *All = M.getNamedGlobal("llvm.global.annotations");
  if (!All || !All->hasInitializer())
    return;
  auto *Array = dyn_cast<ConstantArray>(All->getInitializer());
  for (unsigned I = 0; Array && I != Array->getNumOperands(); ++I) {
    auto *Entry = dyn_cast<ConstantStruct>(Array->getOperand(I));
    if (!Entry || Entry->getNumOperands() < 2)
      continue;
    StringRef Text = textIn(Entry->getOperand(1));
    if (GlobalValue *Symbol = symbolIn(Entry->getOperand(0));
        Symbol && Text.starts_with("enzyme_"))
      Do(*Symbol, Text);
  }
}

void Reader::readAnnotations() {
  forEachAnnotation(M, [&](GlobalValue &Symbol, StringRef Text) {
    Current = Text;
    auto *F = dyn_cast<Function>(&Symbol);
    auto *G = dyn_cast<GlobalVariable>(&Symbol);
    StringRef Like = Text;
    if (Text == "enzyme_inactive" && F)
      F->addFnAttr(InactiveAttribute);
    else if (Text == "enzyme_inactive" && G)
      G->addAttribute(InactiveAttribute);
    else if (Like.consume_front("enzyme_function_like=") && F)
      readFunctionLike(*F, Like);
    else
      malformed("there is no such annotation of `" + Symbol.getName() + "`");
  });
}

RegisteredRules Reader::read() {
  for (GlobalVariable &G : M.globals())
    if (std::optional<Registration> Kind = registrationOf(G))
      read(G, *Kind);
  readAnnotations();
  return std::move(Rules);
}

RegisteredRules readRegistrations(Module &M, RefusalLog &Log) {
  return Reader(M, Log).read();
}

/// Marks functions whose `noinline` is ours.
static constexpr const char *KeptAttribute = "enzyme-kept";

bool keepRegistered(Module &M) {
  bool Changed = false;
  auto Keep = [&](Function &F) {
    if (F.hasFnAttribute(Attribute::NoInline) ||
        F.hasFnAttribute(Attribute::AlwaysInline))
      return;
    F.addFnAttr(Attribute::NoInline);
    F.addFnAttr(KeptAttribute);
    Changed = true;
  };
  SmallVector<GlobalValue *, 4> Registering;
  for (GlobalVariable &G : M.globals()) {
    if (!isRegistration(G))
      continue;
    Registering.push_back(&G);
    for (Constant *C : valuesOf(G))
      if (auto *F = dyn_cast_or_null<Function>(symbolIn(C)))
        Keep(*F);
  }
  // Nobody mentions them: linkers would leave them out.
  if (!Registering.empty())
    appendToUsed(M, Registering);
  Changed |= !Registering.empty();
  forEachAnnotation(M, [&](GlobalValue &Symbol, StringRef) {
    if (auto *F = dyn_cast<Function>(&Symbol))
      Keep(*F);
  });
  return Changed;
}

bool releaseRegistered(Module &M) {
  bool Changed = false;
  for (Function &F : M)
    if (F.hasFnAttribute(KeptAttribute)) {
      F.removeFnAttr(KeptAttribute);
      F.removeFnAttr(Attribute::NoInline);
      Changed = true;
    }
  return Changed;
}

} // namespace enzyme
