import toml from "toml";

/** A value of a TOML document. */
export type TomlValue = string | number | boolean | bigint | Date | TomlTable | TomlValue[];
export interface TomlTable {
  [key: string]: TomlValue;
}

export function parseToml(text: string): TomlTable {
  return toml.parse(text) as TomlTable;
}

export function isTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === "object" && !Array.isArray(value) && !(value instanceof Date);
}

/** The value at a path of keys, or undefined. */
export function valueAt(table: TomlTable, ...keys: readonly string[]): TomlValue | undefined {
  let value: TomlValue | undefined = table;
  for (const key of keys) {
    if (!isTable(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

export function tableAt(table: TomlTable, ...keys: readonly string[]): TomlTable {
  const value = valueAt(table, ...keys);
  return isTable(value) ? value : {};
}

export function stringAt(table: TomlTable, ...keys: readonly string[]): string | undefined {
  const value = valueAt(table, ...keys);
  return typeof value === "string" ? value : undefined;
}

/** A list of words as cargo reads it: an array, or a string split at white space. */
export function wordsAt(table: TomlTable, ...keys: readonly string[]): string[] {
  const value = valueAt(table, ...keys);
  if (typeof value === "string") return splitWords(value);
  return Array.isArray(value) ? value.filter((word): word is string => typeof word === "string") : [];
}

export function splitWords(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
