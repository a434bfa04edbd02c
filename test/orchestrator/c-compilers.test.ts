import { describe, expect, test } from "vitest";
import { type CCompilers, type CSettings, cEnvironment } from "../../src/environment/c-compilers.ts";
import { parseToml } from "../../src/environment/toml-value.ts";
import { Sandbox } from "./support/sandbox.ts";

const HOST = "x86_64-unknown-linux-gnu";
const OTHER = "aarch64-unknown-linux-gnu";
const OWN = "-flto=full -ffat-lto-objects -fno-vectorize -fno-slp-vectorize";
const CLANG = { c: "/llvm/clang", cpp: "/llvm/clang++" };

function environment(settings: Partial<CSettings> = {}, compilers: Partial<CCompilers> = {}) {
  return cEnvironment(
    { target: HOST, host: HOST, config: {}, env: {}, ...settings },
    {
      clang: CLANG,
      fitting: new Set(),
      packageName: "clang-22",
      installation: "`apt-get install clang-22`",
      ...compilers,
    },
  );
}

describe("the variables of the crate cc", () => {
  test("name clang of rustc's LLVM, and ask for bitcode beside machine code", () => {
    expect(environment()).toEqual({
      variables: {
        CC_x86_64_unknown_linux_gnu: "/llvm/clang",
        CFLAGS_x86_64_unknown_linux_gnu: OWN,
        CXX_x86_64_unknown_linux_gnu: "/llvm/clang++",
        CXXFLAGS_x86_64_unknown_linux_gnu: OWN,
      },
      hasBitcode: true,
      notes: [],
    });
  });

  test("are those of the target", () => {
    expect(Object.keys(environment({ target: OTHER }).variables)).toContain("CC_aarch64_unknown_linux_gnu");
  });

  test.each([
    ["CFLAGS", {}],
    ["HOST_CFLAGS", { CFLAGS: "-weaker" }],
    ["CFLAGS_x86_64_unknown_linux_gnu", { HOST_CFLAGS: "-weaker" }],
  ])("keep the flags of %s", (variable, others) => {
    const { variables } = environment({ env: { [variable]: " -DA=1  -Wall ", ...others } });
    expect(variables["CFLAGS_x86_64_unknown_linux_gnu"]).toBe(`-DA=1 -Wall ${OWN}`);
    expect(variables["CXXFLAGS_x86_64_unknown_linux_gnu"]).toBe(OWN);
  });

  test("use the stronger spelling where the user does", () => {
    const { variables } = environment({ env: { [`CFLAGS_${HOST}`]: "-g" } });
    expect(variables[`CFLAGS_${HOST}`]).toBe(`-g ${OWN}`);
    expect(variables).not.toHaveProperty("CFLAGS_x86_64_unknown_linux_gnu");
  });

  test("TARGET_CFLAGS is for other targets than the host, HOST_CFLAGS for the host", () => {
    const env = { TARGET_CFLAGS: "-t", HOST_CFLAGS: "-h" };
    expect(environment({ env, target: OTHER }).variables["CFLAGS_aarch64_unknown_linux_gnu"]).toBe(
      `-t ${OWN}`,
    );
    expect(environment({ env }).variables["CFLAGS_x86_64_unknown_linux_gnu"]).toBe(`-h ${OWN}`);
  });

  test.each(["-fno-lto", "-flto", "-O1 -flto=thin"])(
    "leave flags alone that decide about LTO: %s",
    (flags) => {
      const { variables } = environment({ env: { CFLAGS: flags } });
      expect(variables).not.toHaveProperty("CFLAGS_x86_64_unknown_linux_gnu");
    },
  );

  test("read cargo's [env], which gives way to the environment unless it says force", () => {
    const flags = (text: string, env: NodeJS.ProcessEnv = {}) =>
      environment({ config: parseToml(text), env }).variables["CFLAGS_x86_64_unknown_linux_gnu"];
    expect(flags('env.CFLAGS = "-c"')).toBe(`-c ${OWN}`);
    expect(flags('env.CFLAGS = "-c"', { CFLAGS: "-e" })).toBe(`-e ${OWN}`);
    expect(flags('env.CFLAGS = { value = "-c", force = true }', { CFLAGS: "-e" })).toBe(`-c ${OWN}`);
  });
});

describe("the compiler of the user", () => {
  const env = { CC: "ccache my-clang" };

  test("stays, and makes bitcode if it is clang of rustc's LLVM", () => {
    const { variables, hasBitcode, notes } = environment(
      { env },
      { fitting: new Set(["ccache my-clang"]), clang: undefined },
    );
    expect(variables).toEqual({ CFLAGS_x86_64_unknown_linux_gnu: OWN });
    expect(hasBitcode).toBe(true);
    expect(notes).toHaveLength(1);
  });

  test("stays as it is if it is another, and that is said", () => {
    const { variables, notes } = environment({ env });
    expect(Object.keys(variables)).toEqual([
      "CXX_x86_64_unknown_linux_gnu",
      "CXXFLAGS_x86_64_unknown_linux_gnu",
    ]);
    expect(notes).toEqual([
      "`CC=ccache my-clang` makes machine code, which no derivative goes through: it is not clang-22\n" +
        "  help: unset it, or set it to clang-22",
    ]);
  });

  test("a blank variable is none", () => {
    expect(environment({ env: { CC: " " } })).toEqual(environment());
  });
});

test("without clang nothing is set, and the package is named once", () => {
  expect(environment({}, { clang: undefined })).toEqual({
    variables: {},
    hasBitcode: false,
    notes: [
      "the C and C++ of build scripts becomes machine code, which no derivative goes through: there is no clang-22\n" +
        "  help: `apt-get install clang-22`",
    ],
  });
});

describe("a project that uses the crate cc", () => {
  test("is told what `CC` cannot do, once and only if it compiles C", async () => {
    const lock = '[[package]]\nname = "hello"\nversion = "0.0.0"\n';
    const withCc = `${lock}\n[[package]]\nname = "cc"\nversion = "1.0.0"\n`;
    const said = async (text: string, ...options: string[]) => {
      const sandbox = new Sandbox();
      sandbox.fixture("hello");
      sandbox.write("hello/Cargo.lock", text);
      const gcc = sandbox.script("gcc-like", "echo gcc 12");
      const shown = await sandbox.enzyme(["show-env", ...options], {
        cwd: sandbox.path("hello"),
        env: { CC: gcc },
      });
      expect(shown.exitCode, shown.stderr).toBe(0);
      return shown.stderr.match(/^note: `CC=.*gcc-like` makes machine code/gm)?.length ?? 0;
    };
    expect(await said(withCc)).toBe(1);
    expect(await said(withCc, "--quiet")).toBe(0);
    expect(await said(lock)).toBe(0);
  });
});
