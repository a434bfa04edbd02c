//===- Compat.h - Differences between LLVM majors --------------------------===//
//
// The only file that may look at LLVM_VERSION_MAJOR.
//
//===----------------------------------------------------------------------===//

#ifndef CARGO_ENZYME_SUPPORT_COMPAT_H
#define CARGO_ENZYME_SUPPORT_COMPAT_H

#include "llvm/ADT/MapVector.h"
#include "llvm/Config/llvm-config.h"
#if LLVM_VERSION_MAJOR >= 22
#include "llvm/Plugins/PassPlugin.h"
#else
#include "llvm/Passes/PassPlugin.h"
#endif
#include "llvm/IR/BasicBlock.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Intrinsics.h"
#include "llvm/IR/Module.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Transforms/Utils/ScalarEvolutionExpander.h"
#include <memory>

namespace enzyme {

/// The declaration of an intrinsic in \p M, created if it is not there.
inline llvm::Function *intrinsicDeclaration(llvm::Module &M,
                                            llvm::Intrinsic::ID Id,
                                            llvm::ArrayRef<llvm::Type *> Tys) {
#if LLVM_VERSION_MAJOR >= 20
  return llvm::Intrinsic::getOrInsertDeclaration(&M, Id, Tys);
#else
  return llvm::Intrinsic::getDeclaration(&M, Id, Tys);
#endif
}

/// Intrinsics that older majors lack; there, programs call libm instead.
#if LLVM_VERSION_MAJOR >= 20
inline constexpr llvm::Intrinsic::ID Atan2Intrinsic = llvm::Intrinsic::atan2;
inline constexpr llvm::Intrinsic::ID MinimumNumberIntrinsic =
    llvm::Intrinsic::minimumnum;
inline constexpr llvm::Intrinsic::ID MaximumNumberIntrinsic =
    llvm::Intrinsic::maximumnum;
#else
inline constexpr llvm::Intrinsic::ID Atan2Intrinsic =
    llvm::Intrinsic::not_intrinsic;
inline constexpr llvm::Intrinsic::ID MinimumNumberIntrinsic =
    llvm::Intrinsic::not_intrinsic;
inline constexpr llvm::Intrinsic::ID MaximumNumberIntrinsic =
    llvm::Intrinsic::not_intrinsic;
#endif

/// Intrinsics with two results.
#if LLVM_VERSION_MAJOR >= 21
inline constexpr llvm::Intrinsic::ID SincosIntrinsic = llvm::Intrinsic::sincos;
inline constexpr llvm::Intrinsic::ID ModfIntrinsic = llvm::Intrinsic::modf;
#else
inline constexpr llvm::Intrinsic::ID SincosIntrinsic =
    llvm::Intrinsic::not_intrinsic;
inline constexpr llvm::Intrinsic::ID ModfIntrinsic =
    llvm::Intrinsic::not_intrinsic;
#endif

/// The attribute by which a function says that it does not keep an address.
#if LLVM_VERSION_MAJOR >= 21
inline constexpr llvm::Attribute::AttrKind NoCaptureAttribute =
    llvm::Attribute::Captures;
#else
inline constexpr llvm::Attribute::AttrKind NoCaptureAttribute =
    llvm::Attribute::NoCapture;
#endif

/// Lets \p F say so of its parameter number \p N.
inline void setNotCaptured(llvm::Function &F, unsigned N) {
#if LLVM_VERSION_MAJOR >= 21
  F.addParamAttr(N, llvm::Attribute::getWithCaptureInfo(
                        F.getContext(), llvm::CaptureInfo::none()));
#else
  F.addParamAttr(N, llvm::Attribute::NoCapture);
#endif
}

/// The variable part of an address, as GEPOperator::collectOffset finds it.
#if LLVM_VERSION_MAJOR >= 20
using VariableOffsets = llvm::SmallMapVector<llvm::Value *, llvm::APInt, 4>;
#else
using VariableOffsets = llvm::MapVector<llvm::Value *, llvm::APInt>;
#endif

/// An expander of \p SE's expressions; values get names from \p Name.
inline llvm::SCEVExpander scevExpander(llvm::ScalarEvolution &SE,
                                       const char *Name) {
#if LLVM_VERSION_MAJOR >= 22
  return llvm::SCEVExpander(SE, Name);
#else
  return llvm::SCEVExpander(SE, SE.getDataLayout(), Name);
#endif
}

/// Registers \p Add to run before anything else does.
template <typename Callback>
void registerModuleStart(llvm::PassBuilder &PB, Callback Add) {
  PB.registerPipelineStartEPCallback(
      [Add](llvm::ModulePassManager &MPM, llvm::OptimizationLevel) {
        Add(MPM);
      });
}

/// Registers \p Add to run at the start of a linker's pipeline and, for
/// compilers without LTO, before the per-module pipeline vectorises. The
/// linker's is that of ThinLTO where rustc (before LLVM 20) marks the whole
/// program, which it has merged into one module, for that.
template <typename Callback>
void registerModuleExtensionPoints(llvm::PassBuilder &PB, Callback Add) {
  PB.registerFullLinkTimeOptimizationEarlyEPCallback(
      [Add](llvm::ModulePassManager &MPM, llvm::OptimizationLevel) {
        Add(MPM);
      });
#if LLVM_VERSION_MAJOR >= 20
  using Phase = llvm::ThinOrFullLTOPhase;
  PB.registerPipelineEarlySimplificationEPCallback(
      [Add](llvm::ModulePassManager &MPM, llvm::OptimizationLevel, Phase Of) {
        if (Of == Phase::ThinLTOPostLink)
          Add(MPM);
      });
  PB.registerOptimizerEarlyEPCallback(
      [Add](llvm::ModulePassManager &MPM, llvm::OptimizationLevel, Phase Of) {
        if (Of == Phase::None)
          Add(MPM);
      });
#else
  // Only a linker's pipeline goes without the start.
  auto IsCompiler = std::make_shared<bool>(false);
  PB.registerPipelineStartEPCallback(
      [IsCompiler](llvm::ModulePassManager &, llvm::OptimizationLevel) {
        *IsCompiler = true;
      });
  PB.registerPipelineEarlySimplificationEPCallback(
      [Add, IsCompiler](llvm::ModulePassManager &MPM, llvm::OptimizationLevel) {
        if (!*IsCompiler)
          Add(MPM);
      });
  PB.registerOptimizerEarlyEPCallback(
      [Add, IsCompiler](llvm::ModulePassManager &MPM, llvm::OptimizationLevel) {
        if (*IsCompiler)
          Add(MPM);
      });
#endif
}

} // namespace enzyme

#endif
