import { describe, expect, test } from "vitest";
import { buildEnvironment, type EnvironmentInputs } from "../../src/environment/build-environment.ts";
import { codegenValues } from "../../src/environment/linking.ts";
import { passFlags } from "../../src/environment/own-flags.ts";
import { inheritance, optLevel, profileOf, profileVariables } from "../../src/environment/profile.ts";
import { resolveTargets } from "../../src/environment/targets.ts";
import { parseToml } from "../../src/environment/toml-value.ts";
import { SEPARATOR } from "../../src/environment/user-flags.ts";

const HOST = "x86_64-unknown-linux-gnu";
const OTHER = "aarch64-unknown-linux-gnu";

function environment(changes: Partial<EnvironmentInputs> = {}) {
  return buildEnvironment({
    options: { targetDir: undefined },
    profile: "dev",
    rustc: {
      program: "rustc",
      release: "1.95.0",
      commit: "c",
      host: HOST,
      llvm: "22.1.2",
      llvmMajor: 22,
      sysroot: "/sysroot",
    },
    targets: { triples: [HOST], chosenByUser: false },
    cfgsOf: new Map(),
    config: {},
    manifest: {},
    metadata: { workspaceRoot: "/w", targetDirectory: "/w/target", buildDirectory: undefined, packages: [] },
    directory: "/w/sub",
    env: {},
    compilers: { clang: undefined, fitting: new Set(), packageName: "clang-22", installation: "`get it`" },
    compilesC: false,
    allocators: [],
    pass: { plugin: "/cache/p.so", lld: { path: "/lld/ld.lld", directory: "/lld" } },
    ...changes,
  });
}

const rustflags = (changes: Partial<EnvironmentInputs> = {}): string[] =>
  (environment(changes).variables["CARGO_ENCODED_RUSTFLAGS"] ?? "").split(SEPARATOR);

const linkArguments = (changes: Partial<EnvironmentInputs> = {}): string[] =>
  codegenValues(rustflags(changes), /^link-arg$/);

describe("flags", () => {
  test("ours come after the user's", () => {
    const flags = rustflags({ env: { RUSTFLAGS: "--cfg user" } });
    expect(flags.slice(0, 6)).toEqual(["--cfg", "user", "--cfg", "enzyme", "--check-cfg", "cfg(enzyme)"]);
  });

  test("the linker loads the plugin before and as a pass", () => {
    expect(linkArguments()).toEqual([
      "-Wl,-mllvm=-load=/cache/p.so",
      "-Wl,--load-pass-plugin=/cache/p.so",
      "-Wl,--error-limit=0",
      "-B/lld",
      "-fuse-ld=lld",
    ]);
  });

  test("a comma in the path of the plugin is not a comma of -Wl", () => {
    const lld = { path: "/lld/ld.lld", directory: "/lld" };
    expect(linkArguments({ pass: { plugin: "/a,b/p.so", lld } }).slice(0, 2)).toEqual([
      "-Xlinker",
      "-mllvm=-load=/a,b/p.so",
    ]);
  });

  test("before LLVM 22 the linker calls no pass at opt-level 0 unless it is told to optimise", () => {
    const flags = (llvmMajor: number, level: string) =>
      passFlags({ plugin: "p", llvmMajor, optLevel: level, allocators: [], hasBitcodeOfC: false });
    expect(flags(19, "0")).toContain("link-arg=-Wl,--lto-O1");
    expect(flags(19, "1")).not.toContain("link-arg=-Wl,--lto-O1");
    expect(flags(22, "0")).not.toContain("link-arg=-Wl,--lto-O1");
  });

  test("an allocator of the program's own is called as it is declared, from LLVM 22", () => {
    const arguments_ = (llvmMajor: number) =>
      codegenValues(
        passFlags({ plugin: "p", llvmMajor, optLevel: "3", allocators: ["a"], hasBitcodeOfC: false }),
        /^llvm-args$/,
      );
    const ours = ["-opt-disable=deadargelim", "-force-attribute=a:noinline"];
    expect(arguments_(22)).toEqual(["-unroll-runtime=0", ...ours]);
    expect(arguments_(21)).toEqual(["-unroll-runtime=0"]);
  });

  test("doctests get the same flags", () => {
    const { variables } = environment();
    expect(variables["CARGO_ENCODED_RUSTDOCFLAGS"]).toBe(variables["CARGO_ENCODED_RUSTFLAGS"]);
  });

  test("without the pass the code is only marked", () => {
    const { variables } = environment({ pass: undefined });
    expect(variables["CARGO_ENCODED_RUSTFLAGS"]?.split(SEPARATOR)).toEqual([
      "--cfg",
      "enzyme",
      "--check-cfg",
      "cfg(enzyme)",
    ]);
    expect(Object.keys(variables).filter((name) => name.startsWith("CARGO_PROFILE_"))).toEqual([]);
  });

  test("inside another cargo enzyme nothing is added twice", () => {
    const { variables } = environment();
    const inner = environment({ env: variables, metadata: metadataAt("/w/target/enzyme") });
    expect(variables).toMatchObject(inner.variables);
  });

  test("targets with different flags cannot share one variable", () => {
    const config = parseToml(`target.${OTHER}.rustflags = ["--cfg", "arm"]`);
    const targets = { triples: [HOST, OTHER], chosenByUser: true };
    expect(() => environment({ config, targets })).toThrow(/have different rustflags/);
  });
});

