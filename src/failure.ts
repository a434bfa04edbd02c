/** Every way in which a command can fail, with the exit code a script sees. */
export const EXIT_CODES = {
  usage: 2,
  project: 3,
  toolchain: 4,
  "build-tools": 5,
  "pass-build": 6,
  cache: 7,
  "plugin-load": 8,
  "user-configuration": 9,
  "generated-crate": 10,
  "doctor-found-problems": 1,
  /** As cargo, whose work it finishes. */
  "static-library": 101,
} as const;

export type FailureCode = keyof typeof EXIT_CODES;

export interface FailureParts {
  readonly code: FailureCode;
  /** What went wrong and where, in one sentence without a final full stop. */
  readonly cause: string;
  /** Evidence, shown as it is: a log, the list of places searched. */
  readonly evidence?: readonly string[];
  /** What the reader can do, best first. */
  readonly remedies?: readonly string[];
}

/** An error for the person who must act: what happened, the evidence, what to do. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly evidence: readonly string[];
  readonly remedies: readonly string[];

  constructor(parts: FailureParts) {
    super(parts.cause);
    this.name = "Failure";
    this.code = parts.code;
    this.evidence = parts.evidence ?? [];
    this.remedies = parts.remedies ?? [];
  }

  get exitCode(): number {
    return EXIT_CODES[this.code];
  }
}

/** The lines of a failure after `error: `; several remedies are numbered. */
export function failureLines(failure: Failure): string[] {
  const { remedies } = failure;
  const numbered =
    remedies.length === 1
      ? [`  help: ${remedies[0]}`]
      : remedies.map((remedy, index) => `  help ${index + 1}: ${remedy}`);
  return [failure.message, ...failure.evidence.map((line) => `  ${line}`.trimEnd()), ...numbered];
}
