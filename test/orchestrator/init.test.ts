import { readdirSync, readFileSync, rmSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { BUNDLE, REPOSITORY } from "./support/paths.ts";
import { type Ran, Sandbox } from "./support/sandbox.ts";

const VERSION = JSON.parse(readFileSync(`${REPOSITORY}/package.json`, "utf8")).version;

/** The names and directories of the workspace, as cargo sees them. */
async function members(box: Sandbox, cwd: string): Promise<Record<string, string>> {
  const ran = await box.run("cargo", ["metadata", "--no-deps", "--format-version=1"], { cwd });
  expect(ran.exitCode, ran.stderr).toBe(0);
  const { packages } = JSON.parse(ran.stdout) as { packages: { name: string; manifest_path: string }[] };
  return Object.fromEntries(
    packages.map(({ name, manifest_path }) => [name, manifest_path.replace(`${box.root}/`, "")]),
  );
}

const succeeded = (ran: Ran): Ran => {
  expect(ran.exitCode, ran.stderr).toBe(0);
  expect(ran.stdout).toBe("");
  return ran;
};

describe("in a package of its own", () => {
  test("the crate is written, and one line is added to Cargo.toml", async () => {
    const box = new Sandbox();
    const cwd = box.fixture("hello");
    const before = box.read("hello/Cargo.toml");
    const ran = succeeded(await box.enzyme(["init"], { cwd: `${cwd}/src` }));
    expect(ran.stderr).toBe(
      `     Created ${cwd}/enzyme (the crate \`enzyme\`, to be committed)\n` +
        "       Added `enzyme` to the dependencies of hello\n",
    );
    expect(box.read("hello/Cargo.toml")).toBe(`${before}\n[dependencies]\nenzyme = { path = "enzyme" }\n`);
    expect(readdirSync(cwd).sort()).toEqual(["Cargo.toml", "enzyme", "src"]);
    expect(readdirSync(`${cwd}/enzyme`).sort()).toEqual(["Cargo.toml", "macros", "src"]);
    expect(box.read("hello/enzyme/Cargo.toml")).toContain(
      `[package.metadata.cargo-enzyme]\nversion = "${VERSION}"\n`,
    );
  });

  test("a second time nothing is touched", async () => {
    const box = new Sandbox();
    const cwd = box.fixture("hello");
    succeeded(await box.enzyme(["init", "--dev"], { cwd }));
    box.write("hello/enzyme/src/lib.rs", "// mine\n");
    const manifest = box.read("hello/Cargo.toml");
    const again = succeeded(await box.enzyme(["init"], { cwd }));
    expect(again.stderr).toContain("Found `enzyme` in the dev-dependencies of hello");
    expect(box.read("hello/Cargo.toml")).toBe(manifest);
    expect(box.read("hello/enzyme/src/lib.rs")).toBe("// mine\n");
  });

  test("--path puts it elsewhere", async () => {
    const box = new Sandbox();
    const cwd = box.fixture("hello");
    succeeded(await box.enzyme(["init", "--path", "../shared/derivatives"], { cwd }));
    expect(box.read("hello/Cargo.toml")).toContain('enzyme = { path = "../shared/derivatives" }\n');
    expect(box.exists("shared/derivatives/src/lib.rs")).toBe(true);
    expect(await members(box, cwd)).toEqual({ hello: "hello/Cargo.toml" });
  });
});

describe("in a workspace", () => {
  const workspace = () => {
    const box = new Sandbox();
    return { box, cwd: box.fixture("workspace") };
  };

  test("the crate is beside the members, and is one by cargo's own rule", async () => {
    const { box, cwd } = workspace();
    const root = box.read("workspace/Cargo.toml");
    succeeded(await box.enzyme(["init"], { cwd: `${cwd}/app` }));
    expect(box.read("workspace/app/Cargo.toml")).toContain('enzyme = { path = "../enzyme" }\n');
    expect(box.read("workspace/Cargo.toml")).toBe(root);
    expect(await members(box, cwd)).toMatchObject({
      enzyme: "workspace/enzyme/Cargo.toml",
      "enzyme-macros": "workspace/enzyme/macros/Cargo.toml",
    });
    const second = succeeded(await box.enzyme(["init", "--dev", "-p", "library"], { cwd }));
    expect(second.stderr).toContain("Found");
    expect(box.read("workspace/library/Cargo.toml")).toMatch(
      /\n\[dev-dependencies\]\nenzyme = \{ path = "\.\.\/enzyme" \}\n$/,
    );
    expect(await members(box, `${cwd}/enzyme`)).toHaveProperty("library");
  });

  test("a dependency that members inherit is found", async () => {
    const { box, cwd } = workspace();
    succeeded(await box.enzyme(["init", "-p", "app"], { cwd }));
    box.write(
      "workspace/Cargo.toml",
      `${box.read("workspace/Cargo.toml")}\n[workspace.dependencies]\nenzyme = { path = "enzyme" }\n`,
    );
    box.write(
      "workspace/library/Cargo.toml",
      `${box.read("workspace/library/Cargo.toml")}\n[dependencies]\nenzyme.workspace = true\n`,
    );
    const ran = succeeded(await box.enzyme(["init"], { cwd: `${cwd}/library` }));
    expect(ran.stderr).toContain("Found `enzyme` in the dependencies of library");
  });

  test("without a package, the members are offered", async () => {
    const { box, cwd } = workspace();
    const ran = await box.enzyme(["init"], { cwd });
    expect(ran.exitCode).toBe(3);
    expect(ran.stderr).toBe(
      `error: ${cwd}/Cargo.toml is a workspace, not a package that could get the dependency\n` +
        "  help: choose one of its packages: `cargo enzyme init -p <app|library|maker>`\n",
    );
    const unknown = await box.enzyme(["init", "--package=nobody"], { cwd });
    expect(unknown.stderr).toContain("the workspace has no package `nobody`");
    expect(box.exists("workspace/enzyme")).toBe(false);
  });
});

describe("nothing is changed", () => {
  const refused = async (box: Sandbox, args: readonly string[], cwd: string, message: string) => {
    const manifest = readFileSync(`${cwd}/Cargo.toml`, "utf8");
    const ran = await box.enzyme(["init", ...args], { cwd });
    expect(ran.exitCode).not.toBe(0);
    expect(ran.stderr).toContain(message);
    expect(ran.stderr).toMatch(/^ {2}help/m);
    expect(readFileSync(`${cwd}/Cargo.toml`, "utf8")).toBe(manifest);
  };

  test("if something else is in the place", async () => {
    const box = new Sandbox();
    const cwd = box.fixture("hello");
    box.write("hello/enzyme/README", "mine\n");
    await refused(box, [], cwd, `${cwd}/enzyme exists and was not written by \`cargo enzyme init\``);
    expect(readdirSync(`${cwd}/enzyme`)).toEqual(["README"]);
  });

  test("if there is another dependency of the name", async () => {
    const box = new Sandbox();
    const cwd = box.fixture("hello");
    box.write("hello/Cargo.toml", `${box.read("hello/Cargo.toml")}\n[dependencies]\nenzyme = "0.4"\n`);
    await refused(box, [], cwd, 'depends on another `enzyme` already: "0.4"');
    expect(box.exists("hello/enzyme")).toBe(false);
  });

  test("if a package has the name", async () => {
    const box = new Sandbox();
    const cwd = box.fixture("hello");
    box.write("hello/Cargo.toml", box.read("hello/Cargo.toml").replace('"hello"', '"enzyme"'));
    await refused(box, [], cwd, "is called `enzyme`, like the crate to be written");
  });

  test("if no line can be added", async () => {
    const box = new Sandbox();
    const cwd = box.directory("inline");
    box.write("inline/src/lib.rs", "");
    box.write(
      "inline/Cargo.toml",
      'package = { name = "inline", version = "0.1.0", edition = "2021" }\ndependencies = {}\n',
    );
    await refused(box, [], cwd, "add it by hand to [dependencies]: `enzyme = { path =");
    expect(box.exists("inline/enzyme")).toBe(false);
  });

  test("if there is no project: cargo says so", async () => {
    const box = new Sandbox();
    const ran = await box.enzyme(["init"]);
    expect(ran.exitCode).toBe(101);
    expect(ran.stderr).toContain("could not find `Cargo.toml`");
  });

  test("--update where no crate is", async () => {
    const box = new Sandbox();
    await refused(box, ["--update"], box.fixture("hello"), "there is no crate of `cargo enzyme init` in");
  });
});

describe("a crate of an older version", () => {
  /** A project whose crate was written by version 0.0.9, with an older text in two files. */
  async function stale() {
    const box = new Sandbox();
    const cwd = box.fixture("hello");
    // An older version of the tool is this one with another version and other templates.
    box.write("old/dist/cargo-enzyme.mjs", readFileSync(BUNDLE, "utf8").replaceAll(VERSION, "0.0.9"));
    await box.run("cp", ["-r", `${REPOSITORY}/templates`, box.path("old/templates")]);
    for (const name of ["lib.rs", "sys.rs"]) {
      const file = `old/templates/enzyme/src/${name}`;
      box.write(file, `// An older text.\n${box.read(file)}`);
    }
    box.write("old/templates/enzyme/src/gone.rs", "// No longer needed.\n");
    const ran = await box.run(process.execPath, [box.path("old/dist/cargo-enzyme.mjs"), "init"], { cwd });
    expect(ran.exitCode, ran.stderr).toBe(0);
    return { box, cwd };
  }

  test("build says that it is stale, and what to do", async () => {
    const { box, cwd } = await stale();
    box.write("hello/src/main.rs", "fn main() { 1 + 'c' }\n");
    const ran = await box.enzyme(["check", "--offline", "-q"], { cwd });
    expect(ran.stderr).toContain(
      `warning: the crate in ${cwd}/enzyme was written by cargo-enzyme 0.0.9, and this is ${VERSION}\n` +
        "  help: `cargo enzyme init --update`\n",
    );
  });

  test("--update renews what was not edited, removes what is gone, and keeps what was edited", async () => {
    const { box, cwd } = await stale();
    const lib = box.read("hello/enzyme/src/lib.rs");
    box.write("hello/enzyme/src/lib.rs", `${lib}// mine\n`);
    box.write("hello/enzyme/src/request.rs", `${box.read("hello/enzyme/src/request.rs")}// mine, too\n`);
    box.write("hello/enzyme/src/own.rs", "// not theirs\n");
    rmSync(`${cwd}/enzyme/macros/src/parse.rs`);
    const ran = succeeded(await box.enzyme(["init", "--update"], { cwd }));
    expect(ran.stderr).toContain(
      `Updated ${cwd}/enzyme (0.0.9 to ${VERSION}; written: macros/src/parse.rs, src/sys.rs, Cargo.toml)\n`,
    );
    expect(ran.stderr).toContain(`Removed ${cwd}/enzyme/src/gone.rs\n`);
    // Of the edited files only one has a newer text.
    expect(ran.stderr).toContain("kept as you edited them, though there is a newer text: src/lib.rs\n");
    expect(box.read("hello/enzyme/src/lib.rs")).toBe(`${lib}// mine\n`);
    expect(box.read("hello/enzyme/src/sys.rs")).not.toContain("An older text");
    expect(box.exists("hello/enzyme/src/own.rs")).toBe(true);
    const again = succeeded(await box.enzyme(["init", "--update"], { cwd }));
    expect(again.stderr).toBe(`     Updated ${cwd}/enzyme (${VERSION}; written: nothing)\n`);
  });

  test("an edited manifest keeps the edit and gets the new stamp", async () => {
    const { box, cwd } = await stale();
    const edited = box
      .read("hello/enzyme/Cargo.toml")
      .replace("[dependencies]\n", "[dependencies]\n# mine\n")
      .replaceAll("\n", "\r\n");
    box.write("hello/enzyme/Cargo.toml", edited);
    succeeded(await box.enzyme(["init", "--update"], { cwd }));
    const manifest = box.read("hello/enzyme/Cargo.toml");
    expect(manifest).toContain("# mine");
    expect(manifest).toContain(`version = "${VERSION}"`);
    expect(manifest).not.toContain("0.0.9");
    const ran = await box.enzyme(["check", "--offline", "-q"], { cwd });
    expect(ran.stderr).not.toContain("was written by");
    // The template, which the examples of the repository use as it is.
    box.write("hello/enzyme/Cargo.toml", manifest.replace(`"${VERSION}"`, '"{{version}}"'));
    const again = await box.enzyme(["check", "--offline", "-q"], { cwd });
    expect(again.stderr).not.toContain("was written by");
  });
});
