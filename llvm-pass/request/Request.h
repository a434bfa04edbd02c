//===- Request.h - One call of an __enzyme_* entry point -------------------===//

#ifndef CARGO_ENZYME_REQUEST_REQUEST_H
#define CARGO_ENZYME_REQUEST_REQUEST_H

#include "support/Refusal.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>

namespace enzyme {

enum class Mode { Forward, Reverse, Augment, ReverseSweep };

enum class Activity {
  Constant,  // no derivative
  Out,       // by value, its adjoint is returned (reverse only)
  Duplicated // comes with a shadow (pointer), or tangent (float, forward only)
};

/// One parameter of the primal as the request describes it.
struct RequestArgument {
  Activity Kind;
  /// The value passed for the primal's parameter, with the parameter's type
  /// or one that converts without loss (see replace/).
  llvm::Value *Primal;
  /// The shadows, one per lane; empty unless Duplicated.
  llvm::SmallVector<llvm::Value *, 1> Shadows;
};

/// What becomes of the primal's return value.
struct ReturnActivity {
  /// The return value carries a derivative: seeded with one in reverse mode,
  /// its tangent is the result in forward mode.
  bool Active = false;
  /// The primal's return value is part of the result, before the derivative.
  bool WantsPrimal = false;
};

/// A parsed request. Everything the later stages know of the call site.
struct Request {
  llvm::CallBase *Call = nullptr;
  llvm::Function *Primal = nullptr;
  Mode DerivativeMode = Mode::Reverse;
  unsigned Width = 1;
  llvm::SmallVector<RequestArgument, 4> Arguments;
  ReturnActivity Return;
  /// Where results are written if the request returns through memory.
  llvm::Value *StructReturn = nullptr;
  llvm::Type *StructReturnType = nullptr;

  void print(llvm::raw_ostream &OS) const;
};

/// Whether \p Call is a request, that is: its callee's name contains an entry
/// point's name.
bool isRequest(const llvm::CallBase &Call);

/// All requests of \p M in program order.
llvm::SmallVector<llvm::CallBase *, 8> findRequests(llvm::Module &M);

/// Parses one request; refuses it by name in \p Log and returns nothing if it
/// does not follow the protocol or uses a part of it that is not taken.
std::optional<Request> parseRequest(llvm::CallBase &Call, RefusalLog &Log);

/// Whether \p Name is the name of a marker global (`enzyme_dup`, …), or of an
/// entry point: symbols that must not survive in the linked program.
bool isProtocolSymbol(llvm::StringRef Name);

} // namespace enzyme

#endif
