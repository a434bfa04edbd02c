/** What one request cost the compiler and costs the program, as the pass has recorded it. */
export interface Cost {
  readonly function: string;
  readonly mode: string;
  /** Whether the derivative was made for this request, and not for an earlier one. */
  readonly new: boolean;
  /** Where it is asked for, if that is a line of the user's. */
  readonly request?: string;
  readonly stages: Readonly<Record<string, { readonly ms: number; readonly visited: number }>>;
  readonly tape: readonly KeptValue[];
}

/** A value that the forward sweep keeps for the reverse sweep. */
export interface KeptValue {
  readonly what: string;
  readonly why: string;
  readonly at?: string;
  /** Of one execution. */
  readonly bytes: number;
  /** How many loops of its function it is in. */
  readonly loops: number;
}

const PREFIX = "cost ";

/** The records in a report of the pass, one for each request; a line that was cut short is none. */
export function readCosts(report: string): Cost[] {
  const costs = new Map<string, Cost>();
  for (const line of report.split("\n")) {
    if (!line.startsWith(PREFIX)) continue;
    const cost = parsed(line.slice(PREFIX.length));
    if (cost === undefined) continue;
    // Several programs of one command may contain the same request.
    costs.set(JSON.stringify([cost.function, cost.mode, cost.request]), cost);
  }
  return [...costs.values()];
}

export function isCost(line: string): boolean {
  return line.startsWith(PREFIX);
}

function parsed(json: string): Cost | undefined {
  try {
    return JSON.parse(json) as Cost;
  } catch {
    return undefined;
  }
}

const STAGES = ["prepare", "analyse", "plan", "emit", "clean up", "replace"];

/** A table with a row for each request, and below each what its tape is made of. */
export function costTable(costs: readonly Cost[]): string[] {
  if (costs.length === 0) return [];
  const header = ["derivative", "mode", ...STAGES, "total (ms)", "tape (bytes)"];
  const rows = costs.map((cost) => {
    const times = STAGES.map((stage) => cost.stages[stage]?.ms ?? 0);
    const total = times.reduce((sum, time) => sum + time, 0);
    return [cost.function, cost.mode, ...[...times, total].map(milliseconds), tapeBytes(cost.tape)];
  });
  const widths = header.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("  ")
      .trimEnd();
  return [line(header), ...costs.flatMap((cost, at) => [line(rows[at] ?? []), ...details(cost)])];
}

function milliseconds(time: number): string {
  return time.toFixed(1);
}

/** `16 + 8·n`: bytes of a call, and of each iteration of the loops around. */
function tapeBytes(tape: readonly KeptValue[]): string {
  const byDepth = new Map<number, number>();
  for (const { loops, bytes } of tape) byDepth.set(loops, (byDepth.get(loops) ?? 0) + bytes);
  const terms = [...byDepth.entries()]
    .sort(([one], [other]) => one - other)
    .map(([loops, bytes]) => (loops === 0 ? `${bytes}` : `${bytes}·n${loops === 1 ? "" : `^${loops}`}`));
  return terms.length === 0 ? "0" : terms.join(" + ");
}

function details(cost: Cost): string[] {
  const asked = cost.request === undefined ? [] : [`  asked for at ${cost.request}`];
  const shared = cost.new ? [] : ["  made for an earlier request"];
  return [...asked, ...shared, ...cost.tape.map(keptLine)];
}

function keptLine({ what, why, at, bytes, loops }: KeptValue): string {
  const often = loops === 0 ? "a call" : loops === 1 ? "an iteration" : `an iteration of ${loops} loops`;
  const place = at === undefined ? "" : ` at ${at}`;
  return `  keeps ${bytes} bytes ${often}: ${what}${place}: ${why}`;
}