describe("the linker of the user", () => {
  const config = (linker: string) => parseToml(`target.${HOST}.linker = "${linker}"`);

  test.each(["clang", "/usr/bin/x86_64-linux-gnu-gcc-12", "./my-linker"])(
    "%s is told to use lld, and is to be tried",
    (linker) => {
      const { linkings, notes } = environment({ config: config(linker) });
      expect(linkings).toMatchObject([{ driver: linker }]);
      expect(notes).toEqual([]);
      expect(linkArguments({ config: config(linker) })).toContain("-fuse-ld=lld");
    },
  );

  test.each(["mold", "/usr/bin/ld.bfd", "rust-lld", "wild"])(
    "%s is replaced, and the user told",
    (linker) => {
      const { notes } = environment({ config: config(linker) });
      expect(notes).toEqual([
        `linking with lld through \`cc\` instead of \`${linker}\`: only lld loads the pass`,
      ]);
      expect(codegenValues(rustflags({ config: config(linker) }), /^linker$/)).toEqual(["cc"]);
    },
  );

  test("-fuse-ld=mold is overruled, and the user told", () => {
    const env = { RUSTFLAGS: "-C link-arg=-fuse-ld=mold" };
    expect(environment({ env }).notes).toEqual([
      "linking with lld instead of `-fuse-ld=mold`: only lld loads the pass",
    ]);
    expect(linkArguments({ env }).at(-1)).toBe("-fuse-ld=lld");
  });

  test("clang's --ld-path is overruled by another --ld-path", () => {
    const env = { RUSTFLAGS: "-Clink-arg=--ld-path=/usr/bin/mold" };
    expect(linkArguments({ env }).at(-1)).toBe("--ld-path=/lld/ld.lld");
  });

  test("flag over variable over triple over cfg", () => {
    const both = `[target.${HOST}]\nlinker = "triple"\n[target.'cfg(unix)']\nlinker = "by-cfg"`;
    const cfgsOf = new Map([[HOST, new Set(["unix"])]]);
    const driver = (env: NodeJS.ProcessEnv, text = both) =>
      environment({ env, config: parseToml(text), cfgsOf }).linkings[0]?.driver;
    const variable = { CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER: "variable" };
    expect(driver({ ...variable, RUSTFLAGS: "-C linker=flag" })).toBe("flag");
    expect(driver(variable)).toBe("variable");
    expect(driver({})).toBe("triple");
    expect(driver({}, "[target.'cfg(unix)']\nlinker = \"by-cfg\"")).toBe("by-cfg");
  });

  test("a bare linker for another target is an error, since `cc` is not its driver", () => {
    const foreign = parseToml(`target.${OTHER}.linker = "ld.bfd"`);
    const targets = { triples: [OTHER], chosenByUser: true };
    expect(() => environment({ config: foreign, targets })).toThrow(/is a linker, not a C compiler driver/);
  });
});

