import { Failure } from "../failure.ts";
import type { BuildTools } from "./build-tools.ts";
import type { LlvmHeaders } from "./llvm-headers.ts";
import { type Search, searchLines } from "./search.ts";

/** Debian's packages for what the searches did not find. */
export function missingPackages(tools: BuildTools, headers: Search<LlvmHeaders>, major: number): string[] {
  return [
    ...(tools.compiler.found ? [] : ["g++"]),
    ...(tools.cmake.found ? [] : ["cmake"]),
    ...(tools.ninja.found ? [] : ["ninja-build"]),
    ...(headers.found ? [] : [`llvm-${major}-dev`]),
  ];
}

/** The words after `sudo` that install the packages. */
export function installCommand(packages: readonly string[]): string[] {
  return ["apt-get", "install", "--yes", "--no-install-recommends", ...packages];
}

/** How one package is installed, as a command in backticks. */
export function installation(packageName: string, asRoot: boolean): string {
  return `\`${[...(asRoot ? [] : ["sudo"]), ...installCommand([packageName])].join(" ")}\``;
}

/** The failure that shows every place that was searched and how to get what is missing. */
export function missingToolsFailure(
  tools: BuildTools,
  headers: Search<LlvmHeaders>,
  major: number,
  asRoot: boolean,
): Failure {
  const missing = [
    ...(tools.compiler.found ? [] : ["a C++ compiler"]),
    ...(tools.cmake.found ? [] : ["cmake"]),
    ...(tools.ninja.found ? [] : ["ninja"]),
    ...(headers.found ? [] : [`the headers of LLVM ${major}`]),
  ];
  const install = installCommand(missingPackages(tools, headers, major)).join(" ");
  const byHand = [
    ...(tools.compiler.found ? [] : ["or set CXX to a C++17 compiler"]),
    ...(headers.found ? [] : [`or set LLVM_DIR to the lib/cmake/llvm directory of an LLVM ${major}`]),
    "or give a plugin that is already built: `--plugin <path>` or CARGO_ENZYME_PLUGIN",
  ];
  return new Failure({
    code: "build-tools",
    cause: `building the pass needs ${missing.join(", ")}`,
    evidence: [
      "searched, in this order:",
      ...searchLines([
        ...tools.compiler.steps,
        ...tools.cmake.steps,
        ...tools.ninja.steps,
        ...headers.steps,
      ]).map((line) => `  ${line}`),
    ],
    remedies: [`on Debian and Ubuntu: \`${asRoot ? "" : "sudo "}${install}\``, ...byHand],
  });
}
