//===- Refusal.h - What the engine does not take, by name ------------------===//
//
// Every reason for which a request can be refused is one row of the list in
// Refusal.cpp: a stable code, and the change that makes the program acceptable.
//
//===----------------------------------------------------------------------===//

#ifndef CARGO_ENZYME_SUPPORT_REFUSAL_H
#define CARGO_ENZYME_SUPPORT_REFUSAL_H

#include "support/SourceTrace.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/Twine.h"
#include "llvm/IR/Function.h"

namespace enzyme {

enum class RefusalCode {
  MalformedRequest,     // the call does not follow the protocol
  UnsupportedMode,      // a part of the protocol that is not taken
  MissingBody,          // a function whose IR is not in the program
  RecursiveRequest,     // a request inside the function it differentiates
  IndirectCall,         // dyn, fn pointer: what is called is not known
  Reallocation,         // of a kind that has no rule
  UnknownType,          // bytes or pointers that cannot be followed
  MixedActivity,        // a pointer that is active on one path only
  ConstantMemory,       // active value stored into memory declared constant
  IntegerBits,          // arithmetic on the bits of an active float
  UnsupportedOperation, // an operation without a derivative rule
  Concurrency,          // atomics on active memory
  ControlFlow,          // no return, or loops without a single entry
  EscapingAllocation,   // memory with a shadow that outlives the derivative
  Budget,               // a stage that takes too much work
  Internal,             // a verifier of the engine failed
};

/// Collects the refusals of one run of the pass and reports them through the
/// LLVMContext, so that the compiler or linker prints them as errors and fails.
class RefusalLog {
public:
  /// What is refused from now on is part of the derivative of \p Primal that
  /// \p Request asks for. Null as long as it is not known what it asks for.
  void begin(const llvm::CallBase &Request, const llvm::Function *Primal);

  /// Refuses the current request because of \p At. \p Reason is one sentence
  /// in the user's terms, without position and without a full stop.
  void refuse(RefusalCode Code, const llvm::Instruction &At,
              const llvm::Twine &Reason);
  /// The same when there is no instruction to point at.
  void refuse(RefusalCode Code, const llvm::Function &In,
              const llvm::Twine &Reason);

private:
  void report(RefusalCode Code, const llvm::Function &In, SourceTrace Trace,
              const llvm::Twine &Reason);
  std::optional<SourcePlace> requestedAt() const;
  std::string derivative(const std::optional<SourcePlace> &Shown) const;

  const llvm::CallBase *Request = nullptr;
  const llvm::Function *Primal = nullptr;
  llvm::StringSet<> Reported;
};

/// Appends one line to the file named by CARGO_ENZYME_REPORT (nothing if the
/// variable is not set): the linker's own output is hidden on success.
void report(const llvm::Twine &Line);

} // namespace enzyme

#endif
