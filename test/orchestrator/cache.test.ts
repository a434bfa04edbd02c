import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { STAND_IN_PASS } from "./support/paths.ts";
import { ended, Sandbox } from "./support/sandbox.ts";

/** A sandbox whose cache is its own and empty. */
class CacheBox extends Sandbox {
  constructor() {
    super();
    this.env["CARGO_ENZYME_CACHE_DIR"] = this.path("cache");
  }

  /** The stand-in pass, whose build sleeps while the file `slow` exists. */
  slowPass(): void {
    this.fixture("stand-in-pass");
    const lists = this.read("stand-in-pass/CMakeLists.txt");
    const wait = this.script(
      "wait",
      `[ -e '${this.path("slow")}' ] && echo $$ > '${this.path("pid")}' && exec sleep 300`,
    );
    this.write(
      "stand-in-pass/CMakeLists.txt",
      `${lists}add_custom_command(TARGET CargoEnzyme PRE_LINK COMMAND "${wait}" || true)\n`,
    );
    this.env["CARGO_ENZYME_PASS_SOURCE"] = this.path("stand-in-pass");
  }

  leftovers(): string[] {
    return readdirSync(this.path("cache/tmp"));
  }
}

/** Whether a process still runs; one that only waits for its parent to take note does not. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

describe("a damaged entry is built again, and the user told why", () => {
  test.each([
    ["the plugin was changed", (plugin: string) => writeFileSync(plugin, "not a plugin"), "has changed"],
    ["the plugin is cut off", (plugin: string) => truncateSync(plugin, 100), "has changed"],
    ["the plugin is gone", (plugin: string) => rmSync(plugin), "libCargoEnzyme.so is missing"],
    [
      "the manifest is half written",
      (plugin: string) => truncateSync(join(dirname(plugin), "manifest.json"), 20),
      "manifest.json is missing or unreadable",
    ],
    [
      "the manifest is of another version",
      (plugin: string) => writeFileSync(join(dirname(plugin), "manifest.json"), '{"format":0}'),
      "written by another version",
    ],
  ])("%s", async (_name, damage, reason) => {
    const box = new CacheBox();
    const first = await box.enzyme(["setup"]);
    damage(first.stdout.trim());
    const second = await box.enzyme(["setup"]);
    expect(second, second.stderr).toMatchObject({ exitCode: 0, stdout: first.stdout });
    expect(second.stderr).toContain(`${reason}; building the pass again\n`);
    expect(await box.enzyme(["setup"])).toEqual({ ...first, stderr: "" });
    expect(box.leftovers()).toEqual([]);
  });
});

describe("a cache directory that cannot be written", () => {
  test("is one error, which says how to choose another", async () => {
    const box = new CacheBox();
    box.write("cache", "a file in its place\n");
    const ran = await box.enzyme(["setup"]);
    expect(ran).toMatchObject({ exitCode: 7, stdout: "" });
    expect(ran.stderr).toMatch(/^error: cannot write to the cache directory \S+\/cache \(E\w+\)\n/);
    expect(ran.stderr).toContain("export CARGO_ENZYME_CACHE_DIR=<directory>");
  });

  test("is good enough when the plugin is in it already", async () => {
    const box = new CacheBox();
    const first = await box.enzyme(["setup"]);
    rmSync(box.path("cache/tmp"), { recursive: true });
    box.write("cache/tmp", "nothing can be written here\n");
    expect(await box.enzyme(["setup"])).toEqual({ ...first, stderr: "" });
  });
});

test("two first runs at once both succeed", async () => {
  const box = new CacheBox();
  const runs = await Promise.all([box.enzyme(["setup"]), box.enzyme(["setup"])]);
  for (const ran of runs) expect(ran.exitCode, ran.stderr).toBe(0);
  expect(runs[0]?.stdout).toBe(runs[1]?.stdout);
  expect(box.leftovers()).toEqual([]);
  expect(await box.enzyme(["setup"])).toMatchObject({ stdout: runs[0]?.stdout, stderr: "" });
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s while the pass is built leaves no child and no half-written file; the next run builds it",
  async (signal) => {
    const box = new CacheBox();
    box.slowPass();
    box.write("slow", "");
    const child = box.start(["setup"]);
    const end = ended(child);
    while (!box.exists("pid") || !box.read("pid").endsWith("\n")) await delay(20);
    const compiler = Number(box.read("pid"));
    expect(isAlive(compiler)).toBe(true);
    child.kill(signal);
    expect(await end).toMatchObject({ signal, stdout: "" });
    expect(isAlive(compiler)).toBe(false);
    expect(box.leftovers()).toEqual([]);
    expect(box.exists("cache/plugins")).toBe(false);

    rmSync(box.path("slow"));
    const again = await box.enzyme(["setup"]);
    expect(again.exitCode, again.stderr).toBe(0);
  },
);

test("what a killed run left does not disturb, and is removed after a day", async () => {
  const box = new CacheBox();
  const old = box.directory("cache/tmp/1-0123456789ab");
  const young = box.directory("cache/tmp/2-0123456789ab");
  const foreign = box.directory("cache/tmp/of-somebody-else");
  const before = Date.now() / 1000 - 2 * 24 * 60 * 60;
  for (const path of [old, foreign]) utimesSync(path, before, before);
  expect((await box.enzyme(["setup"])).exitCode).toBe(0);
  expect([old, young, foreign].map((path) => existsSync(path))).toEqual([false, true, true]);
});

describe("the build log", () => {
  const failing = (box: CacheBox) => {
    box.fixture("stand-in-pass");
    box.write("stand-in-pass/Plugin.cpp", "this is not C++;\n");
    box.env["CARGO_ENZYME_PASS_SOURCE"] = box.path("stand-in-pass");
  };

  test("is shown on failure, with the command and its status", async () => {
    const box = new CacheBox();
    failing(box);
    const ran = await box.enzyme(["setup"]);
    expect(ran).toMatchObject({ exitCode: 6, stdout: "" });
    expect(ran.stderr).toMatch(
      /^error: building the pass failed: `\S*cmake --build \S+` \(exit status: 1\)$/m,
    );
    expect(ran.stderr).toContain("Plugin.cpp:1:1: error:");
    expect(ran.stderr).toContain("help: `cargo enzyme doctor`");
    expect(box.leftovers()).toEqual([]);
  });

  test("is hidden on success, unless -v, which also prints the key", async () => {
    const box = new CacheBox();
    expect((await box.enzyme(["setup"])).stderr.split("\n")).toHaveLength(2);
    box.env["CARGO_ENZYME_CACHE_DIR"] = box.path("other");
    const verbose = await box.enzyme(["setup", "-v"]);
    expect(verbose.stderr).toContain("The CXX compiler identification");
    expect(verbose.stderr).toMatch(/^ {2}rustcCommit = [0-9a-f]{40}$/m);
    expect((await box.enzyme(["setup", "-q"])).stderr).toBe("");
  });
});

describe("the key", () => {
  test("has the compiler, its flags and the sources in it", async () => {
    const box = new CacheBox();
    box.fixture("stand-in-pass");
    box.env["CARGO_ENZYME_PASS_SOURCE"] = box.path("stand-in-pass");
    const place = async (env: NodeJS.ProcessEnv = {}) => (await box.enzyme(["setup"], { env })).stdout;
    const first = await place();
    expect(await place({ CARGO_ENZYME_PASS_SOURCE: STAND_IN_PASS })).toBe(first);
    expect(await place({ CXXFLAGS: "-g" })).not.toBe(first);
    box.write("stand-in-pass/test/ignored.cpp", "");
    expect(await place()).toBe(first);
    box.write("stand-in-pass/Plugin.cpp", `${box.read("stand-in-pass/Plugin.cpp")}// changed\n`);
    expect(await place()).not.toBe(first);
  });

  test("CARGO_ENZYME_CACHE_DIR is stronger than XDG, which is stronger than HOME", async () => {
    const box = new CacheBox();
    const xdg = { CARGO_ENZYME_CACHE_DIR: undefined, XDG_CACHE_HOME: box.path("xdg") };
    expect((await box.enzyme(["setup"], { env: xdg })).stdout).toContain(
      box.path("xdg/cargo-enzyme/plugins/"),
    );
    const home = { CARGO_ENZYME_CACHE_DIR: undefined };
    expect((await box.enzyme(["setup"], { env: home })).stdout).toContain(
      box.path("home/.cache/cargo-enzyme/plugins/"),
    );
  });
});

describe("clean", () => {
  test("--cache removes the plugins and nothing else that is in the directory", async () => {
    const box = new CacheBox();
    const plugin = (await box.enzyme(["setup"])).stdout.trim();
    box.write("cache/plugins/mine/file", "");
    box.write("cache/file", "");
    const ran = await box.enzyme(["clean", "--cache"]);
    expect(ran).toMatchObject({ exitCode: 0, stdout: "" });
    expect(ran.stderr).toBe(`     Removed ${dirname(plugin)}\n`);
    expect(existsSync(plugin)).toBe(false);
    expect(box.exists("cache/plugins/mine/file") && box.exists("cache/file")).toBe(true);
  });

  test("removes <target dir>/enzyme and leaves cargo's artifacts", async () => {
    const box = new CacheBox();
    const cwd = box.fixture("hello");
    box.write("hello/target/debug/mine", "");
    await box.enzyme(["check", "-q"], { cwd });
    expect(box.exists("hello/target/enzyme")).toBe(true);
    expect((await box.enzyme(["clean"], { cwd })).exitCode).toBe(0);
    expect(box.exists("hello/target/enzyme")).toBe(false);
    expect(box.exists("hello/target/debug/mine")).toBe(true);
    // A profile of the user's with our name.
    box.write("hello/target/enzyme/hello", "");
    await box.enzyme(["clean"], { cwd });
    expect(box.exists("hello/target/enzyme/hello")).toBe(true);
  });
});
