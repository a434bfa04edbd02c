//===- ConstantTables.h - Loads from one of several constants --------------===//

#ifndef CARGO_ENZYME_PREPARE_CONSTANTTABLES_H
#define CARGO_ENZYME_PREPARE_CONSTANTTABLES_H

namespace llvm {
class Function;
}

namespace enzyme {

/// Where the path decides from which constant a value is loaded, as from the
/// vtable of a `Box<dyn …>`, the path decides the value. Then simplification
/// sees which function is called on which path, and does not load what only the
/// objects of another path hold.
void foldConstantTables(llvm::Function &F);

} // namespace enzyme

#endif
