//===- Request.cpp - One call of an __enzyme_* entry point -----------------===//

#include "request/Request.h"
#include "request/Hints.h"
#include "request/EntryPoints.h"
#include "request/Markers.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace enzyme {

static const EntryPoint EntryPoints[] = {
    {"__enzyme_autodiff", Mode::Reverse},
    {"__enzyme_fwddiff", Mode::Forward},
    {"__enzyme_augmentfwd", Mode::Augment},
    {"__enzyme_augmentsize", Mode::TapeSize},
    {"__enzyme_reverse", Mode::ReverseSweep},
    {"__enzyme_fwdsplit", Mode::ForwardSplit},
    {"__enzyme_virtualreverse", Mode::Record},
    {"__enzyme_batch", Mode::Batch},
    {"__enzyme_call_inactive", Mode::InactiveCall},
};

static const EntryPoint *entryPointIn(StringRef Symbol) {
  if (!Symbol.contains("__enzyme_"))
    return nullptr;
  const EntryPoint *Found = find_if(EntryPoints, [&](const EntryPoint &E) {
    return Symbol.contains(E.Name);
  });
  return Found == std::end(EntryPoints) ? nullptr : Found;
}

const EntryPoint *entryPointOf(const CallBase &Call) {
  auto *Callee =
      dyn_cast<Function>(Call.getCalledOperand()->stripPointerCasts());
  return Callee ? entryPointIn(Callee->getName()) : nullptr;
}

bool isRequest(const CallBase &Call) { return entryPointOf(Call); }

SmallVector<CallBase *, 8> findRequests(Module &M) {
  // Looking at every instruction of a program would cost more than all else.
  SmallPtrSet<Function *, 4> Callers;
  for (Function &F : M)
    if (entryPointIn(F.getName()))
      for (User *U : F.users())
        if (auto *Call = dyn_cast<CallBase>(U); Call && isRequest(*Call))
          Callers.insert(Call->getFunction());
  SmallVector<CallBase *, 8> Requests;
  for (Function &F : M)
    if (Callers.contains(&F))
      for (Instruction &I : instructions(F))
        if (auto *Call = dyn_cast<CallBase>(&I); Call && isRequest(*Call))
          Requests.push_back(Call);
  return Requests;
}

bool isProtocolSymbol(StringRef Name) {
  return entryPointIn(Name) || isMarkerSymbol(Name) ||
         Name.contains("__enzyme_iter") || isHintSymbol(Name);
}

StringRef nameOf(Mode M) {
  switch (M) {
  case Mode::Forward:
    return "forward";
  case Mode::Reverse:
    return "reverse";
  case Mode::Augment:
    return "forward sweep";
  case Mode::ReverseSweep:
    return "reverse sweep";
  case Mode::TapeSize:
    return "size of the tape";
  case Mode::Record:
    return "record";
  case Mode::ForwardSplit:
    return "forward after a sweep";
  case Mode::Batch:
    return "batch";
  case Mode::InactiveCall:
    return "inactive call";
  }
  return "";
}

static StringRef nameOf(Activity A) {
  switch (A) {
  case Activity::Constant:
    return "const";
  case Activity::Out:
    return "out";
  case Activity::Duplicated:
    return "dup";
  }
  return "";
}

void Request::print(raw_ostream &OS) const {
  OS << "request: " << nameOf(DerivativeMode) << " of @" << Primal->getName()
     << " width " << Width << '\n';
  for (const RequestArgument &A : Arguments) {
    OS << "  " << nameOf(A.Kind) << ' ';
    A.Primal->printAsOperand(OS);
    for (const Value *Shadow : A.Shadows) {
      OS << " shadow ";
      Shadow->printAsOperand(OS);
    }
    OS << '\n';
  }
  OS << "  return " << (Return.Active ? "active" : "const")
     << (Return.Shadow ? ", with shadow" : "")
     << (Return.WantsPrimal ? ", with primal" : "")
     << (StructReturn ? ", through memory" : "") << '\n';
}

} // namespace enzyme
