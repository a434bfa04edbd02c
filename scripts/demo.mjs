// From a clone to the gradient of a model on real data.

import { bootstrap } from "./bootstrap.mjs";
import { ProgramFailure, run } from "./program.mjs";
import { at } from "./repository.mjs";

const EXAMPLES = ["square", "el-nino"];

try {
  const env = await bootstrap();
  await run("cargo", ["enzyme", "setup"], { env });
  for (const example of EXAMPLES) {
    console.log(`\n── examples/${example}: cargo enzyme run --release`);
    await run("cargo", ["enzyme", "run", "--release"], { env, cwd: at("examples", example) });
  }
} catch (error) {
  console.error(error instanceof ProgramFailure ? `error: ${error.message}` : error);
  process.exitCode = 1;
}
