// Bundles the orchestrator into one file that needs nothing but Node.
import { chmod, readFile } from "node:fs/promises";
import { build } from "esbuild";

const { version } = JSON.parse(await readFile(new URL("package.json", import.meta.url), "utf8"));
const outfile = "dist/cargo-enzyme.mjs";

await build({
  entryPoints: ["src/main.ts"],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "eof",
  logLevel: "warning",
  define: { __VERSION__: JSON.stringify(version) },
  banner: {
    // Some bundled packages are CommonJS and call `require` for Node's own modules.
    js: [
      "#!/usr/bin/env node",
      'import { createRequire as __createRequire } from "node:module";',
      "const require = __createRequire(import.meta.url);",
    ].join("\n"),
  },
});
await chmod(outfile, 0o755);
