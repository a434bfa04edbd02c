import { dirname, join } from "node:path";
import { capture } from "../process/capture.ts";
import { findOnPath, isExecutable } from "./program.ts";
import { type Candidate, type Search, searchInOrder } from "./search.ts";

/** The compilers of C and C++ whose bitcode the linker reads. */
export interface Clang {
  readonly c: string;
  readonly cpp: string;
}

/** clang of exactly this major; a bare `clang` on PATH comes last, and is asked. */
export function findClang(major: number, env: NodeJS.ProcessEnv): Promise<Search<Clang>> {
  const path = env["PATH"];
  const folders = [`/usr/lib/llvm-${major}/bin`, `/usr/lib64/llvm${major}/bin`];
  return searchInOrder([
    { name: `clang-${major} on PATH`, look: async () => pair(findOnPath(`clang-${major}`, path)) },
    ...folders.map((folder) => ({ name: folder, look: async () => pair(join(folder, "clang")) })),
    bare(major, env),
  ]);
}

/** The major of a compiler as the crate `cc` reads it, a program with arguments; none if it is not clang. */
export async function clangMajor(compiler: string, env: NodeJS.ProcessEnv): Promise<number | undefined> {
  const [program = "", ...parameters] = isExecutable(compiler) ? [compiler] : compiler.trim().split(/\s+/);
  const { ok, stdout } = await capture(program, [...parameters, "--version"], { env });
  const major = ok ? /\bclang version (\d+)/.exec(stdout)?.[1] : undefined;
  return major === undefined ? undefined : Number(major);
}

function bare(major: number, env: NodeJS.ProcessEnv): Candidate<Clang> {
  return {
    name: "clang on PATH",
    look: async () => {
      const path = findOnPath("clang", env["PATH"]);
      if (path === undefined) return { absent: "not found" };
      const found = await clangMajor(path, env);
      return found === major ? pair(path) : { rejected: `${path} is clang ${found}, not ${major}` };
    },
  };
}

/** The compiler of C++ is beside that of C, and has the same ending. */
function pair(c: string | undefined): { found: Clang; detail: string } | { absent: string } {
  if (c === undefined) return { absent: "not found" };
  const cpp = join(dirname(c), c.slice(dirname(c).length + 1).replace("clang", "clang++"));
  const missing = [c, cpp].find((program) => !isExecutable(program));
  return missing === undefined ? { found: { c, cpp }, detail: c } : { absent: `no ${missing}` };
}
