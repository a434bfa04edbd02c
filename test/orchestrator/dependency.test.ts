import { describe, expect, test } from "vitest";
import { declaredDependency, withDependency } from "../../src/crate/dependency.ts";
import { parseToml } from "../../src/environment/toml-value.ts";

const LINE = 'enzyme = { path = "enzyme" }';
const added = (text: string) => withDependency(text, "dependencies", "enzyme", "enzyme");

/** Everything that was there is still there, in its order. */
function expectOnlyInsertion(before: string, after: string | undefined): void {
  expect(after).toBeDefined();
  const rest = (after ?? "").split("\n");
  for (const line of before.split("\n")) {
    const at = rest.indexOf(line);
    expect(at, `lost: ${line}`).toBeGreaterThanOrEqual(0);
    rest.splice(0, at + 1);
  }
}

describe("a dependency is added to a manifest", () => {
  test("at the end of its table, before the comments of the next one", () => {
    const before = `# the package
[package] # it is called x
name = "x" # so

# what it needs
[dependencies] # few
a = "1" # one
# b = "2"

# what it can do
[features]
f = []
`;
    expect(added(before)).toBe(before.replace('a = "1" # one\n', `a = "1" # one\n${LINE}\n`));
  });

  test("into an empty table, and into a new one", () => {
    expect(added('[package]\nname = "x"\n\n[dependencies]\n')).toBe(
      `[package]\nname = "x"\n\n[dependencies]\n${LINE}\n`,
    );
    expect(added('[package]\nname = "x"')).toBe(`[package]\nname = "x"\n\n[dependencies]\n${LINE}\n`);
  });

  test("as a dev-dependency", () => {
    expect(withDependency('[dependencies]\na = "1"\n', "dev-dependencies", "enzyme", "../e")).toBe(
      '[dependencies]\na = "1"\n\n[dev-dependencies]\nenzyme = { path = "../e" }\n',
    );
  });

  test("and ends of lines stay as they are", () => {
    expect(added('[dependencies]\r\na = "1"\r\n')).toBe(`[dependencies]\r\na = "1"\r\n${LINE}\r\n`);
  });

  test.each([
    [
      "an array over several lines",
      '[dependencies]\na = { version = "1", features = [\n  "x",\n  "y",\n] }\n',
    ],
    ["a table per dependency", '[dependencies.a]\nversion = "1"\n\n[dependencies.b]\nversion = "2"\n'],
    ["both kinds of table", '[dependencies.a]\nversion = "1"\n\n[dependencies]\nb = "2"\n'],
    ["a header in quotes and spaces", '[ "dependencies" ]\na = "1"\n\n[lib]\n'],
    ["dotted keys at the top", 'dependencies.a = "1"\ndependencies.b.path = "b"\n'],
    ["a text that looks like the table", '[package]\ndescription = """\n[dependencies]\n"""\n\n[lib]\n'],
    ["a table for one target", "[target.'cfg(unix)'.dependencies]\na = \"1\"\n"],
    ["an array of tables after it", '[dependencies]\na = "1"\n[[bin]]\nname = "b"\n'],
  ])("past %s", (_name, before) => {
    const after = added(before);
    expectOnlyInsertion(before, after);
    const manifest = parseToml(after ?? "");
    expect(declaredDependency(manifest, "enzyme")).toEqual({
      kind: "dependencies",
      value: { path: "enzyme" },
    });
  });

  test("but not where every way would change something else", () => {
    expect(added('dependencies = { a = "1" }\n')).toBeUndefined();
  });

  test("with a path that needs quoting", () => {
    const path = '../größe "x"\\y';
    const manifest = parseToml(withDependency("[package]\n", "dependencies", "enzyme", path) ?? "");
    expect(declaredDependency(manifest, "enzyme")?.value).toEqual({ path });
  });
});
