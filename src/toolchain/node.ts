import { Failure } from "../failure.ts";

const OLDEST = [20, 19] as const;

/** The launcher refuses an old Node; an installation by npm alone has no launcher. */
export function requireNode(version: string): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new Failure({
    code: "toolchain",
    cause: `Node ${version} is too old: cargo-enzyme needs ${OLDEST.join(".")} or newer (${process.execPath})`,
    remedies: ["install a newer Node: https://nodejs.org/en/download"],
  });
}
