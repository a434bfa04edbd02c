import { Failure } from "../failure.ts";
import { findLld, type Lld } from "../toolchain/linker.ts";
import type { Rustc } from "../toolchain/rustc.ts";
import { searchLines } from "../toolchain/search.ts";

/** The lld of the toolchain, or the failure that says where it was looked for. */
export async function requireLld(rustc: Rustc): Promise<Lld> {
  const search = await findLld(rustc);
  if (search.found !== undefined) return search.found;
  throw new Failure({
    code: "toolchain",
    cause: `no lld that goes with rustc ${rustc.release} (LLVM ${rustc.llvm})`,
    evidence: ["searched, in this order:", ...searchLines(search.steps).map((line) => `  ${line}`)],
    remedies: [
      "use a toolchain of rustup, which brings rust-lld",
      `or install the system's: \`sudo apt-get install lld-${rustc.llvmMajor}\``,
    ],
  });
}
