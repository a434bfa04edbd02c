// Refusals of programs that README.md says are taken: the engine's known limits. Any other refusal fails the tests.

/** The beginning of what is said of each; met without optimisation only. */
const LIMITS = [
  // An enum of which one variant has a float where another has an integer, or parts of such enums.
  "E008 these bytes are floats on one path and integers on another",
  // A BTreeMap in a large function.
  "E015 an allocation that carries derivatives may outlive the differentiated function",
];

export const isKnownLimit = (reason) => LIMITS.some((limit) => reason.startsWith(limit));
