import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const NAMES = ["__rust_alloc", "__rust_dealloc", "__rust_realloc", "__rust_alloc_zeroed"];

/**
 * The symbols by which code for `target` reaches the allocator of the program, whichever that is:
 * `_RNvCs…_7___rustc12___rust_alloc` and so on, with a hash of the compiler's own. Empty if the
 * sysroot has no library for the target, or if its names are not of that form (Rust 1.86).
 */
export function allocatorSymbols(sysroot: string, target: string): string[] {
  const folder = join(sysroot, "lib/rustlib", target, "lib");
  const library = filesOf(folder).find((name) => /^liballoc-.*\.rlib$/.test(name));
  if (library === undefined) return [];
  // What a library needs of others stands in it as plain text.
  const text = readFileSync(join(folder, library), "latin1");
  const path = /(_RNvCs[0-9A-Za-z]*_7___rustc)12___rust_alloc/.exec(text)?.[1];
  return path === undefined ? [] : NAMES.map((name) => `${path}${name.length}_${name}`);
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
