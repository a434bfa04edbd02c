/** One place that was looked at, in the order of looking. */
export interface SearchStep {
  readonly name: string;
  readonly outcome: "found" | "absent" | "rejected";
  readonly detail: string;
}

/** What a search ended with, and the whole way to it. */
export interface Search<T> {
  readonly found: T | undefined;
  readonly steps: readonly SearchStep[];
}

export interface Candidate<T> {
  readonly name: string;
  /** The thing itself, or why this place does not have it. */
  readonly look: () => Promise<{ found: T; detail: string } | { absent: string } | { rejected: string }>;
}

/** Looks at the candidates in order and stops at the first that has it. */
export async function searchInOrder<T>(candidates: readonly Candidate<T>[]): Promise<Search<T>> {
  const steps: SearchStep[] = [];
  for (const { name, look } of candidates) {
    const result = await look();
    if ("found" in result) {
      steps.push({ name, outcome: "found", detail: result.detail });
      return { found: result.found, steps };
    }
    if ("absent" in result) steps.push({ name, outcome: "absent", detail: result.absent });
    else steps.push({ name, outcome: "rejected", detail: result.rejected });
  }
  return { found: undefined, steps };
}

/** The way of a search, one line per place. */
export function searchLines(steps: readonly SearchStep[]): string[] {
  return steps.map(({ name, outcome, detail }) => `${outcome === "found" ? "✓" : "✗"} ${name}: ${detail}`);
}
