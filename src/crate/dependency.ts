import { isTable, parseToml, type TomlTable, type TomlValue, tableAt } from "../environment/toml-value.ts";

export type DependencyKind = "dependencies" | "dev-dependencies";

/** Where a manifest names a dependency, and how. */
export interface Declared {
  readonly kind: DependencyKind;
  readonly value: TomlValue;
}

/** The dependency of this name in a manifest, if it has one. */
export function declaredDependency(manifest: TomlTable, name: string): Declared | undefined {
  for (const kind of ["dependencies", "dev-dependencies"] as const) {
    const table = tableAt(manifest, kind);
    if (Object.hasOwn(table, name)) return { kind, value: table[name] as TomlValue };
  }
  return undefined;
}

/**
 * The text of a manifest with one dependency more and everything else as it was, comments and ends
 * of lines included; undefined if that cannot be done. Each way of writing it is tried until
 * parsing the text gives the old manifest and the dependency: no line is trusted by its look.
 */
export function withDependency(
  text: string,
  kind: DependencyKind,
  name: string,
  path: string,
): string | undefined {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const wanted = canonical(withEntry(parseToml(text), kind, name, { path }));
  const value = JSON.stringify(path);
  const line = `${name} = { path = ${value} }`;
  const ended = text === "" || text.endsWith("\n") ? text : text + newline;
  const candidates = [
    ...afterEachTable(ended.split(newline), kind, line).map((lines) => lines.join(newline)),
    ended + ["", `[${kind}]`, line, ""].join(newline),
    ended + ["", `[${kind}.${name}]`, `path = ${value}`, ""].join(newline),
  ];
  return candidates.find((candidate) => {
    try {
      return canonical(parseToml(candidate)) === wanted;
    } catch {
      return false;
    }
  });
}

/** The line added to the end of every stretch that looks like the table: the parser will judge. */
function afterEachTable(lines: readonly string[], kind: DependencyKind, line: string): string[][] {
  return lines.flatMap((header, start) => {
    if (!new RegExp(`^\\s*\\[\\s*["']?${kind}["']?\\s*\\]\\s*(#.*)?$`).test(header)) return [];
    const next = lines.findIndex((other, index) => index > start && /^\s*\[/.test(other));
    let last = next < 0 ? lines.length - 1 : next - 1;
    // Blank lines and comments before the next header belong to what follows.
    while (last > start && /^\s*(#.*)?$/.test(lines[last] as string)) last--;
    return [[...lines.slice(0, last + 1), line, ...lines.slice(last + 1)]];
  });
}

function withEntry(manifest: TomlTable, kind: DependencyKind, name: string, value: TomlTable): TomlTable {
  return { ...manifest, [kind]: { ...tableAt(manifest, kind), [name]: value } };
}

/** Equal for equal documents, whatever the order of their keys. */
function canonical(value: TomlValue): string {
  return JSON.stringify(value, (_key, inner: TomlValue) =>
    isTable(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
