// Refusals of programs that README.md says are taken: the engine's known limits. Any other refusal fails the tests.

/** The beginning of what is said of each, and when it is met. */
const LIMITS = [];

export const isKnownLimit = (reason) => LIMITS.some((limit) => reason.startsWith(limit));
