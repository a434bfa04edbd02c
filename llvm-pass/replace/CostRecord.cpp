//===- CostRecord.cpp - What each request costs, for the side file ---------===//

#include "replace/CostRecord.h"
#include "support/SourceTrace.h"
#include "llvm/Support/JSON.h"
#include <cstdlib>

using namespace llvm;

namespace enzyme {

bool isReporting() {
  const char *Path = std::getenv("CARGO_ENZYME_REPORT");
  return Path && *Path;
}

static std::string textOf(const SourcePlace &Place) {
  std::string Text;
  raw_string_ostream(Text) << Place;
  return Text;
}

static json::Object objectOf(const KeptValue &Kept) {
  json::Object Entry{{"what", Kept.What},
                     {"why", Kept.Why},
                     {"bytes", static_cast<int64_t>(Kept.Bytes)},
                     {"loops", static_cast<int64_t>(Kept.LoopDepth)}};
  if (Kept.At)
    Entry["at"] = textOf(*Kept.At);
  return Entry;
}

void recordCost(const Request &R, const SourceTrace &Asked,
                const Effort &Spent, bool IsNew, ArrayRef<KeptValue> Kept) {
  json::Object Stages;
  for (unsigned I = 0; I != StepCount; ++I) {
    auto S = static_cast<Step>(I);
    Stages[nameOf(S)] = json::Object{
        {"ms", IsNew || S == Step::Replace ? Spent.milliseconds(S) : 0.0},
        {"visited", static_cast<int64_t>(IsNew ? Spent.visited(S) : 0)}};
  }
  json::Array Tape;
  for (const KeptValue &Value : Kept)
    Tape.push_back(objectOf(Value));
  std::string Name = nameOfPrimal(*R.Primal);
  if (Name.empty())
    Name = R.Primal->getName().str();
  json::Object Record{{"function", Name},
                      {"mode", nameOf(R.DerivativeMode)},
                      {"new", IsNew},
                      {"stages", std::move(Stages)},
                      {"tape", std::move(Tape)}};
  if (!Asked.empty())
    Record["request"] = textOf(Asked.front());
  std::string Line = "cost ";
  raw_string_ostream(Line) << json::Value(std::move(Record));
  report(Line);
}

} // namespace enzyme
