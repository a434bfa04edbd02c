import { join } from "node:path";
import { isExecutable } from "./program.ts";
import type { Rustc } from "./rustc.ts";
import { type Search, searchInOrder } from "./search.ts";

/** The lld that will load the plugin. */
export interface Lld {
  /** An executable that behaves as `ld.lld`. */
  readonly path: string;
  /** The directory in which the C compiler driver finds it as `ld.lld` (`-B`). */
  readonly directory: string;
}

/** The toolchain's own rust-lld; toolchains of distributions have none and use the system's. */
export function findLld(rustc: Rustc): Promise<Search<Lld>> {
  const own = join(rustc.sysroot, "lib/rustlib", rustc.host, "bin/gcc-ld");
  const directories: readonly (readonly [string, string])[] = [
    ["rust-lld of the toolchain", own],
    [`lld of LLVM ${rustc.llvmMajor}`, `/usr/lib/llvm-${rustc.llvmMajor}/bin`],
    [`lld of LLVM ${rustc.llvmMajor} (lib64)`, `/usr/lib64/llvm${rustc.llvmMajor}/bin`],
  ];
  return searchInOrder(
    directories.map(([name, directory]) => ({
      name,
      look: async () => {
        const path = join(directory, "ld.lld");
        return isExecutable(path) ? { found: { path, directory }, detail: path } : { absent: `no ${path}` };
      },
    })),
  );
}
