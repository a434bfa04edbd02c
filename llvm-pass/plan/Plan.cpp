//===- Plan.cpp - Every decision of a reverse sweep ------------------------===//

#include "plan/Plan.h"
#include "llvm/Support/ErrorHandling.h"

using namespace llvm;

namespace enzyme {

const char *nameOf(Source S) {
  switch (S) {
  case Source::Always:
    return "always";
  case Source::Induction:
    return "induction";
  case Source::Recompute:
    return "recompute";
  case Source::Reload:
    return "reload";
  case Source::Tape:
    return "tape";
  }
  llvm_unreachable("covered switch");
}

const char *nameOf(Action A) {
  switch (A) {
  case Action::None:
    return "none";
  case Action::Rule:
    return "rule";
  case Action::Load:
    return "load";
  case Action::Store:
    return "store";
  case Action::StoreWords:
    return "store words";
  case Action::CheckBits:
    return "check bits";
  case Action::Transfer:
    return "transfer";
  case Action::Fill:
    return "fill";
  case Action::Select:
    return "select";
  case Action::Pass:
    return "pass";
  case Action::ExtractValue:
    return "extractvalue";
  case Action::InsertValue:
    return "insertvalue";
  case Action::ExtractElement:
    return "extractelement";
  case Action::InsertElement:
    return "insertelement";
  case Action::Shuffle:
    return "shuffle";
  case Action::Reduce:
    return "reduce";
  case Action::Allocate:
    return "allocate";
  case Action::Call:
    return "call";
  case Action::Return:
    return "return";
  }
  llvm_unreachable("covered switch");
}

bool Plan::hasSlots(Loop *L) const {
  return any_of(Slots, [&](const auto &S) { return S.second.Scope == L; });
}

static void printValue(raw_ostream &OS, const SweepValue &V) {
  if (V.isTape())
    OS << "tape of ";
  else if (V.isShadow() && V.lane() == 0)
    OS << "shadow of ";
  else if (V.isShadow())
    OS << "shadow " << V.lane() << " of ";
  V.value()->printAsOperand(OS, false);
}

void Plan::print(raw_ostream &OS) const {
  OS << "plan of '" << F->getName() << "'\n";
  for (auto &[I, A] : Actions)
    OS << "  " << nameOf(A) << ':' << *I << '\n';
  for (auto &[V, S] : Sources) {
    OS << "  value ";
    printValue(OS, V);
    OS << ": " << nameOf(S);
    auto Slot = Slots.find(V);
    if (Slot != Slots.end()) {
      OS << " per ";
      if (Slot->second.Scope)
        OS << "iteration of " << Slot->second.Scope->getHeader()->getName();
      else
        OS << "call";
    }
    OS << '\n';
  }
  for (auto &[L, P] : Loops) {
    OS << "  loop " << L->getHeader()->getName() << ": ";
    if (P.isCounted()) {
      OS << "counted, last iteration ";
      P.LastIteration->printAsOperand(OS, false);
    } else {
      OS << "dynamic";
    }
    OS << '\n';
  }
  for (auto &[BB, R] : Branches) {
    OS << "  reverse of " << BB->getName() << ':';
    for (const ReverseEdge &E : R.Edges)
      OS << ' ' << E.To->getName();
    if (R.Selector) {
      OS << " by ";
      R.Selector->printAsOperand(OS, false);
    }
    OS << '\n';
  }
}

} // namespace enzyme
