import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join, resolve } from "node:path";

/** Where the shell would find a program, or undefined. */
export function findOnPath(name: string, path = process.env["PATH"] ?? ""): string | undefined {
  return allOnPath(name, path)[0];
}

/** Every place on PATH that has an executable of this name, in order. */
export function allOnPath(name: string, path = process.env["PATH"] ?? ""): string[] {
  if (isAbsolute(name) || name.includes("/")) return isExecutable(name) ? [resolve(name)] : [];
  const places = path.split(delimiter).filter((place) => place !== "");
  return [...new Set(places.map((place) => join(place, name)))].filter(isExecutable);
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
