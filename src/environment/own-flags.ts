import { FAT_OBJECTS } from "./c-compilers.ts";
import { SEPARATOR } from "./user-flags.ts";

/** Code can ask whether derivatives are there; rustc is told that the question is legitimate. */
export const CFG_FLAGS: readonly string[] = ["--cfg", "enzyme", "--check-cfg", "cfg(enzyme)"];

export interface PassFlagInputs {
  /** Path of the plugin. */
  readonly plugin: string;
  readonly llvmMajor: number;
  readonly optLevel: string;
  /** The symbols of the program's allocator. */
  readonly allocators: readonly string[];
  /** Whether objects of C may hold bitcode beside machine code. */
  readonly hasBitcodeOfC: boolean;
}

/** What lld is told, so that it loads the pass and shows it the whole program. */
export function linkerArguments({ plugin, llvmMajor, optLevel, hasBitcodeOfC }: PassFlagInputs): string[] {
  return [
    `-mllvm=-load=${plugin}`,
    `--load-pass-plugin=${plugin}`,
    // lld stops after 20 errors; every refusal is one.
    "--error-limit=0",
    ...(hasBitcodeOfC ? [FAT_OBJECTS] : []),
    // Before LLVM 20, rustc marks its module for ThinLTO, and that runs no pass at O0.
    ...(llvmMajor < 20 && optLevel === "0" ? ["--lto-O1"] : []),
  ];
}

/** The same and the level of optimisation, of which rustc tells the linker otherwise. */
export function bareLinkerArguments(inputs: PassFlagInputs): string[] {
  const level = /^[0-3]$/.test(inputs.optLevel) ? inputs.optLevel : "2";
  return [`--lto-O${level}`, ...linkerArguments(inputs)];
}

/**
 * The flags that bring one whole-program module to the plugin, optimised but neither vectorised
 * nor unrolled: lld's pipeline does that after differentiation, for all code.
 */
export function passFlags(inputs: PassFlagInputs): string[] {
  return [
    "-C",
    "linker-plugin-lto",
    "-C",
    "no-vectorize-loops",
    "-C",
    "no-vectorize-slp",
    "-C",
    "llvm-args=-unroll-runtime=0",
    ...allocatorFlags(inputs),
    ...linkerArguments(inputs).flatMap(toDriver),
  ];
}

/**
 * An allocator of the program's own is not inlined, nor called without the arguments that it
 * ignores: the pass sees who allocates what. LLVM also takes what `dealloc` reads in front of a
 * block for undefined where it is inlined and `alloc` is not. Only LLVM 22 can be told all of that.
 */
function allocatorFlags({ llvmMajor, allocators }: PassFlagInputs): string[] {
  if (llvmMajor < 22 || allocators.length === 0) return [];
  const called = allocators.map((symbol) => `-force-attribute=${symbol}:noinline`);
  return ["-opt-disable=deadargelim", ...called].flatMap((flag) => ["-C", `llvm-args=${flag}`]);
}

/** `-Wl,` splits at commas, so an argument with a comma goes the long way. */
function toDriver(argument: string): string[] {
  return argument.includes(",")
    ? ["-C", "link-arg=-Xlinker", "-C", `link-arg=${argument}`]
    : ["-C", `link-arg=-Wl,${argument}`];
}

/** The user's flags, then ours; ours are not repeated when an outer `cargo enzyme` set them. */
export function appendFlags(user: readonly string[], own: readonly string[]): string[] {
  const tail = own.join(SEPARATOR);
  const text = user.join(SEPARATOR);
  return text === tail || text.endsWith(SEPARATOR + tail) ? [...user] : [...user, ...own];
}
