// Refusals of programs that README.md says are taken: the engine's known limits. Any other refusal fails the tests.

/** The beginning of what is said of each. */
const LIMITS = [
  // Trees of boxes with small fields beside the floats; most often at opt-level 0.
  "E008 these bytes are floats on one path and integers on another",
  // A BTreeMap in a large function, at opt-level 0.
  "E015 an allocation that carries derivatives may outlive the differentiated function",
  // One of two boxes of different types, where more than the path to the vtable is merged.
  "E008 a pointer to active memory is made by 'inttoptr'",
];

export const isKnownLimit = (reason) => LIMITS.some((limit) => reason.startsWith(limit));
