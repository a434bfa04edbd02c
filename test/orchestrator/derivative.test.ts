import { describe, expect, inject, test } from "vitest";
import { Sandbox } from "./support/sandbox.ts";

/** A sandbox with the pass itself in place of its stand-in. */
function withEngine(): Sandbox {
  const box = new Sandbox();
  box.env["CARGO_ENZYME_PLUGIN"] = inject("enginePlugin");
  return box;
}

const passed = (stdout: string): number =>
  [...stdout.matchAll(/^test result: ok\. (\d+) passed/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );

describe("cargo enzyme test", () => {
  test("in a library whose only dev-dependency is the generated crate, doctests included", async () => {
    const box = withEngine();
    const cwd = box.fixture("model");
    expect((await box.enzyme(["init", "--dev"], { cwd })).exitCode).toBe(0);
    const ran = await box.enzyme(["test"], { cwd });
    expect(ran.exitCode, ran.stdout + ran.stderr).toBe(0);
    expect(passed(ran.stdout)).toBe(3);

    // Without the pass everything compiles, and says what is missing when it is called.
    const plain = await box.run("cargo", ["test", "--lib"], { cwd });
    expect(plain.exitCode).toBe(101);
    expect(plain.stdout).toContain("built without cargo enzyme: run `cargo enzyme ");
  });

  test("in a workspace with a proc macro, a build script and doctests", async () => {
    const box = withEngine();
    const cwd = box.fixture("workspace");
    const ran = await box.enzyme(["test", "--workspace"], { cwd });
    expect(ran.exitCode, ran.stdout + ran.stderr).toBe(0);
    expect(passed(ran.stdout)).toBe(3);
    expect(ran.stdout).toMatch(/^test library\/src\/lib\.rs - slope \(line \d+\) \.\.\. ok$/m);
  });
});

test("a request that the engine refuses fails the build with the user's line and the reason", async () => {
  const box = withEngine();
  const cwd = box.fixture("refused");
  for (const options of [[], ["--release"]]) {
    const ran = await box.enzyme(["build", ...options], { cwd });
    expect(ran).toMatchObject({ exitCode: 101, stdout: "" });
    expect(ran.stderr).toMatch(
      /rust-lld: error: src\/main\.rs:9:\d+: cargo enzyme cannot differentiate this \[E003\]: 'somewhere_else' touches active data and its body is not in the program\n/,
    );
    expect(ran.stderr).toMatch(/^ +help: give the program its body/m);
    expect(ran.stderr).toMatch(/^ +see docs\/errors\.md#e003$/m);
  }
});

test("a static library is refused like a program, and is linked again only if it has changed", async () => {
  const box = withEngine();
  const cwd = box.fixture("refused", "library");
  const program = box.read("library/src/main.rs");
  box.write("library/src/lib.rs", program.replace("fn main()", '#[no_mangle]\npub extern "C" fn ask()'));
  box.write("library/Cargo.toml", `${box.read("library/Cargo.toml")}\n[lib]\ncrate-type = ["staticlib"]\n`);
  const build = () => box.enzyme(["build", "--lib"], { cwd });
  const refused = await build();
  expect(refused).toMatchObject({ exitCode: 101, stdout: "" });
  expect(refused.stderr).toMatch(
    /^error: the derivatives of librefused\.a cannot be made\n {2}.*src\/lib\.rs:\d+:\d+: .*\[E003\]/m,
  );
  box.write(
    "library/src/lib.rs",
    box.read("library/src/lib.rs").replace("unsafe { somewhere_else(x) }", "x * x"),
  );
  const built = await build();
  expect(built.exitCode, built.stderr).toBe(0);
  expect(built.stderr).toMatch(/^ +Linking librefused\.a$/m);
  expect((await build()).stderr).not.toMatch(/Linking/);
});

describe("show-env", () => {
  test("in shell form gives plain cargo what cargo enzyme gives it", async () => {
    const box = withEngine();
    const cwd = box.fixture("workspace", "with 'quotes'");
    const shown = await box.enzyme(["show-env"], { cwd });
    expect(shown).toMatchObject({ exitCode: 0, stderr: "" });
    for (const line of shown.stdout.trimEnd().split("\n")) expect(line).toMatch(/^export \w+=/);
    box.write("environment", shown.stdout);
    const words = `eval "$(cat '${box.path("environment")}')" && cargo test -p app`;
    const ran = await box.run("sh", ["-c", words], { cwd });
    expect(passed(ran.stdout), ran.stdout + ran.stderr).toBe(2);

    // Nothing is left for `cargo enzyme` to build: the environment is the same one.
    const ours = await box.enzyme(["test", "-p", "app"], { cwd });
    expect(ours.stderr).not.toContain("Compiling");
    expect(passed(ours.stdout)).toBe(2);
  });
});
