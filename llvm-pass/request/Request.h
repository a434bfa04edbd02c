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

/// What a request asks for.
enum class Mode {
  Forward,
  Reverse,
  Augment,      // the forward sweep, which leaves a tape
  ReverseSweep, // the reverse sweep, which takes one
  TapeSize,     // the bytes of that tape
  Record,       // the address of a pair of functions, one for each sweep
  ForwardSplit, // forward mode after a forward sweep
  Batch,        // the primal, once a lane
  InactiveCall, // the primal, as a call without a derivative
};

/// The words for \p M, in reports and where requests are printed.
llvm::StringRef nameOf(Mode M);

/// Whether \p M is about the two sweeps of a split derivative.
inline bool isSplitMode(Mode M) {
  return M == Mode::Augment || M == Mode::ReverseSweep ||
         M == Mode::TapeSize || M == Mode::Record;
}

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
  /// The shadows, one per lane; empty unless Duplicated. In a batch, the other
  /// lanes.
  llvm::SmallVector<llvm::Value *, 1> Shadows;
  /// Bytes from the shadow of one lane to that of the next: then there is one
  /// shadow, that of the first lane.
  llvm::Value *Stride = nullptr;
};

/// What becomes of the primal's return value.
struct ReturnActivity {
  /// The return value carries a derivative: seeded with one in reverse mode,
  /// its tangent is the result in forward mode.
  bool Active = false;
  /// The return value is a pointer, and the pointer to its shadow is part of
  /// the result.
  bool Shadow = false;
  /// The primal's return value is part of the result, before the derivative.
  bool WantsPrimal = false;
  /// The program says that it does not want the primal's return value.
  bool RefusesPrimal = false;
};

/// The tape of a split derivative, as the request passes it.
struct RequestTape {
  /// Where the tape is, or where it is to be written.
  llvm::Value *Address = nullptr;
  /// The memory belongs to the program, which provides so many bytes.
  std::optional<uint64_t> Allocated;
  /// The reverse sweep leaves the tape as it is.
  bool IsKept = false;
};

/// A parsed request. Everything the later stages know of the call site.
struct Request {
  llvm::CallBase *Call = nullptr;
  llvm::Function *Primal = nullptr;
  Mode DerivativeMode = Mode::Reverse;
  unsigned Width = 1;
  llvm::SmallVector<RequestArgument, 4> Arguments;
  ReturnActivity Return;
  /// The adjoints of the return value, one per lane (reverse sweep only).
  llvm::SmallVector<llvm::Value *, 1> Seeds;
  RequestTape Tape;
  /// A shadow that is its primal means that there is no derivative.
  bool RuntimeActivity = false;
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
