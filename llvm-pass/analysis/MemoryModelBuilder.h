//===- MemoryModelBuilder.h - What instructions say about memory -----------===//

#ifndef CARGO_ENZYME_ANALYSIS_MEMORYMODELBUILDER_H
#define CARGO_ENZYME_ANALYSIS_MEMORYMODELBUILDER_H

#include "analysis/BoundedPointers.h"
#include "analysis/MemoryModel.h"
#include "llvm/IR/Operator.h"

namespace enzyme {

/// Reads a function once and states what each instruction says about memory;
/// copies are repeated until no kind changes.
class MemoryModelBuilder {
public:
  /// \p Bounded: pointers that are one of several, but of no more.
  MemoryModelBuilder(MemoryModel &Model, ParameterActivities Parameters,
                     bool ShadowReturn, const BoundedPointers *Bounded = nullptr)
      : Model(Model), Graph(Model.Graph), DL(Model.DL),
        Parameters(Parameters), ShadowReturn(ShadowReturn), Bounded(Bounded) {}

  void build();

private:
  MemoryRef pointer(llvm::Value *V);
  MemoryRef makePointer(llvm::Value *V);
  MemoryRef gep(llvm::GEPOperator &G);
  MemoryRef bounded(const BoundedPointer &P);
  MemoryRef content(llvm::Value *V);
  void store(llvm::Value *V, MemoryRef At);
  void load(llvm::Value *V, MemoryRef At);
  void wordAccess(llvm::Instruction &I);
  void moveWord(llvm::Value *V, MemoryRef At);
  void constantData(llvm::Constant *C, MemoryRef At);
  void visit(llvm::Instruction &I);
  void visitCall(llvm::CallBase &Call);
  void visitMemberCall(llvm::CallBase &Call, llvm::Function &Member);
  void visitInteger(llvm::Instruction &I);
  bool visitElements(llvm::Instruction &I);
  void integerEvidence(llvm::Value *V);
  void markArguments();
  void readLentNumbers();
  void spread(MemoryObject *From, bool Provenance::*Flag);
  uint64_t sizeOf(llvm::Type *T) {
    return DL.getTypeStoreSize(T).getFixedValue();
  }

  struct Copy {
    MemoryRef A, B;
    uint64_t Size;
    /// A part of a word: it says something if all of the word goes there.
    bool IsPiece = false;
  };
  /// From is moved by End - Start.
  struct Distance {
    MemoryRef From;
    llvm::Value *End, *Start;
  };
  void step(const Distance &D);
  /// The offsets from \p At at which a bounded pointer may name \p Extent bytes.
  struct Repetition {
    MemoryRef At;
    std::vector<int64_t> Offsets;
    uint64_t Extent, Spacing;
  };
  bool isIndexedByBytes(MemoryRef R);
  void equatePieces();
  void movePieces(llvm::StoreInst &S);
  MemoryModel &Model;
  MemoryGraph &Graph;
  const llvm::DataLayout &DL;
  ParameterActivities Parameters;
  bool ShadowReturn;
  const BoundedPointers *Bounded;
  /// Words that travel as doubles: what is known of the addresses in them.
  llvm::DenseSet<const llvm::Value *> Words;
  llvm::SmallVector<Copy, 32> Copies;
  llvm::SmallVector<Distance, 8> Distances;
  llvm::SmallVector<Repetition, 8> Repetitions;
};

} // namespace enzyme

#endif
