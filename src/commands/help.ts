import { COMMANDS, type CommandName } from "../arguments/invocation.ts";

const OWN_OPTIONS: Partial<Record<CommandName, readonly string[]>> = {
  init: [
    "--dev                  add a dev-dependency instead of a dependency",
    "--path <DIR>           where to write the crate [default: <workspace root>/enzyme]",
    "--update               renew the files that were not edited since they were written",
    "-p, --package <NAME>   the workspace member that gets the dependency",
    "--manifest-path <FILE> the package, if not that of this directory",
  ],
  setup: [
    "--yes                  install missing Debian packages with sudo without asking",
    "--no-install           never install packages",
    "--plugin <FILE>        use this plugin instead of building the pass",
  ],
  clean: ["--cache                remove the built plugins instead of the artifacts"],
};

const CARGO_OPTIONS = [
  "--plugin <FILE>        use this plugin instead of building the pass (CARGO_ENZYME_PLUGIN)",
  "--no-install           never install packages, even as root (CARGO_ENZYME_NO_INSTALL)",
];

const GENERAL = [
  "-q, --quiet            no words of our own but errors and warnings",
  "-v, --verbose          show the log of building the pass",
  "--color <WHEN>         auto, always, never",
  "-h, --help             this text; `cargo enzyme help <command>` for one command",
  "-V, --version          versions of the tool, the pass, rustc and LLVM",
];

export function helpText(command: CommandName | undefined): string {
  return command === undefined ? overview() : commandHelp(command);
}

function overview(): string {
  const commands = Object.entries(COMMANDS).map(([name, text]) => `  ${name.padEnd(9)} ${text}`);
  return text([
    "Derivatives of ordinary Rust functions, on the stable toolchain",
    "",
    "Usage: cargo enzyme <COMMAND> [OPTIONS]",
    "",
    "Commands:",
    ...commands,
    "",
    "Options:",
    ...GENERAL.map(indent),
    "",
    "build, run, test, bench, check, clippy and rustc take all options of the cargo command of that name.",
    "",
    "Environment:",
    "  CARGO_ENZYME_CACHE_DIR   where built plugins are kept [default: ~/.cache/cargo-enzyme]",
    "  CARGO_ENZYME_PLUGIN      a plugin to use instead of building the pass",
    "  CARGO_ENZYME_NO_INSTALL  never install packages",
    "  CXX, LLVM_DIR            the C++ compiler and the LLVM CMake directory for the pass",
  ]);
}

function commandHelp(command: CommandName): string {
  const isCargos = !(command in OWN_OPTIONS) && command !== "doctor";
  const own = OWN_OPTIONS[command] ?? (isCargos ? CARGO_OPTIONS : []);
  return text([
    COMMANDS[command],
    "",
    `Usage: cargo enzyme ${command} [OPTIONS]`,
    "",
    "Options:",
    ...[...own, ...GENERAL].map(indent),
    ...(isCargos && command !== "show-env"
      ? ["", `All other options go to \`cargo ${command}\`, see \`cargo help ${command}\`.`]
      : []),
  ]);
}

function indent(line: string): string {
  return `  ${line}`;
}

function text(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
