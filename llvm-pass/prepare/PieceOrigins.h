//===- PieceOrigins.h - Where the bits of a word come from -----------------===//

#ifndef CARGO_ENZYME_PREPARE_PIECEORIGINS_H
#define CARGO_ENZYME_PREPARE_PIECEORIGINS_H

#include "llvm/IR/DataLayout.h"
#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/Value.h"

namespace enzyme {

/// The bits [Begin, Begin + Width) of a word.
struct BitRange {
  unsigned Begin;
  unsigned Width;
};

/// Follows some of the bits of words back to where they come from. A value has
/// them in their place, as an address or an integer that reaches as far, or it is
/// an integer that does not, and begins with them. Its other bits do not count.
class PieceOrigins {
public:
  PieceOrigins(llvm::IntegerType *Word, const llvm::DataLayout &DL)
      : Word(Word), DL(DL) {}

  /// The same bits in another value, as far back as they go.
  llvm::Value *of(llvm::Value *V, BitRange R) const;

  /// \p V is a word, or an address.
  bool isWide(const llvm::Value *V) const;
  bool isInPlace(const llvm::Value *V, BitRange R) const;
  /// The bits \p R in their place, as a mask for \p V.
  llvm::APInt mask(BitRange R, const llvm::Value *V) const;

private:
  llvm::Value *inPlaceBefore(llvm::Value *V, BitRange R) const;
  llvm::Value *beginningBefore(llvm::Value *V, BitRange R) const;

  llvm::IntegerType *Word;
  const llvm::DataLayout &DL;
};

} // namespace enzyme

#endif
