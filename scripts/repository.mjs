import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A path in the repository. */
export const at = (...parts) => join(root, ...parts);

/** A path among what the scripts build; nothing in it is committed or packed. */
export const built = (...parts) => at("build", ...parts);
