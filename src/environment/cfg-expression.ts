/** The cfgs of a target as `rustc --print cfg` lists them: `unix`, `target_os="linux"`. */
export type CfgSet = ReadonlySet<string>;

export function readCfgs(text: string): CfgSet {
  return new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  );
}

/** Whether `cfg(…)`, a key of cargo's `[target]` table, holds for a target. */
export function cfgHolds(expression: string, cfgs: CfgSet): boolean {
  const tokens = expression.match(/"[^"]*"|r#\w+|[\w-]+|[(),=]/g) ?? [];
  let at = 0;
  const next = (): string | undefined => tokens[at++];

  const list = (): boolean[] => {
    const values: boolean[] = [];
    next();
    while (at < tokens.length && tokens[at] !== ")") {
      values.push(predicate());
      if (tokens[at] === ",") at++;
    }
    next();
    return values;
  };
  const predicate = (): boolean => {
    const name = (next() ?? "").replace(/^r#/, "");
    if (tokens[at] === "(") {
      const values = list();
      if (name === "not") return !values[0];
      if (name === "any") return values.some(Boolean);
      return values.every(Boolean);
    }
    if (tokens[at] === "=") {
      next();
      return cfgs.has(`${name}=${next() ?? ""}`);
    }
    return name === "true" || (name !== "false" && cfgs.has(name));
  };
  return predicate();
}
