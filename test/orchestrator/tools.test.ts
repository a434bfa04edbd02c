import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Failure } from "../../src/failure.ts";
import { type InstallPolicy, installPackages } from "../../src/plugin/install.ts";
import { Reporter } from "../../src/terminal/reporter.ts";
import { Sandbox } from "./support/sandbox.ts";

/** What a build needs of PATH when everything is there. */
const PROGRAMS = ["cargo", "rustc", "cc", "g++", "cmake", "ninja", "as", "ld", "sh"];

/** A toolchain of an LLVM that no machine has the headers of, with the real linker. */
async function futureRustc(box: Sandbox): Promise<string> {
  const sysroot = (await box.run("rustc", ["--print", "sysroot"])).stdout.trim();
  const real = (await box.run("rustc", ["-vV"])).stdout.trim();
  return box.script(
    "rustc",
    `case "$1" in
      -vV) echo '${real.replace(/LLVM version: .*/, "LLVM version: 97.1.0")}' ;;
      --print) echo '${sysroot}' ;;
    esac`,
  );
}

const asRoot = process.getuid?.() === 0;
const sudo = asRoot ? "" : "sudo ";

describe("what is missing is named, with all places searched and the command that installs it", () => {
  test("no C++ compiler", async () => {
    const box = new Sandbox();
    const PATH = box.toolbox(PROGRAMS.filter((name) => name !== "g++"));
    const ran = await box.enzyme(["setup"], { env: { PATH } });
    expect(ran).toMatchObject({ exitCode: 5, stdout: "" });
    expect(ran.stderr).toMatch(
      /^error: building the pass needs a C\+\+ compiler\n {2}searched, in this order:\n/,
    );
    for (const name of ["g++", "clang++", "c++"])
      expect(ran.stderr).toContain(`✗ ${name} on PATH: not found\n`);
    expect(ran.stderr).toContain(
      `help 1: on Debian and Ubuntu: \`${sudo}apt-get install --yes --no-install-recommends g++\`\n`,
    );
    expect(ran.stderr).toContain("or set CXX to a C++17 compiler");
  });

  test("CXX is taken or refused, without a look at anything else", async () => {
    const box = new Sandbox();
    const ran = await box.enzyme(["setup"], { env: { CXX: "no-such-compiler" } });
    expect(ran.stderr).toContain("✗ CXX=no-such-compiler: not found\n");
    expect(ran.stderr).not.toContain("g++ on PATH");
  });

  test("no headers of rustc's LLVM, whatever other LLVM is on PATH", async () => {
    const box = new Sandbox();
    const PATH = `${box.toolbox(PROGRAMS)}`;
    for (const name of ["llvm-config", "opt", "clang"]) {
      box.script(`toolbox/${name}`, 'echo 14.0.6; echo "/usr/lib/llvm-14/lib/cmake/llvm"');
    }
    const ran = await box.enzyme(["setup"], { env: { PATH, RUSTC: await futureRustc(box) } });
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toMatch(/^error: building the pass needs the headers of LLVM 97\n/);
    expect(ran.stderr).toContain("✗ llvm-config-97 on PATH: not found\n");
    expect(ran.stderr).toContain("✗ llvm-config on PATH: is LLVM 14.0.6, not 97\n");
    expect(ran.stderr).toContain(`\`${sudo}apt-get install --yes --no-install-recommends llvm-97-dev\``);
    expect(ran.stderr).toContain("or set LLVM_DIR to the lib/cmake/llvm directory of an LLVM 97");
  });

  test("LLVM_DIR of another major is refused", async () => {
    const box = new Sandbox();
    box.write("llvm/lib/cmake/llvm/LLVMConfigVersion.cmake", 'set(PACKAGE_VERSION "14.0.6")\n');
    const ran = await box.enzyme(["setup"], { env: { LLVM_DIR: box.path("llvm") } });
    expect(ran.stderr).toMatch(/✗ LLVM_DIR=\S+: is LLVM 14\.0\.6, not \d+\n/);
  });

  test("everything at once is one error and one command", async () => {
    const box = new Sandbox();
    const PATH = box.toolbox(["cargo", "rustc", "cc", "sh"]);
    const ran = await box.enzyme(["build"], {
      cwd: box.fixture("hello"),
      env: { PATH, RUSTC: await futureRustc(box) },
    });
    expect(ran.stderr).toMatch(
      /^error: building the pass needs a C\+\+ compiler, cmake, ninja, the headers of LLVM 97\n/,
    );
    expect(ran.stderr).toContain("--no-install-recommends g++ cmake ninja-build llvm-97-dev`\n");
  });

  test("a rustc without lld asks for the system's", async () => {
    const box = new Sandbox();
    const RUSTC = await futureRustc(box);
    box.write("rustc", box.read("rustc").replace(/echo '\/[^']*'/, "echo /nonexistent"));
    const ran = await box.enzyme(["setup"], { env: { RUSTC } });
    expect(ran.exitCode).toBe(4);
    expect(ran.stderr).toMatch(/^error: no lld that goes with rustc \S+ \(LLVM 97\.1\.0\)\n/);
    expect(ran.stderr).toContain("lld-97`");
  });

  test("the sources of the pass", async () => {
    const box = new Sandbox();
    const ran = await box.enzyme(["setup"], { env: { CARGO_ENZYME_PASS_SOURCE: box.root } });
    expect(ran.stderr).toBe(
      `error: no sources of the pass in ${box.root}\n  help: install again: \`npm install -g cargo-enzyme\`\n`,
    );
  });
});

describe("another LLVM major on PATH", () => {
  test("does not disturb where the right one is there, too", async () => {
    const box = new Sandbox();
    const PATH = `${box.directory("toolbox")}:${box.env["PATH"]}`;
    for (const name of ["llvm-config", "opt", "clang", "ld.lld"])
      box.script(`toolbox/${name}`, "echo 14.0.6");
    const env = { PATH, CARGO_ENZYME_CACHE_DIR: box.path("cache") };
    const ran = await box.enzyme(["run"], { cwd: box.fixture("hello"), env });
    expect(ran.stdout, ran.stderr).toBe("enzyme true way false\n");
  });
});

describe("installation of packages", () => {
  /** An apt-get that writes down what it is asked, and fails if told so. */
  function machine(changes: Partial<InstallPolicy> = {}, installs = true) {
    const box = new Sandbox();
    const log = box.path("log");
    const PATH = box.toolbox(["sh"]);
    box.script(
      "toolbox/apt-get",
      `echo "apt-get $* $DEBIAN_FRONTEND" >> ${log}; ${installs ? "" : "echo no route; exit 100"}`,
    );
    box.script("toolbox/sudo", `echo sudo >> ${log}; exec "$@"`);
    const policy: InstallPolicy = {
      asRoot: true,
      yes: false,
      noInstall: false,
      confirm: async () => false,
      env: { PATH },
      ...changes,
    };
    const reporter = new Reporter({ colour: "never", quiet: true, verbose: false, env: { CI: "1" } });
    const install = async () => {
      const said: string[] = [];
      const write = process.stderr.write;
      process.stderr.write = (text: string | Uint8Array) => said.push(String(text)) > 0;
      const installed = await installPackages(["g++", "llvm-22-dev"], policy, reporter).finally(() => {
        process.stderr.write = write;
      });
      return { installed, said: said.join(""), ran: box.exists("log") ? readFileSync(log, "utf8") : "" };
    };
    return { install };
  }

  const COMMANDS =
    "apt-get update noninteractive\n" +
    "apt-get install --yes --no-install-recommends g++ llvm-22-dev noninteractive\n";

  test("root: without a question, but never silently", async () => {
    const { installed, said, ran } = await machine().install();
    expect(installed).toBe(true);
    expect(ran).toBe(COMMANDS);
    expect(said).toBe(
      "  Installing g++, llvm-22-dev (`apt-get update && apt-get install --yes --no-install-recommends g++ llvm-22-dev`)\n",
    );
  });

  test("a user: with sudo, after a yes to the whole command", async () => {
    let question = "";
    const confirm = async (text: string) => {
      question = text;
      return true;
    };
    const { installed, ran } = await machine({ asRoot: false, confirm }).install();
    expect(installed).toBe(true);
    expect(question).toBe(
      "run `sudo apt-get update && sudo apt-get install --yes --no-install-recommends g++ llvm-22-dev` now?",
    );
    expect(ran.match(/^sudo$/gm)).toHaveLength(2);
  });

  test("a user who said --yes is not asked", async () => {
    const confirm = () => Promise.reject(new Error("asked"));
    expect(await machine({ asRoot: false, yes: true, confirm }).install()).toMatchObject({ installed: true });
  });

  test("a user who does not agree, or --no-install: nothing is run", async () => {
    const nothing = { installed: false, said: "", ran: "" };
    expect(await machine({ asRoot: false }).install()).toEqual(nothing);
    expect(await machine({ noInstall: true }).install()).toEqual(nothing);
  });

  test("a failure shows the command, its status and its last words", async () => {
    const failure = await machine({}, false)
      .install()
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({
      message: "`apt-get install --yes --no-install-recommends g++ llvm-22-dev` failed (exit status: 100)",
      evidence: ["no route"],
    });
  });

  test("setup installs and goes on as root; for others it stops with the command", async () => {
    const box = new Sandbox();
    const PATH = box.toolbox(PROGRAMS.filter((name) => name !== "g++"));
    const compiler = box.toolbox(["g++"], "elsewhere");
    // In place of installing.
    box.toolbox(["ln"]);
    box.script("toolbox/apt-get", `[ "$1" = update ] || ln -s '${compiler}/g++' '${PATH}/g++'`);
    const env = { PATH, CARGO_ENZYME_NO_INSTALL: "", CARGO_ENZYME_CACHE_DIR: box.path("cache") };
    const ran = await box.enzyme(["setup", "-q"], { env });
    const words = "apt-get install --yes --no-install-recommends g++";
    if (asRoot) {
      expect(ran.stdout, ran.stderr).toMatch(/^\S+libCargoEnzyme\.so\n$/);
      expect(ran.stderr).toBe(`  Installing g++ (\`apt-get update && ${words}\`)\n`);
    } else {
      expect(ran).toMatchObject({ exitCode: 5, stdout: "" });
      expect(ran.stderr).toContain(`sudo ${words}`);
    }
  });
});
