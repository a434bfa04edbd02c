import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ended, Sandbox } from "./support/sandbox.ts";

const PASS_WAS_HERE = "warning: the stand-in pass was here\n";

describe("one built program", () => {
  test("stdout is the program's, the pass is reported on stderr, and exit codes are verbatim", async () => {
    const box = new Sandbox();
    const cwd = box.fixture("hello");
    const first = await box.enzyme(["run"], { cwd });
    expect(first).toMatchObject({ exitCode: 0, stdout: "enzyme true way false\n" });
    expect(first.stderr).toContain(PASS_WAS_HERE);

    const exits = await box.enzyme(["run", "-q", "7"], { cwd });
    expect(exits).toEqual({ exitCode: 7, signal: null, stdout: "", stderr: "" });

    const aborts = await box.enzyme(["run", "-q", "--", "abort"], { cwd });
    expect(aborts.signal).toBe("SIGABRT");

    const child = box.start(["run", "-q", "--", "sleep"], { cwd });
    const end = ended(child);
    child.stdout?.once("data", () => child.kill("SIGINT"));
    expect(await end).toMatchObject({ signal: "SIGINT", stdout: "asleep\n" });

    // The artifacts of plain builds are elsewhere, and are not disturbed.
    const plain = await box.run("cargo", ["run", "-q"], { cwd });
    expect(plain.stdout).toBe("enzyme false way false\n");
    expect(await box.enzyme(["run", "-q"], { cwd })).toMatchObject({
      stdout: "enzyme true way false\n",
      stderr: "",
    });
  });

  test("a path with spaces and letters beyond ASCII", async () => {
    const box = new Sandbox();
    const cwd = box.fixture("hello", "mein Prüf-Ordner/プロジェクト, mit Komma");
    const env = { CARGO_ENZYME_CACHE_DIR: box.path("ein Cache, größer") };
    const ran = await box.enzyme(["run"], { cwd, env });
    expect(ran, ran.stderr).toMatchObject({ exitCode: 0, stdout: "enzyme true way false\n" });
    expect(ran.stderr).toContain(PASS_WAS_HERE);
  });

  test("--message-format=json stays pure, in a subfolder and with --manifest-path", async () => {
    const box = new Sandbox();
    const directory = box.fixture("hello");
    const options = ["--message-format=json", "--target-dir", "elsewhere"];
    const built = await box.enzyme(["build", ...options], { cwd: `${directory}/src` });
    expect(built.exitCode, built.stderr).toBe(0);
    const messages = built.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(messages.at(-1)).toEqual({ reason: "build-finished", success: true });
    const { executable } = messages.find((message) => message.executable);
    expect(executable).toBe(
      `${directory}/src/elsewhere/enzyme/${process.arch === "arm64" ? "aarch64" : "x86_64"}-unknown-linux-gnu/debug/hello`,
    );
    const again = await box.enzyme(
      ["build", "--manifest-path", `${directory}/Cargo.toml`, "--target-dir", `${directory}/src/elsewhere`],
      { cwd: box.root },
    );
    expect(again.stderr).toMatch(/^ +Finished/);
    expect(existsSync(executable)).toBe(true);
  });
});

describe("RUSTFLAGS survive, whichever way they are given", () => {
  const WAY = '--cfg=way="a b"';
  const ways: [string, Record<string, string>, string][] = [
    ["CARGO_ENCODED_RUSTFLAGS, spaces included", { CARGO_ENCODED_RUSTFLAGS: WAY }, ""],
    ["RUSTFLAGS", { RUSTFLAGS: ' --cfg  way="ab" ' }, ""],
    ["target.*.rustflags", {}, `[target.'cfg(all())']\nrustflags = ['${WAY}']\n`],
    ["build.rustflags", {}, `[build]\nrustflags = ['${WAY}']\n`],
  ];
  test.each(ways)("%s", async (_way, env, config) => {
    const box = new Sandbox();
    const cwd = box.fixture("hello");
    box.write("hello/.cargo/config.toml", config);
    // The one way in which a flag cannot have a space in it.
    if ("RUSTFLAGS" in env)
      box.write("hello/src/main.rs", box.read("hello/src/main.rs").replace("a b", "ab"));
    const ran = await box.enzyme(["run"], { cwd, env });
    expect(ran.stdout, ran.stderr).toBe("enzyme true way true\n");
  });
});

