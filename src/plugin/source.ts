import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure } from "../failure.ts";

/** The root of the package: the bundle is in `dist/`, the sources of the tests in `src/…`. */
export function packageRoot(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (dirname(directory) !== directory) {
    if (isDirectory(join(directory, "llvm-pass")) || isDirectory(join(directory, "templates"))) {
      return directory;
    }
    directory = dirname(directory);
  }
  throw new Failure({
    code: "build-tools",
    cause: "the sources of the pass are not beside this program",
    remedies: ["install again: `npm install -g cargo-enzyme`"],
  });
}

/** Where the C++ sources of the pass are. */
export function passSource(env: NodeJS.ProcessEnv): string {
  const chosen = env["CARGO_ENZYME_PASS_SOURCE"];
  return chosen ? resolve(chosen) : join(packageRoot(), "llvm-pass");
}

/** A hash over names and contents of everything that goes into the plugin. */
export function hashSource(source: string): string {
  const hash = createHash("sha256");
  let files: string[];
  try {
    files = sourceFiles(source);
  } catch {
    files = [];
  }
  if (!files.includes("CMakeLists.txt")) {
    throw new Failure({
      code: "build-tools",
      cause: `no sources of the pass in ${source}`,
      remedies: ["install again: `npm install -g cargo-enzyme`"],
    });
  }
  for (const file of files) {
    const content = readFileSync(join(source, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

function sourceFiles(source: string): string[] {
  return readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((file) => !/^(test|build[^/]*|\..*)(\/|$)/.test(file.split(sep).join("/")))
    .filter((file) => statSync(join(source, file)).isFile())
    .sort();
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
