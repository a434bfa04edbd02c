//===- Registrations.h - What a program says of its own functions ----------===//
//
// Globals by whose names a program registers derivatives and properties, and
// annotations. Properties become attributes of the functions and globals that
// they are about; the tables in rules/ read those.
//
//===----------------------------------------------------------------------===//

#ifndef CARGO_ENZYME_RULES_REGISTRATIONS_H
#define CARGO_ENZYME_RULES_REGISTRATIONS_H

#include "support/Refusal.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/Module.h"

namespace enzyme {

/// Derivatives of one function that the program brings along. Each is used in
/// the mode for which it is registered; in the other mode the function is
/// differentiated like any other.
struct RegisteredRule {
  // Reverse mode: the two sweeps.
  llvm::Function *Augmented = nullptr;
  llvm::Function *Reverse = nullptr;
  // Forward mode: all at once, or the tangents after an augmented function.
  llvm::Function *Forward = nullptr;
  llvm::Function *SplitAugmented = nullptr;
  llvm::Function *Split = nullptr;

  bool isFor(bool ForwardMode) const {
    return ForwardMode ? Forward || Split : Reverse != nullptr;
  }
};

using RegisteredRules = llvm::DenseMap<const llvm::Function *, RegisteredRule>;

/// Reads all registrations of \p M; refuses what cannot be understood.
RegisteredRules readRegistrations(llvm::Module &M, RefusalLog &Log);

/// Whether \p G registers something.
bool isRegistration(const llvm::GlobalVariable &G);

/// Lets no pass inline what is registered, and no linker drop the registrations,
/// before the engine has seen them. True if something changed.
bool keepRegistered(llvm::Module &M);
/// Lets functions be inlined again. True if something changed.
bool releaseRegistered(llvm::Module &M);

/// A function that may be called again, and nobody can tell.
inline constexpr const char *RepeatableAttribute = "enzyme-repeatable";
/// A function whose registered derivative takes memory without a shadow: the
/// primal stands for its own shadow.
inline constexpr const char *ShadowOrPrimalAttribute =
    "enzyme-shadow-or-primal";
/// A function with a registered derivative: its body is not its meaning.
inline constexpr const char *RegisteredAttribute = "enzyme-registered";
/// A function, call or global without a derivative.
inline constexpr const char *InactiveAttribute = "enzyme_inactive";
/// A function with the derivative of the named one of libm.
inline constexpr const char *FunctionLikeAttribute = "enzyme_function_like";
/// Allocators of the program's: the index of the size; of the pointer.
inline constexpr const char *AllocationAttribute = "enzyme_allocation_like";
inline constexpr const char *DeallocationAttribute = "enzyme_deallocation_like";

} // namespace enzyme

#endif
