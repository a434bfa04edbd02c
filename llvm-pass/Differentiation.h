//===- Differentiation.h - One derivative, stage by stage ------------------===//

#ifndef CARGO_ENZYME_DIFFERENTIATION_H
#define CARGO_ENZYME_DIFFERENTIATION_H

#include "Engine.h"
#include "emit/ReverseEmitter.h"
#include "plan/KeptValue.h"
#include "plan/ReversePlanner.h"
#include <deque>

namespace enzyme {

/// Makes the derivative of a slice's root, and of the members that it calls.
class Differentiation {
public:
  /// \p Shape is the derivative that the request asks for. Stages in \p Shown
  /// are printed to stderr.
  Differentiation(Slice &S, CallTree &Tree, llvm::FunctionAnalysisManager &FAM,
                  RefusalLog &Log, std::optional<Stage> Shown,
                  const Signature &Shape)
      : S(S), Tree(Tree), FAM(FAM), Log(Log), Shown(Shown), RootShape(Shape) {}

  /// The derivative of the root. Nothing if it was refused; then nothing is
  /// left in the module.
  std::optional<MemberDerivative> run();
  /// What the tapes of the derivative are made of, once it has been made.
  std::vector<KeptValue> takeKept() { return std::move(Kept); }

private:
  bool shows(Stage Of) const { return Shown == Of; }
  bool affords();
  bool refine();
  void settleTypes();
  bool prepare();
  bool findRules();
  void findWorkingMembers();
  bool hasWork(llvm::Instruction &I);
  Signature shapeOf(llvm::Function &Member) const;
  MemberDerivative declare(llvm::Function &Of, const Signature &Shape);
  llvm::Function *create(llvm::Function &Of, llvm::FunctionType *Type,
                         const char *Kind);
  /// A derivative whose body has been emitted, while that of the primal is
  /// still in it: the analyses know instructions by their addresses, so none is
  /// deleted as long as another can be created.
  struct Emission {
    Derivative D;
    TapeArena Arena;
    MemberCalls Calls;
    std::optional<SweepBoundary> Boundary;
    MemberDerivative *Into;
    Emission(Derivative Begun, const MemberDerivatives &Members,
             MemberDerivative &Into)
        : D(std::move(Begun)), Arena(*D.F, D.Arena), Calls(Members, &Arena),
          Into(&Into) {}
  };
  bool differentiate(llvm::Function &Of, MemberDerivative &Into);
  void close(Emission &E);
  llvm::SmallVector<llvm::GlobalVariable *, 2> mutableStatics();
  bool emitForward(Emission &E, bool IsRoot);
  bool emitReverse(Emission &E, bool IsRoot);
  bool finish(llvm::Function &F);
  void discard();
  std::optional<MemberDerivative> emitAll();

  Slice &S;
  CallTree &Tree;
  llvm::FunctionAnalysisManager &FAM;
  RefusalLog &Log;
  std::optional<Stage> Shown;
  Signature RootShape;
  std::optional<MemoryModel> Memory;
  std::optional<ActivityAnalysis> Activities;
  std::optional<DeferralAnalysis> Deferral;
  std::optional<WrittenBy> Written;
  MemberDerivatives Members;
  std::vector<KeptValue> Kept;
  /// What indirect calls have been found to call.
  llvm::DenseSet<llvm::Function *> CalledByPointer;
  /// All functions that have been created.
  llvm::SmallVector<llvm::Function *, 4> Created;
  std::deque<Emission> Emissions;
};

} // namespace enzyme

#endif
