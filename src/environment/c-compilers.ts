import type { Clang } from "../toolchain/clang.ts";
import { splitWords, stringAt, type TomlTable, valueAt } from "./toml-value.ts";

/** What is known about the compilers for the C and C++ of build scripts. */
export interface CCompilers {
  /** clang of rustc's LLVM, if it is installed. */
  readonly clang: Clang | undefined;
  /** What the user chose, as it stands in the variable, if it is clang of rustc's LLVM. */
  readonly fitting: ReadonlySet<string>;
  /** The Debian package that clang comes with. */
  readonly packageName: string;
  /** How it is installed. */
  readonly installation: string;
}

/** Where the crate `cc` is told what to do. */
export interface CSettings {
  readonly target: string;
  readonly host: string;
  readonly config: TomlTable;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Bitcode beside machine code: build scripts and other linkers find the second. Loops stay scalar until the pass has
 * run, as those of Rust.
 */
const OWN_FLAGS = ["-flto=full", "-ffat-lto-objects", "-fno-vectorize", "-fno-slp-vectorize"];

/** The linker takes the bitcode of such objects. */
export const FAT_OBJECTS = "--fat-lto-objects";

const LANGUAGES = [
  { compiler: "CC", flags: "CFLAGS", program: "c" },
  { compiler: "CXX", flags: "CXXFLAGS", program: "cpp" },
] as const;

export interface CEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  /** Whether some of the C or C++ of this build may come as bitcode. */
  readonly hasBitcode: boolean;
  /** Why some of it does not. */
  readonly notes: readonly string[];
}

/**
 * The variables by which the crate `cc` compiles C and C++ for a target to what the pass can read. A compiler that the
 * user chose stays; of flags that he chose, those about LTO stay.
 */
export function cEnvironment(settings: CSettings, compilers: CCompilers): CEnvironment {
  const variables: Record<string, string> = {};
  const notes: string[] = [];
  let hasBitcode = false;
  for (const { compiler, flags, program } of LANGUAGES) {
    const chosen = userSetting(compiler, settings);
    if (chosen === undefined && compilers.clang === undefined) {
      notes.push(missing(compilers));
      continue;
    }
    if (chosen !== undefined && !compilers.fitting.has(chosen.value)) {
      notes.push(unfitting(`${chosen.variable}=${chosen.value}`, compilers));
      continue;
    }
    hasBitcode = true;
    if (chosen === undefined && compilers.clang !== undefined) {
      variables[`${compiler}_${underscored(settings.target)}`] = compilers.clang[program];
    }
    const given = userSetting(flags, settings);
    const words = splitWords(given?.value ?? "");
    if (words.some((word) => /^-f(no-)?lto\b/.test(word))) continue;
    // A variable with the target as it is spelt is stronger than one with underscores.
    const spelt = `${flags}_${settings.target}`;
    const name = given?.variable === spelt ? spelt : `${flags}_${underscored(settings.target)}`;
    variables[name] = [...words, ...OWN_FLAGS].join(" ");
  }
  return { variables, hasBitcode, notes: [...new Set(notes)] };
}

/** The compilers that the user chose for a target, as they stand in the variables. */
export function chosenCompilers(settings: CSettings): string[] {
  return LANGUAGES.flatMap(({ compiler }) => userSetting(compiler, settings)?.value ?? []);
}

/** The strongest of the variables that the crate `cc` looks for; a blank one counts as none. */
function userSetting(name: string, settings: CSettings): { variable: string; value: string } | undefined {
  const { target, host } = settings;
  const names = [
    `${name}_${target}`,
    `${name}_${underscored(target)}`,
    `${target === host ? "HOST" : "TARGET"}_${name}`,
    name,
  ];
  for (const variable of names) {
    const value = inEffect(variable, settings)?.trim();
    if (value) return { variable, value };
  }
  return undefined;
}

/** Of the environment, or of cargo's `[env]`, which gives way unless it says `force`. */
function inEffect(variable: string, { config, env }: CSettings): string | undefined {
  const configured = stringAt(config, "env", variable) ?? stringAt(config, "env", variable, "value");
  const isForced = valueAt(config, "env", variable, "force") === true;
  return isForced ? configured : (env[variable] ?? configured);
}

function underscored(target: string): string {
  return target.replaceAll(/[-.]/g, "_");
}

function missing({ packageName, installation }: CCompilers): string {
  return (
    `the C and C++ of build scripts becomes machine code, which no derivative goes through: there is no ` +
    `${packageName}\n  help: ${installation}`
  );
}

function unfitting(setting: string, { packageName }: CCompilers): string {
  return (
    `\`${setting}\` makes machine code, which no derivative goes through: it is not ${packageName}\n` +
    `  help: unset it, or set it to ${packageName}`
  );
}
