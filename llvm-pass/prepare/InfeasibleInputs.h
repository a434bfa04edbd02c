//===- InfeasibleInputs.h - Inputs of phis that no path uses ---------------===//

#ifndef CARGO_ENZYME_PREPARE_INFEASIBLEINPUTS_H
#define CARGO_ENZYME_PREPARE_INFEASIBLEINPUTS_H

#include "llvm/IR/Function.h"
#include "llvm/IR/PassManager.h"

namespace enzyme {

/// Simplification replaces a load by what was stored on each path. On a path that
/// never comes to the load this may be of another type, converted: the double that
/// one closure captures as the pointer that the other does. Such inputs of phis and
/// selects are taken out where the conditions of the path show that nobody uses
/// them. Returns whether anything changed.
bool dropInfeasibleInputs(llvm::Function &F, llvm::FunctionAnalysisManager &FAM);

} // namespace enzyme

#endif
