import { Failure } from "../failure.ts";

/** What one check found. */
export interface Check {
  readonly name: string;
  /** Skipped: it does not apply here, or what it needs has failed already. */
  readonly outcome: "passed" | "failed" | "skipped";
  /** Path and version, or what is wrong. */
  readonly detail: string;
  readonly remedy?: string | undefined;
  /** What a person may want to read about it, shown with -v. */
  readonly evidence?: readonly string[];
}

export interface Found<T> {
  readonly value: T;
  readonly detail: string;
}

/** A list of checks that is shown while it grows. */
export class Examination {
  readonly #show: (check: Check) => void;
  failures = 0;

  constructor(show: (check: Check) => void) {
    this.#show = show;
  }

  /** Passes with what `look` finds, which is returned; fails with the cause and first remedy of its failure. */
  async check<T>(name: string, look: () => Found<T> | Promise<Found<T>>): Promise<T | undefined> {
    try {
      const { value, detail } = await look();
      this.#show({ name, outcome: "passed", detail });
      return value;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const { message: detail, remedies, evidence } = error;
      this.failures++;
      this.#show({ name, outcome: "failed", detail, remedy: remedies[0], evidence });
      return undefined;
    }
  }

  skip(name: string, detail: string): void {
    this.#show({ name, outcome: "skipped", detail });
  }
}
