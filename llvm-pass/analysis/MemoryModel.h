//===- MemoryModel.h - Which memory a function names, and its types --------===//
//
// Flow-insensitive points-to and byte types of a slice. rustc emits no TBAA, so
// types come from use: a byte is a double because some connected load, store or
// argument reads it as one.
//
//===----------------------------------------------------------------------===//

#ifndef CARGO_ENZYME_ANALYSIS_MEMORYMODEL_H
#define CARGO_ENZYME_ANALYSIS_MEMORYMODEL_H

#include "analysis/MemoryObject.h"
#include "prepare/Slice.h"
#include "request/Request.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Instructions.h"

namespace enzyme {

/// Metadata of accesses as doubles of what may be something else.
inline constexpr const char *WordAccess = "enzyme.word";

/// Attribute of the shadows of constants, to which a reverse sweep adds what
/// nobody asks for. In a derivative of the derivative they are constants too.
inline constexpr const char *ShadowOfConstant = "enzyme-shadow-of-constant";
bool isConstantData(const llvm::GlobalVariable &G);

/// One typed piece of a stretch of memory.
struct Leaf {
  uint64_t Offset;
  unsigned Size;
  ByteKind Kind;
};

/// The typed pieces of [0, Stride), repeating; Stride 0: no repetition.
struct Layout {
  llvm::SmallVector<Leaf, 4> Leaves;
  uint64_t Stride = 0;
  bool has(ByteKind K) const;
  /// Only at run time it shows what some of the bytes hold.
  bool isAmbiguous() const { return has(ByteKind::Conflict); }
  /// Every leaf has kind \p K and they cover the stride without a gap.
  bool isUniform(ByteKind K) const;
};

/// What an access of some bytes covers.
struct Coverage {
  bool Floats = false;    // whole floats
  bool Pointers = false;
  bool Words = false;     // of which only the run shows what they are
  bool CutsFloat = false; // a part of a float
};

/// Activity of the root's parameters, in order.
using ParameterActivities = llvm::ArrayRef<Activity>;

class MemoryModel {
public:
  /// \p ShadowReturn: the caller takes what the root returns and its shadow.
  MemoryModel(const Slice &S, ParameterActivities Parameters,
              bool ShadowReturn);

  /// The memory that pointer \p V names; null for constants without memory
  /// (null, undef, small integers).
  MemoryObject *objectOf(const llvm::Value *V);
  MemoryRef refOf(const llvm::Value *V);
  /// The memory that the pointers inside \p V, an aggregate, name.
  llvm::SmallVector<MemoryObject *, 2> objectsInside(const llvm::Value *V);
  /// What is known of \p Old is known of \p New, its successor.
  void rename(const llvm::Value *Old, const llvm::Value *New);
  /// Kind of the bytes [\p Offset, +\p Size) at pointer \p V, or of the bytes
  /// of a value that travels as an integer or aggregate.
  ByteKind kindAt(const llvm::Value *Pointer, unsigned Size,
                  unsigned Offset = 0);
  /// Only the run shows whether some word of these \p Size bytes is a double or
  /// an address.
  bool isAmbiguousAt(const llvm::Value *Pointer, uint64_t Size);
  /// The same of the words that \p S writes, if these are whole words.
  bool isAmbiguousAt(const llvm::StoreInst &S);
  /// Some bytes of the memory that \p V, a pointer, names, or of the integer
  /// \p V, are an f32 somewhere.
  bool hasSinglesAt(const llvm::Value *V);
  /// Nothing in the memory that \p Pointer names is a float or an address.
  bool holdsOnlyIntegers(const llvm::Value *Pointer);
  ByteKind kindOfContent(const llvm::Value *V, unsigned Offset, unsigned Size);
  Coverage coverageAt(const llvm::Value *Pointer, uint64_t Size);
  Coverage coverageAt(const llvm::StoreInst &S);
  /// Typed pieces of the \p Size bytes (~0: unknown) at \p Pointer.
  Layout layoutAt(const llvm::Value *Pointer, uint64_t Size);
  /// Whether the statics in \p O can be given shadows that begin as zeros: the
  /// program defines them, and they hold no addresses of what was there before.
  bool canShadowStatics(MemoryObject &O);
  /// The pointers stored in an object, as objects.
  llvm::SmallVector<MemoryObject *, 4> pointeesOf(MemoryObject &O);

  llvm::SmallVector<MemoryObject *, 16> liveObjects();
  void print(llvm::raw_ostream &OS);

private:
  friend class MemoryModelBuilder;
  /// Objects whose bytes repeat for ever, as far as is known, and hold floats and
  /// something else in the same places.
  llvm::SmallPtrSet<const MemoryObject *, 4> mixedArrays();

  const Slice &S;
  const llvm::DataLayout &DL;
  MemoryGraph Graph;
  llvm::DenseMap<const llvm::Value *, MemoryRef> Pointers;
  llvm::DenseMap<const llvm::Value *, MemoryRef> Contents;
  /// Addresses by a variable index in a variable on the stack, at which bytes are
  /// only compared. It may be any byte of it; its types do not follow from that.
  llvm::DenseSet<const llvm::Value *> Probes;
};

/// The kind of bytes that a hint states; none if it states another thing.
std::optional<ByteKind> typeHint(const llvm::CallBase &Call);

/// The kind of a float type that the engine differentiates; Unknown otherwise.
ByteKind floatKind(const llvm::Type *T);
/// Whether \p T is, or consists of, f32 or f64 (vectors and aggregates
/// included).
bool containsFloat(const llvm::Type *T);
/// Whether \p T is, or consists of, pointers.
bool containsPointer(const llvm::Type *T);
/// Whether \p V, a pointer, is a constant with no memory behind it: null,
/// undefined, or the dangling address of an empty vector.
bool namesNoMemory(const llvm::Value *V);

} // namespace enzyme

#endif
