//===- Hints.cpp - What the program says of its memory ---------------------===//

#include "request/Hints.h"
#include "support/Compat.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace enzyme {

static constexpr std::pair<StringLiteral, Hint> Hints[] = {
    {"__enzyme_float", Hint::Float},
    {"__enzyme_double", Hint::Double},
    {"__enzyme_integer", Hint::Integer},
    {"__enzyme_pointer", Hint::Pointer},
    {"__enzyme_no_addresses", Hint::NoAddresses},
};

static const std::pair<StringLiteral, Hint> *hintIn(StringRef Name) {
  auto *Found = find_if(Hints, [&](const std::pair<StringLiteral, Hint> &H) {
    return Name.contains(H.first);
  });
  return Found == std::end(Hints) ? nullptr : Found;
}

bool lendsNoAddresses(const Argument &A) {
  return any_of(A.users(), [](const User *U) {
    auto *Call = dyn_cast<CallBase>(U);
    return Call && hintOf(*Call) == Hint::NoAddresses;
  });
}

bool isHintSymbol(StringRef Name) { return hintIn(Name) != nullptr; }

std::optional<Hint> hintOf(const CallBase &Call) {
  const Function *Callee = Call.getCalledFunction();
  if (!Callee || Call.arg_size() < 1)
    return std::nullopt;
  auto *Found = hintIn(Callee->getName());
  return Found ? std::optional<Hint>(Found->second) : std::nullopt;
}

void describeHints(Module &M) {
  for (Function &F : M) {
    if (!F.isDeclaration() || !isHintSymbol(F.getName()))
      continue;
    // Memory that nobody sees, so that the calls stay.
    F.setMemoryEffects(MemoryEffects::inaccessibleMemOnly());
    F.setDoesNotThrow();
    F.setWillReturn();
    F.addFnAttr(Attribute::NoSync);
    F.addFnAttr(Attribute::NoFree);
    if (F.arg_size() > 0 && F.getArg(0)->getType()->isPointerTy())
      setNotCaptured(F, 0);
  }
}

} // namespace enzyme
