// A Rust toolchain of Debian beside the one that is installed: its packages are downloaded and unpacked into `build/`,
// with the libraries that this machine lacks. Nothing is installed, and no PATH is changed.
//
//   node scripts/debian-toolchain.mjs 1.85     prints which CARGO, RUSTC and RUSTDOC to use

import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { updateLists } from "./debian.mjs";
import { answer, run } from "./program.mjs";
import { built } from "./repository.mjs";

/** The programs of a toolchain; each is called through a script that knows where its libraries are. */
const PROGRAMS = ["cargo", "rustc", "rustdoc"];

/**
 * Provides the toolchain of a release of Rust, such as 1.85.
 *
 * @param {string} release
 * @returns {Promise<string>} the folder with `cargo`, `rustc` and `rustdoc`
 */
export async function debianToolchain(release) {
  const version = await versionOf(release);
  const folder = built("toolchains", version);
  const programs = join(folder, "bin");
  if (!existsSync(programs)) {
    const staging = `${folder}.${process.pid}`;
    try {
      await unpack(await wanted(release, version), staging);
      rmSync(folder, { recursive: true, force: true });
      renameSync(staging, folder);
      writeScripts(folder, programs);
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
  }
  return programs;
}

/**
 * The environment in which cargo and rustc are those of a folder of `debianToolchain`.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} programs
 * @returns {NodeJS.ProcessEnv}
 */
export function withToolchain(env, programs) {
  return { ...env, ...variables(programs), PATH: `${programs}${delimiter}${env.PATH ?? ""}` };
}

function variables(programs) {
  return Object.fromEntries(PROGRAMS.map((name) => [name.toUpperCase(), join(programs, name)]));
}

/** The version of Debian's packages for a release of Rust. */
async function versionOf(release) {
  const offered = async () => newest(await answer("apt-cache", ["madison", "rustc-web"]), release);
  const known = await offered();
  if (known !== undefined) return known;
  await updateLists();
  const version = await offered();
  if (version === undefined) throw new Error(`the mirrors of this machine have no rustc-web ${release}`);
  return version;
}

/** The first version of a release that `apt-cache madison` lists: it lists the newest first. */
export function newest(madison, release) {
  const versions = madison.split("\n").map((line) => line.split("|")[1]?.trim());
  return versions.find((version) => version?.startsWith(`${release}.`));
}

/** The packages of a toolchain, and those that they need and this machine lacks, as `name=version`. */
async function wanted(release, version) {
  const own = ["cargo-web", "rustc-web", "libstd-rust-web-dev", `libstd-rust-web-${release}`].map(
    (name) => `${name}=${version}`,
  );
  const simulation = ["--simulate", "--no-install-recommends", "--allow-downgrades", "install"];
  return [...new Set([...own, ...installations(await answer("apt-get", [...simulation, ...own]))])];
}

/** What `apt-get --simulate install` would install, as `name=version`. */
export function installations(simulation) {
  return [...simulation.matchAll(/^Inst (\S+) (?:\[\S+\] )?\((\S+) /gm)].map(
    ([, name, version]) => `${name}=${version}`,
  );
}

async function unpack(packages, folder) {
  mkdirSync(folder, { recursive: true });
  console.error(`Unpacking ${packages.join(", ")}`);
  // Nothing is printed on stdout, which belongs to the answer.
  await answer("apt-get", ["--quiet=2", "--option=APT::Sandbox::User=root", "download", ...packages], {
    cwd: folder,
  });
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".deb"))) {
    await run("dpkg-deb", ["--extract", join(folder, file), folder]);
    rmSync(join(folder, file));
  }
}

/** Last, since they say that the rest is there. */
function writeScripts(folder, programs) {
  const libraries = ["lib", "usr/lib"].flatMap((parent) => {
    const directory = join(folder, parent);
    const names = existsSync(directory) ? readdirSync(directory) : [];
    return names.filter((name) => name.endsWith("-linux-gnu")).map((name) => join(directory, name));
  });
  const staging = `${programs}.${process.pid}`;
  mkdirSync(staging, { recursive: true });
  for (const name of PROGRAMS) {
    const path = `"${libraries.join(":")}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"`;
    const program = join(folder, "usr", "bin", name);
    writeFileSync(
      join(staging, name),
      `#!/bin/sh\nLD_LIBRARY_PATH=${path}\nexport LD_LIBRARY_PATH\nexec "${program}" "$@"\n`,
    );
    chmodSync(join(staging, name), 0o755);
  }
  renameSync(staging, programs);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [release = ""] = process.argv.slice(2);
  if (!/^\d+\.\d+$/.test(release)) {
    console.error("usage: node scripts/debian-toolchain.mjs <release of Rust, such as 1.85>");
    process.exit(2);
  }
  const programs = await debianToolchain(release);
  for (const [name, value] of Object.entries(variables(programs))) console.log(`export ${name}='${value}'`);
}
