import { describe, expect, test } from "vitest";
import { merge, readCargoConfig } from "../../src/environment/cargo-config.ts";
import { cfgHolds } from "../../src/environment/cfg-expression.ts";
import { parseToml } from "../../src/environment/toml-value.ts";
import { userFlags } from "../../src/environment/user-flags.ts";
import { Sandbox } from "./support/sandbox.ts";

const HOST = "x86_64-unknown-linux-gnu";
const CFGS = new Set(["unix", 'target_os="linux"', 'target_feature="sse2"']);

const flags = (config: string, env: NodeJS.ProcessEnv = {}) =>
  userFlags("rustflags", HOST, CFGS, parseToml(config), env);

describe("the four sources of rustflags exclude each other", () => {
  const config = `build.rustflags = ["build"]\ntarget.${HOST}.rustflags = ["target"]`;

  test("encoded variable", () => {
    const env = { CARGO_ENCODED_RUSTFLAGS: "a b\u001fc", RUSTFLAGS: "plain" };
    expect(flags(config, env)).toEqual(["a b", "c"]);
  });

  test("plain variable", () => {
    expect(flags(config, { RUSTFLAGS: "  a   b\tc " })).toEqual(["a", "b", "c"]);
  });

  test("a variable that is set but empty still wins", () => {
    expect(flags(config, { CARGO_ENCODED_RUSTFLAGS: "", RUSTFLAGS: "plain" })).toEqual([]);
    expect(flags(config, { RUSTFLAGS: "" })).toEqual([]);
  });

  test("target, by triple, variable and cfg together", () => {
    const more = `${config}
      [target.'cfg(all(unix, target_os = "linux"))']
      rustflags = "cfg one"
      [target.'cfg(windows)']
      rustflags = ["never"]`;
    const env = { CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUSTFLAGS: "variable" };
    expect(flags(more, env)).toEqual(["target", "variable", "cfg", "one"]);
  });

  test("build", () => {
    expect(flags('build.rustflags = "a b"', { CARGO_BUILD_RUSTFLAGS: "c" })).toEqual(["a", "b", "c"]);
  });

  test("rustdocflags have sources of their own", () => {
    const env = { RUSTFLAGS: "a", RUSTDOCFLAGS: "b" };
    expect(userFlags("rustdocflags", HOST, CFGS, {}, env)).toEqual(["b"]);
  });
});

test.each([
  ["unix", true],
  ["windows", false],
  ["not(windows)", true],
  ["any()", false],
  ["all()", true],
  ['all(unix, not(any(windows, target_os = "macos")))', true],
  ['target_feature = "sse2"', true],
  ["true", true],
  ["false", false],
])("cfg(%s) is %s", (expression, holds) => {
  expect(cfgHolds(expression, CFGS)).toBe(holds);
});

describe("cargo's configuration", () => {
  test("tables are merged, arrays joined with the stronger last, else the stronger wins", () => {
    const weak = parseToml('a = [1]\nb = "weak"\nt.x = 1\nt.y = 1');
    expect(merge(weak, parseToml('a = [2]\nb = "strong"\nt.y = 2'))).toEqual({
      a: [1, 2],
      b: "strong",
      t: { x: 1, y: 2 },
    });
  });

  test("from the root to the directory, then --config; files may include others", () => {
    const box = new Sandbox();
    box.write(".cargo/config.toml", 'build.rustflags = ["outer"]\nbuild.target = "t"');
    box.write("in/.cargo/config.toml", 'include = ["more.toml"]\nbuild.rustflags = ["inner"]');
    box.write("in/.cargo/more.toml", 'build.rustflags = ["included"]\nbuild.rustc = "r"');
    box.write("home/config.toml", 'build.rustflags = ["home"]');
    box.write("file.toml", 'build.rustflags = ["file"]');
    const env = { CARGO_HOME: box.path("home") };
    const overrides = ['build.rustflags=["inline"]', box.path("file.toml")];
    expect(readCargoConfig(box.path("in"), env, overrides)["build"]).toEqual({
      rustflags: ["home", "outer", "included", "inner", "inline", "file"],
      target: "t",
      rustc: "r",
    });
  });

  test("a file that cannot be parsed is left for cargo to name", () => {
    const box = new Sandbox();
    box.write(".cargo/config.toml", "not [toml");
    expect(readCargoConfig(box.root, { CARGO_HOME: box.path("none") })).toEqual({});
  });
});
