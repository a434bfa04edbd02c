import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

export const REPOSITORY = join(here, "../../..");
export const BUNDLE = join(REPOSITORY, "dist/cargo-enzyme.mjs");
export const FIXTURES = join(here, "../fixtures");

/** Sources of a plugin that loads, reports that it was loaded, and changes nothing. */
export const STAND_IN_PASS = join(FIXTURES, "stand-in-pass");
