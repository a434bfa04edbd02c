//===- ConstantAddresses.h - Addresses of statics as integers -------------===//

#ifndef CARGO_ENZYME_PREPARE_CONSTANTADDRESSES_H
#define CARGO_ENZYME_PREPARE_CONSTANTADDRESSES_H

#include "llvm/IR/Function.h"

namespace enzyme {

/// Where the address of a static travels as an integer, an instruction casts
/// it, as it does for any other address: it has a shadow like those.
void castConstantAddresses(llvm::Function &F);

} // namespace enzyme

#endif
