//===- Markers.cpp - The enzyme_* arguments of a request -------------------===//

#include "request/Markers.h"
#include "request/Origin.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Metadata.h"

using namespace llvm;

namespace enzyme {

static const Marker Known[] = {
    {MarkerKind::Const, "enzyme_const"},
    {MarkerKind::Out, "enzyme_out"},
    {MarkerKind::Dup, "enzyme_dup"},
    {MarkerKind::DupNoNeed, "enzyme_dupnoneed"},
    {MarkerKind::Width, "enzyme_width"},
    {MarkerKind::PrimalReturn, "enzyme_primal_return"},
    {MarkerKind::NoReturn, "enzyme_noret"},
    {MarkerKind::ConstReturn, "enzyme_const_return"},
    {MarkerKind::ActiveReturn, "enzyme_active_return"},
    {MarkerKind::DupReturn, "enzyme_dup_return"},
    {MarkerKind::DupStrided, "enzyme_dupv"},
    {MarkerKind::DupStrided, "enzyme_dupnoneedv"},
    {MarkerKind::Vector, "enzyme_vector"},
    {MarkerKind::Scalar, "enzyme_scalar"},
    {MarkerKind::Tape, "enzyme_tape"},
    {MarkerKind::Allocated, "enzyme_allocated"},
    {MarkerKind::NoFree, "enzyme_nofree"},
    {MarkerKind::RuntimeActivity, "enzyme_runtime_activity"},
};

/// Whether \p Symbol is \p Name inside a C++ or Rust namespace: both manglings
/// write an identifier behind its length.
static bool isMangled(StringRef Symbol, StringRef Name) {
  if (!Symbol.starts_with("_Z") && !Symbol.starts_with("_R"))
    return false;
  std::string Identifier = utostr(Name.size()) + Name.str();
  size_t At = Symbol.find(Identifier);
  return At != StringRef::npos && (At == 0 || !isDigit(Symbol[At - 1]));
}

static std::optional<Marker> markerNamed(StringRef Symbol) {
  for (const Marker &M : Known)
    if (Symbol == M.Name || isMangled(Symbol, M.Name))
      return M;
  if (Symbol.starts_with("enzyme_"))
    return Marker{MarkerKind::Unknown, Symbol};
  return std::nullopt;
}

static std::optional<Marker> markerNamed(Value *V) {
  if (isa<GlobalVariable>(V) || isa<AllocaInst>(V))
    return markerNamed(V->getName());
  return std::nullopt;
}

std::optional<Marker> asMarker(Value *Argument) {
  if (auto *Wrapped = dyn_cast<MetadataAsValue>(Argument)) {
    auto *Text = dyn_cast<MDString>(Wrapped->getMetadata());
    return Text ? markerNamed(Text->getString()) : std::nullopt;
  }
  Value *Origin = originOf(Argument);
  if (std::optional<Marker> M = markerNamed(Origin))
    return M;
  if (auto *Load = dyn_cast<LoadInst>(Origin))
    return markerNamed(originOf(Load->getPointerOperand()));
  return std::nullopt;
}

bool isMarkerSymbol(StringRef Symbol) {
  return any_of(Known, [&](const Marker &M) {
    return Symbol == M.Name || isMangled(Symbol, M.Name);
  });
}

} // namespace enzyme
