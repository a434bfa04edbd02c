import { expect, test } from "vitest";
import { allocatorSymbols } from "../../src/toolchain/allocator.ts";
import { Sandbox } from "./support/sandbox.ts";

const TARGET = "x86_64-unknown-linux-gnu";

/** A sysroot whose library needs these symbols. */
function sysroot(symbols: string): string {
  const box = new Sandbox();
  box.write(`lib/rustlib/${TARGET}/lib/liballoc-12ab.rlib`, symbols);
  return box.path(".");
}

test("the hash in the names is read off the library that calls them", () => {
  const needed = "\0_RNvCsab1_7___rustc26___rust_alloc_error_handler\0_RNvCsab1_7___rustc12___rust_alloc\0";
  expect(allocatorSymbols(sysroot(needed), TARGET)).toEqual([
    "_RNvCsab1_7___rustc12___rust_alloc",
    "_RNvCsab1_7___rustc14___rust_dealloc",
    "_RNvCsab1_7___rustc14___rust_realloc",
    "_RNvCsab1_7___rustc19___rust_alloc_zeroed",
  ]);
});

test("a name that runs into the next one is found", () => {
  const needed = "_RNvC1a_8function_RNvCsab1_7___rustc12___rust_alloc_RNvCsab1_7___rustc14___rust_dealloc";
  expect(allocatorSymbols(sysroot(needed), TARGET)[1]).toBe("_RNvCsab1_7___rustc14___rust_dealloc");
});

test("older compilers have other names", () => {
  expect(allocatorSymbols(sysroot("\0__rust_alloc\0"), TARGET)).toEqual([]);
});

test("a target without a library has none", () => {
  expect(allocatorSymbols(sysroot(""), "other")).toEqual([]);
});