describe("a workspace with a proc macro, a build script and doctests", () => {
  test("only what runs on the target sees our flags", async () => {
    const box = new Sandbox();
    const cwd = box.fixture("workspace");
    const log = box.path("rustc.log");
    // A wrapper that the user has set stays in use.
    const RUSTC_WRAPPER = box.script(
      "wrapper",
      `printf '%s\\t' "$@" >> '${log}'; echo >> '${log}'; exec "$@"`,
    );
    const ran = await box.enzyme(["run", "-p", "app"], { cwd, env: { RUSTC_WRAPPER } });
    expect(ran.stdout, ran.stderr).toBe("enzyme true user false macro false\n");
    const calls = box.read("rustc.log").split("\n");
    const call = (crate: string) =>
      calls.filter((line) => line.includes(`--crate-name\t${crate}\t`)).join("\n");
    for (const crate of ["app", "library"]) expect(call(crate)).toContain("\tlinker-plugin-lto\t");
    for (const crate of ["build_script_build", "maker"]) {
      expect(call(crate)).not.toBe("");
      expect(call(crate)).not.toMatch(/linker-plugin-lto|load-pass-plugin|enzyme\t|lto=|no-vectorize/);
    }
  });

  test("check and clippy see the code as the build does, without a pass", async () => {
    const box = new Sandbox();
    const cwd = box.fixture("workspace");
    box.write(
      "workspace/library/src/lib.rs",
      '#[cfg(not(enzyme))]\ncompile_error!("plain");\npub fn f() {}\n',
    );
    const env = { CARGO_ENZYME_PASS_SOURCE: "/nonexistent", CARGO_ENZYME_CACHE_DIR: box.path("cache") };
    const options = { cwd: `${cwd}/library`, env };
    expect((await box.enzyme(["check"], options)).exitCode).toBe(0);
    expect((await box.enzyme(["clippy", "--", "-D", "warnings"], options)).exitCode).toBe(0);
    expect(box.exists("cache")).toBe(false);
    expect((await box.run("cargo", ["check"], options)).stderr).toContain("plain");
  });
});

describe("cargo's own errors pass through unchanged", () => {
  const both = async (box: Sandbox, args: readonly string[], cwd: string) => {
    // With a home of its own cargo waits for no lock of another cargo, which it would say.
    const env = { CARGO_HOME: box.directory("cargo-home") };
    const plain = await box.run("cargo", args, { cwd, env });
    const ours = await box.enzyme(args, { cwd, env });
    // Cargo's summary of the usage repeats the options that were given, so also the target that we add.
    const stderr = ours.stderr.replace("--target [<TRIPLE>]", "[OPTIONS]");
    return { plain, ours: { ...ours, stderr } };
  };

  test("no Cargo.toml", async () => {
    const box = new Sandbox();
    const { plain, ours } = await both(box, ["build"], box.root);
    expect(plain.stderr).toContain("could not find `Cargo.toml`");
    expect(ours).toEqual(plain);
  });

  test("a manifest that cannot be read", async () => {
    const box = new Sandbox();
    box.write("Cargo.toml", '[package]\nname = "x"\nversion = "not one"\n');
    const { plain, ours } = await both(box, ["test"], box.root);
    expect(plain.exitCode).toBe(101);
    expect(ours).toEqual(plain);
  });

  test.each([[["build", "--frobnicate"]], [["build", "--bin", "nobody"]], [["run", "--profile", "missing"]]])(
    "%j",
    async (args) => {
      const box = new Sandbox();
      const { plain, ours } = await both(box, args, box.fixture("hello"));
      expect(plain.exitCode).not.toBe(0);
      expect(ours).toEqual(plain);
    },
  );

  test("a type error", async () => {
    const box = new Sandbox();
    const cwd = box.fixture("hello");
    box.write("hello/src/main.rs", "fn main() { let x: u8 = 'c'; }\n");
    const { plain, ours } = await both(box, ["build"], cwd);
    expect(plain.stderr).toContain("error[E0308]: mismatched types");
    expect(ours).toEqual(plain);
  });

  test("offline", async () => {
    const box = new Sandbox();
    const cwd = box.fixture("hello");
    box.write(
      "hello/Cargo.toml",
      `${box.read("hello/Cargo.toml")}[dependencies]\nno-such-crate-here = "1"\n`,
    );
    const { plain, ours } = await both(box, ["build", "--offline"], cwd);
    expect(plain.stderr).toContain("--offline");
    expect(ours).toEqual(plain);
  });
});

test("offline, a package that needs nothing from the network is built", async () => {
  const box = new Sandbox();
  const cwd = box.fixture("hello");
  const env = { CARGO_NET_OFFLINE: "true", CARGO_HOME: box.directory("cargo-home") };
  const ran = await box.enzyme(["rustc", "--offline", "--", "-A", "warnings"], { cwd, env });
  expect(ran.exitCode, ran.stderr).toBe(0);
});

test("no cargo and no rustc: each is one clear error", async () => {
  const box = new Sandbox();
  const cwd = box.fixture("hello");
  const env = { PATH: "/nonexistent" };
  const noCargo = await box.enzyme(["build"], { cwd, env });
  expect(noCargo.exitCode).toBe(4);
  expect(noCargo.stderr).toMatch(/^error: cargo was not found.*\n {2}help: install Rust: `curl/);
  const noRustc = await box.enzyme(["build"], { cwd, env: { RUSTC: "/nonexistent/rustc" } });
  expect(noRustc.stderr).toMatch(/^error: rustc was not found \(looked for `\/nonexistent\/rustc`\)/);
});
