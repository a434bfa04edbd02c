import { describe, expect, test } from "vitest";
import { readInvocation } from "../../src/arguments/invocation.ts";
import { readCargoOptions } from "../../src/arguments/options.ts";
import { readOwnArguments } from "../../src/arguments/own-arguments.ts";

describe("every form in which the program is entered", () => {
  test.each([
    [[]],
    [["enzyme"]],
    [["-h"]],
    [["enzyme", "--help"]],
    [["help"]],
    [["enzyme", "--color", "never", "--help"]],
  ])("%j is a request for help", (argv) => {
    expect(readInvocation(argv)).toEqual({ kind: "help" });
  });

  test.each([
    [["build", "--help"], "build"],
    [["enzyme", "t", "-h"], "test"],
    [["help", "init"], "init"],
    [["run", "--release", "-h", "program-argument"], "run"],
  ])("%j is a request for help about a command", (argv, command) => {
    expect(readInvocation(argv)).toEqual({ kind: "help", command });
  });

  test.each([[["-V"]], [["--version"]], [["enzyme", "-V"]], [["enzyme", "-vV"]], [["-q", "--version"]]])(
    "%j asks for versions",
    (argv) => {
      expect(readInvocation(argv)).toEqual({ kind: "version" });
    },
  );

  test("options before the command belong to it", () => {
    expect(readInvocation(["enzyme", "-v", "--plugin", "p.so", "b", "--release"])).toEqual({
      kind: "command",
      command: "build",
      args: ["-v", "--plugin", "p.so", "--release"],
    });
  });

  test("the arguments of the user's program are not ours", () => {
    const run = (args: string[]) => ({ kind: "command", command: "run", args });
    expect(readInvocation(["run", "file", "--help"])).toEqual(run(["file", "--help"]));
    expect(readInvocation(["run", "--", "--version"])).toEqual(run(["--", "--version"]));
  });

  test("an unknown command names the known ones and the way to any other cargo command", () => {
    expect(() => readInvocation(["expand"])).toThrow("no such command: `expand`");
    expect(() => readInvocation(["constructor"])).toThrow("no such command");
    expect(() => readInvocation(["+nightly", "build"])).toThrow(
      "a toolchain cannot be chosen after `enzyme`",
    );
    expect(() => readInvocation(["--release"])).toThrow("no command given after `--release`");
  });
});

describe("cargo's options", () => {
  test("--k v and --k=v are the same, and both stay as they are for cargo", () => {
    const words = ["--target=a", "--target", "b", "--profile=x", "-pone", "-p", "two", "--package=three"];
    const options = readCargoOptions(words);
    expect(options.targets).toEqual(["a", "b"]);
    expect(options.profile).toBe("x");
    expect(options.packages).toEqual(["one", "two", "three"]);
    expect(options.passed).toEqual(words);
  });

  test("--target is not --target-dir, which is taken away because ours lies over it", () => {
    const options = readCargoOptions(["--target-dir", "one", "--target-dir=two", "--release"]);
    expect(options.targets).toEqual([]);
    expect(options.targetDir).toBe("two");
    expect(options.passed).toEqual(["--release"]);
  });

  test("unknown flags go to cargo untouched", () => {
    const words = ["--frobnicate", "--level=3", "-Zunstable", "-Z", "other", "name", "-vv", "-j4"];
    expect(readCargoOptions(words).passed).toEqual(words);
  });

  test("nothing after -- is read", () => {
    const words = ["name", "--", "--target", "x", "--plugin", "p", "-q", "--help", "--target-dir", "d"];
    const options = readCargoOptions(words);
    expect(options).toMatchObject({ targets: [], plugin: undefined, quiet: false, help: false });
    expect(options.passed).toEqual(words);
  });

  test("cargo run gives everything from the first argument on to the program", () => {
    const words = ["--release", "input", "--plugin", "p", "--target", "x"];
    const options = readCargoOptions(words, true);
    expect(options).toMatchObject({ release: true, targets: [], plugin: undefined, passed: words });
  });

  test("the value of an option is not an option", () => {
    const options = readCargoOptions([
      "--bin",
      "quiet",
      "--features",
      "a b",
      "-F",
      "c",
      "--config",
      "x.toml",
    ]);
    expect(options.quiet).toBe(false);
    expect(options.configs).toEqual(["x.toml"]);
  });

  test("bundled letters are read one by one", () => {
    expect(readCargoOptions(["-rq"])).toMatchObject({ release: true, quiet: true });
    expect(readCargoOptions(["-vpq"])).toMatchObject({ verbose: true, quiet: false, packages: ["q"] });
  });
});

describe("options of our own commands", () => {
  const own = { switches: ["--dev"], values: ["--path", "-p"] };

  test("switches and values, in both forms", () => {
    const { switches, values } = readOwnArguments("init", ["--dev", "--path=a=b", "-p", "x", "-q"], own);
    expect([...switches]).toEqual(["--dev", "-q"]);
    expect(Object.fromEntries(values)).toEqual({ "--path": "a=b", "-p": "x" });
  });

  test.each([
    [["--dve"], "`cargo enzyme init` does not take `--dve`"],
    [["word"], "`cargo enzyme init` does not take `word`"],
    [["--path"], "`--path` needs a value"],
  ])("%j is an error", (args, message) => {
    expect(() => readOwnArguments("init", args, own)).toThrow(message);
  });
});
