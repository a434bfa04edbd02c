//===- ValueParameters.h - Structs by value as their scalars ----------------===//

#ifndef CARGO_ENZYME_PREPARE_VALUEPARAMETERS_H
#define CARGO_ENZYME_PREPARE_VALUEPARAMETERS_H

#include "request/Request.h"

namespace enzyme {

/// Where the primal takes structs by value, in registers or in memory of which
/// it gets a copy, or returns one through memory: makes \p R a request of a
/// function that takes their scalars one by one, in order, and returns the
/// struct itself. A struct that is out has adjoints of its floats, one that is
/// duplicated shadows of its floats and pointers. The scalars are read from
/// what the program passes just before its call.
void spreadValues(Request &R);

} // namespace enzyme

#endif
