import { link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../failure.ts";
import { type LoggedRun, runLogged } from "../process/background.ts";
import type { Reporter } from "../terminal/reporter.ts";
import type { Lld } from "../toolchain/linker.ts";

export interface StaticLibraryInputs {
  /** Where cargo leaves what it has built, for each target. */
  readonly folders: readonly string[];
  readonly lld: Lld;
  /** What makes lld load the pass. */
  readonly linkerArguments: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** Beside the libraries: what has been made of them, and of which. */
const PLACE = ".cargo-enzyme";

/** Bitcode of the standard library beside its machine code: other tools take it for theirs. */
const SCRIPT = "SECTIONS { /DISCARD/ : { *(.llvmbc) *(.llvmcmd) } }\n";

/**
 * Cargo never links a static library: it holds bitcode, and no derivative. Each becomes one object of machine code with
 * its derivatives, which any linker takes.
 */
export async function finishStaticLibraries(inputs: StaticLibraryInputs, reporter: Reporter): Promise<void> {
  for (const folder of inputs.folders) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((file) => file.endsWith(".a")))
      await finish(folder, name, inputs, reporter);
  }
}

async function finish(
  folder: string,
  name: string,
  { lld, linkerArguments, env }: StaticLibraryInputs,
  reporter: Reporter,
): Promise<void> {
  const library = join(folder, name);
  const product = join(folder, PLACE, name);
  const record = `${product}.source`;
  const { ino, mtimeMs, size } = await stat(library);
  if ((await stat(product).catch(() => undefined))?.ino === ino) return;
  // An up-to-date library is put back by cargo as it was.
  const source = JSON.stringify({ mtimeMs, size });
  if ((await readFile(record, "utf8").catch(() => "")) !== source) {
    await mkdir(join(folder, PLACE), { recursive: true });
    const [object, script] = [`${product}.o`, join(folder, PLACE, "discard.ld")];
    await writeFile(script, SCRIPT);
    const whole = ["-r", "-T", script, ...linkerArguments, "--whole-archive", library, "-o", object];
    const linked = await reporter.during("Linking", name, () => runLogged(lld.path, whole, undefined, env));
    if (!linked.ok) throw failed(name, linked);
    await rm(product, { force: true });
    const packed = await runLogged("ar", ["rcs", product, object], undefined, env);
    if (!packed.ok) throw failed(name, packed);
    await rm(object);
    await writeFile(record, source);
  }
  await link(product, `${library}.new`);
  await rename(`${library}.new`, library);
}

function failed(name: string, { command, status, log }: LoggedRun): Failure {
  return new Failure({
    code: "static-library",
    cause: `the derivatives of ${name} cannot be made`,
    evidence: [...log.trimEnd().split("\n"), `(\`${command}\`: ${status})`],
  });
}
