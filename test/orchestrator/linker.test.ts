import { describe, expect, inject, test } from "vitest";
import { Sandbox } from "./support/sandbox.ts";

/** The package `hello` with a configuration that names a linker. */
function hello(linker: string, more = ""): { box: Sandbox; cwd: string } {
  const box = new Sandbox();
  const cwd = box.fixture("hello");
  box.write("hello/.cargo/config.toml", `[target.'cfg(all())']\nlinker = "${linker}"\n${more}`);
  return { box, cwd };
}

const PASS_WAS_HERE = "warning: the stand-in pass was here\n";

describe("a linker in the user's configuration", () => {
  test("mold as linker, and by -fuse-ld: lld links, and the user is told", async () => {
    const { box, cwd } = hello("mold", `rustflags = ["-C", "link-arg=-fuse-ld=mold"]\n`);
    // Neither may be called.
    for (const name of ["mold", "ld.mold"]) box.script(`bin/${name}`, "echo mold was called >&2; exit 1");
    const ran = await box.enzyme(["run"], { cwd, env: { PATH: `${box.path("bin")}:${box.env["PATH"]}` } });
    expect(ran.stdout, ran.stderr).toBe("enzyme true way false\n");
    expect(ran.stderr).toContain(PASS_WAS_HERE);
    expect(ran.stderr).toContain(
      "note: linking with lld instead of `-fuse-ld=mold`: only lld loads the pass\n",
    );
    expect(ran.stderr).toContain(
      "note: linking with lld through `cc` instead of `mold`: only lld loads the pass\n",
    );
  });

  test("a wrapper that hands everything on is kept", async () => {
    const box = new Sandbox();
    const cwd = box.fixture("hello");
    // Relative to the directory of the `.cargo`, not to that of the package.
    box.write(".cargo/config.toml", "[target.'cfg(all())']\nlinker = \"tools/my-cc\"\n");
    box.script("tools/my-cc", `echo "called $*" >> '${box.path("calls")}'; exec cc "$@"`);
    const ran = await box.enzyme(["run"], { cwd });
    expect(ran.stdout, ran.stderr).toBe("enzyme true way false\n");
    expect(ran.stderr).toContain(PASS_WAS_HERE);
    expect(box.read("calls")).toContain("--load-pass-plugin=");
  });

  test("a wrapper that calls another linker is one error before anything is built", async () => {
    const { box, cwd } = hello("my-cc");
    box.script("bin/my-cc", 'exec cc "$@" -fuse-ld=bfd');
    const ran = await box.enzyme(["build"], { cwd, env: { PATH: `${box.path("bin")}:${box.env["PATH"]}` } });
    expect(ran).toMatchObject({ exitCode: 9, stdout: "" });
    expect(ran.stderr).toMatch(/^error: the linker `my-cc` of your configuration does not call lld/);
    expect(ran.stderr).toMatch(/`my-cc -B\S+ -fuse-ld=lld -Wl,--version` answered: GNU ld/);
    expect(ran.stderr).not.toContain("Compiling");
  });

  test("one that does not exist is cargo's to report", async () => {
    const { box, cwd } = hello("no-such-cc");
    const ran = await box.enzyme(["build"], { cwd });
    expect(ran.exitCode).toBe(101);
    expect(ran.stderr).toContain("linker `no-such-cc` not found");
  });
});

describe("a plugin that the linker cannot load", () => {
  test("that is no library at all", async () => {
    const box = new Sandbox();
    const plugin = box.write("plugin.so", "no library\n");
    const ran = await box.enzyme(["build", "--plugin", plugin], { cwd: box.fixture("hello") });
    expect(ran).toMatchObject({ exitCode: 8, stdout: "" });
    expect(ran.stderr).toMatch(
      /^error: the linker cannot load the plugin \S+\/plugin\.so\n {2}linker: \S+ld\.lld/,
    );
    expect(ran.stderr).toMatch(
      /help: give a plugin that was built for LLVM \d+, or none: the pass is then built\n/,
    );
    expect(ran.stderr).not.toContain("Compiling");
  });

  test("that wants symbols that this LLVM does not have", async () => {
    const box = new Sandbox();
    box.write(
      "p.cpp",
      'extern "C" void symbolOfAnotherLlvm(); struct S { S() { symbolOfAnotherLlvm(); } } s;\n',
    );
    await box.run("c++", ["-shared", "-fPIC", "-Wl,-z,now", "p.cpp", "-o", "p.so"]);
    const ran = await box.enzyme(["build"], {
      cwd: box.fixture("hello"),
      env: { CARGO_ENZYME_PLUGIN: box.path("p.so") },
    });
    expect(ran.exitCode).toBe(8);
    expect(ran.stderr).toContain("symbolOfAnotherLlvm");
  });

  test("that is not there", async () => {
    const box = new Sandbox();
    const ran = await box.enzyme(["setup", "--plugin=missing.so"]);
    expect(ran.exitCode).toBe(8);
    expect(ran.stderr).toContain(`error: there is no plugin at ${box.path("missing.so")}\n`);
  });

  test("--plugin is stronger than CARGO_ENZYME_PLUGIN", async () => {
    const box = new Sandbox();
    const env = { CARGO_ENZYME_PLUGIN: "/nonexistent.so" };
    expect((await box.enzyme(["setup", "--plugin", inject("standInPlugin")], { env })).exitCode).toBe(0);
  });
});
