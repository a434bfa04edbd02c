import { Failure } from "../failure.ts";
import { capture } from "../process/capture.ts";

export interface Rustc {
  readonly program: string;
  /** `1.95.0` or `1.99.0-nightly`. */
  readonly release: string;
  readonly commit: string;
  readonly host: string;
  /** `22.1.2`. */
  readonly llvm: string;
  readonly llvmMajor: number;
  readonly sysroot: string;
}

/** The compiler that cargo will use in this directory, as it describes itself. */
export async function detectRustc(program: string): Promise<Rustc> {
  const [version, sysroot] = await Promise.all([
    capture(program, ["-vV"]),
    capture(program, ["--print", "sysroot"]),
  ]);
  if (version.notStarted) {
    throw new Failure({
      code: "toolchain",
      cause: `rustc was not found (looked for \`${program}\`)`,
      remedies: [
        "install Rust: `curl https://sh.rustup.rs -sSf | sh`",
        "or set RUSTC to the compiler's path",
      ],
    });
  }
  if (!version.ok || !sysroot.ok) {
    const failed = version.ok ? sysroot : version;
    throw new Failure({
      code: "toolchain",
      cause: `\`${failed.command}\` failed`,
      evidence: failed.stderr.trim().split("\n"),
      remedies: ["`rustup show` tells which toolchain this directory asks for"],
    });
  }
  return { program, sysroot: sysroot.stdout.trim(), ...readVersion(version.stdout, program) };
}

/** Reads `rustc -vV`. */
export function readVersion(
  text: string,
  program: string,
): Pick<Rustc, "release" | "commit" | "host" | "llvm" | "llvmMajor"> {
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}: (.+)$`, "m").exec(text)?.[1]?.trim();
  const llvm = field("LLVM version");
  const host = field("host");
  const release = field("release");
  const llvmMajor = Number.parseInt(llvm ?? "", 10);
  if (llvm === undefined || host === undefined || release === undefined || Number.isNaN(llvmMajor)) {
    throw new Failure({
      code: "toolchain",
      cause: `\`${program} -vV\` does not say which LLVM it was built with`,
      evidence: text.trim().split("\n"),
      remedies: ["use a rustc with the LLVM backend, such as `rustup toolchain install stable`"],
    });
  }
  return { release, commit: field("commit-hash") ?? "unknown", host, llvm, llvmMajor };
}
