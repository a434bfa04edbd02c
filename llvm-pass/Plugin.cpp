//===- Plugin.cpp - How compilers and linkers load the engine --------------===//

#include "Engine.h"
#include "support/Compat.h"

using namespace llvm;
using namespace enzyme;

static std::optional<EnginePass> passNamed(StringRef Name) {
  if (Name == "enzyme")
    return EnginePass();
  static const std::pair<StringRef, Stage> Printers[] = {
      {"print<enzyme-request>", Stage::Request},
      {"print<enzyme-prepare>", Stage::Prepare},
      {"print<enzyme-memory>", Stage::Memory},
      {"print<enzyme-activity>", Stage::Activity},
      {"print<enzyme-plan>", Stage::Plan},
      {"print<enzyme-derivative>", Stage::Derivative},
  };
  for (auto &[Printer, Shown] : Printers)
    if (Name == Printer)
      return EnginePass(Shown);
  return std::nullopt;
}

static void registerPasses(PassBuilder &PB) {
  PB.registerPipelineParsingCallback(
      [](StringRef Name, ModulePassManager &MPM,
         ArrayRef<PassBuilder::PipelineElement>) {
        std::optional<EnginePass> Pass = passNamed(Name);
        if (Pass)
          MPM.addPass(std::move(*Pass));
        return Pass.has_value();
      });
  registerModuleStart(
      PB, [](ModulePassManager &MPM) { MPM.addPass(KeepRegisteredPass()); });
  registerModuleExtensionPoints(
      PB, [](ModulePassManager &MPM) { MPM.addPass(EnginePass()); });
}

extern "C" LLVM_ATTRIBUTE_WEAK __attribute__((visibility("default")))
PassPluginLibraryInfo llvmGetPassPluginInfo() {
  return {LLVM_PLUGIN_API_VERSION, "CargoEnzyme", LLVM_VERSION_STRING,
          registerPasses};
}
