import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CargoOptions } from "../arguments/options.ts";
import type { PassInputs } from "../environment/build-environment.ts";
import { Failure } from "../failure.ts";
import { requireLldBehind } from "../plugin/driver.ts";
import { runLogged } from "../process/background.ts";
import { openProject, projectEnvironment } from "../project/project.ts";
import type { Found } from "./check.ts";

const MANIFEST = `[package]
name = "smoke"
version = "0.0.0"
edition = "2021"

[workspace]
`;

const PROGRAM = `fn cube(x: f64) -> f64 {
    x * x * x
}

extern "C" {
    fn __enzyme_autodiff(_: *const std::ffi::c_void, ...) -> f64;
}

fn main() {
    println!("derivative: {}", unsafe { __enzyme_autodiff(cube as *const _, 2.0) });
}
`;

const EXPECTED = "12";

/**
 * Builds and runs a program with one request exactly as `cargo enzyme run` would in this
 * directory: the same flags, the same configuration of cargo, the real linker.
 */
export async function smoke(
  options: CargoOptions,
  host: string,
  directory: string,
  env: NodeJS.ProcessEnv,
  pass: PassInputs,
): Promise<Found<string>> {
  const crate = await mkdtemp(join(tmpdir(), "cargo-enzyme-smoke-"));
  try {
    const manifestPath = join(crate, "Cargo.toml");
    await mkdir(join(crate, "src"));
    await writeFile(manifestPath, MANIFEST);
    await writeFile(join(crate, "src/main.rs"), PROGRAM);
    const placed = { ...options, manifestPath, targets: [host], targetDir: join(crate, "target") };
    const project = await openProject(placed, directory, env);
    if ("exitCode" in project) throw failed(project.stderr);
    const environment = projectEnvironment(project, "run", placed, directory, env, pass);
    for (const linking of environment.linkings) await requireLldBehind(linking, directory, env);
    const run = await runLogged(
      project.cargo,
      ["run", "--quiet", "--target", host, "--manifest-path", manifestPath],
      () => {},
      { ...env, ...environment.variables },
    );
    if (!run.ok) throw failed(run.log);
    const answer = /^derivative: (.*)$/m.exec(run.log)?.[1] ?? "nothing";
    if (answer !== EXPECTED) throw wrong(answer, pass.plugin);
    return { value: answer, detail: `d(x³)/dx at 2 is ${answer}, through ${pass.lld.path}` };
  } finally {
    await rm(crate, { recursive: true, force: true });
  }
}

function failed(log: string): Failure {
  const lines = log.trim().split("\n");
  const telling =
    lines.find((line) => /\berror\b.*:/.test(line) && !line.includes("linking with")) ?? lines[0];
  return new Failure({
    code: "plugin-load",
    cause: `a program with one derivative does not build: ${telling?.trim()}`,
    evidence: lines,
    remedies: ["`cargo enzyme doctor -v` shows all that the build said"],
  });
}

function wrong(answer: string, plugin: string): Failure {
  return new Failure({
    code: "plugin-load",
    cause: `d(x³)/dx at 2 came out as ${answer} instead of ${EXPECTED}`,
    remedies: [`use another plugin than ${plugin}, or another toolchain`],
  });
}