describe("profiles", () => {
  const sources = (manifest: string, config = "", env: NodeJS.ProcessEnv = {}) => ({
    manifest: parseToml(manifest),
    config: parseToml(config),
    env,
  });

  test.each([
    ["build", {}, "dev"],
    ["build", { release: true }, "release"],
    ["test", {}, "test"],
    ["test", { release: true }, "release"],
    ["bench", {}, "bench"],
    ["rustc", { profile: "debug" }, "dev"],
    ["run", { profile: "mine" }, "mine"],
  ])("cargo %s %j uses %s", (command, options, expected) => {
    expect(profileOf(command, { profile: undefined, release: false, ...options })).toBe(expected);
  });

  test("fat LTO in dev and release, and positions in release", () => {
    expect(profileVariables("test", sources(""))).toEqual({
      CARGO_PROFILE_DEV_LTO: "fat",
      CARGO_PROFILE_RELEASE_LTO: "fat",
      CARGO_PROFILE_RELEASE_DEBUG: "line-tables-only",
    });
  });

  test("a profile of the user's, and all that it inherits from", () => {
    const manifest =
      '[profile.my-own]\ninherits = "middle"\n[profile.middle]\ninherits = "release"\nlto = "thin"';
    expect(inheritance("my-own", sources(manifest))).toEqual(["my-own", "middle", "release"]);
    expect(profileVariables("my-own", sources(manifest))).toMatchObject({
      CARGO_PROFILE_MY_OWN_LTO: "fat",
      CARGO_PROFILE_MIDDLE_LTO: "fat",
    });
  });

  test("a profile that does not exist is not half defined by us", () => {
    expect(profileVariables("missing", sources(""))).toEqual(profileVariables("dev", sources("")));
  });

  test("test and bench get a variable only if the user set their LTO", () => {
    expect(profileVariables("bench", sources("[profile.bench]\nlto = false"))).toMatchObject({
      CARGO_PROFILE_BENCH_LTO: "fat",
    });
  });

  test("debug information that the user chose stays", () => {
    const chosen = [
      sources("profile.release.debug = false"),
      sources("", "profile.release.debug = 2"),
      sources("", "", { CARGO_PROFILE_RELEASE_DEBUG: "0" }),
    ];
    for (const source of chosen) {
      expect(profileVariables("release", source)).not.toHaveProperty("CARGO_PROFILE_RELEASE_DEBUG");
    }
  });

  test("the opt-level, through inheritance", () => {
    expect(optLevel("dev", sources(""))).toBe("0");
    expect(optLevel("test", sources("profile.dev.opt-level = 1"))).toBe("1");
    expect(optLevel("bench", sources(""))).toBe("3");
    expect(optLevel("x", sources('profile.x = { inherits = "dev", opt-level = "s" }'))).toBe("s");
  });
});

const metadataAt = (targetDirectory: string, buildDirectory?: string) => ({
  workspaceRoot: "/w",
  targetDirectory,
  buildDirectory,
  packages: [],
});

describe("the target directory", () => {
  test("lies over that of cargo, or over --target-dir", () => {
    expect(environment().targetDir).toBe("/w/target/enzyme");
    expect(environment({ options: { targetDir: "../t" } }).variables["CARGO_TARGET_DIR"]).toBe("/w/t/enzyme");
  });

  test("a separate build directory gets a part of its own, too", () => {
    const { variables } = environment({ metadata: metadataAt("/w/target", "/build") });
    expect(variables["CARGO_BUILD_BUILD_DIR"]).toBe("/build/enzyme");
  });
});

describe("the target", () => {
  test("is the host by name if the user chose none", () => {
    expect(resolveTargets([], {}, {}, HOST)).toEqual({ triples: [HOST], chosenByUser: false });
    expect(environment().addedTarget).toBe(HOST);
  });

  test("is the user's by flag, variable or configuration", () => {
    const config = parseToml('build.target = ["b", "c"]');
    const chosen = (flags: string[], env = {}) => resolveTargets(flags, config, env, HOST).triples;
    expect(chosen(["a"], { CARGO_BUILD_TARGET: "v" })).toEqual(["a"]);
    expect(chosen([], { CARGO_BUILD_TARGET: "v" })).toEqual(["v"]);
    expect(chosen([])).toEqual(["b", "c"]);
    expect(chosen(["host-tuple", HOST])).toEqual([HOST]);
    expect(environment({ targets: { triples: [HOST], chosenByUser: true } }).addedTarget).toBeUndefined();
  });
});
