// What other engines need and what this project must reach, by function and size.

/**
 * R = time(value and gradient) / time(primal).
 *
 * @typedef {{ existing?: number, atMost: number }} Target `existing`: an LLVM engine that is
 *   already there, measured in one binary with the same primal, or taken from public tables
 */

/** @type {Record<string, Record<string, Target>>} */
const TARGETS = {
  "log-sum-exp": { "n=80000": { existing: 1.9, atMost: 1.4 } },
  powers: {
    "m=128 n=64": { existing: 1.3, atMost: 1.2 },
    "m=128 n=1024": { existing: 1.2, atMost: 1.2 },
  },
  lstm: { "l=2 c=1024": { existing: 2.6, atMost: 1.8 }, "l=4 c=4096": { existing: 3.0, atMost: 1.8 } },
  gmm: {
    "d=2 k=5 n=1000": { existing: 2.8, atMost: 2.5 },
    "d=10 k=10 n=1000": { existing: 3.4, atMost: 2.5 },
    "d=20 k=25 n=1000": { existing: 3.6, atMost: 2.5 },
    "d=64 k=10 n=1000": { existing: 3.8, atMost: 3.3 },
    "d=64 k=100 n=200": { existing: 4.4, atMost: 3.3 },
  },
  fft: { "n=65536": { existing: 3.7, atMost: 2.6 } },
  brusselator: { "32x32": { existing: 2.5, atMost: 2.2 } },
  ba: { "n=49 m=7776 p=31843": { existing: 8.9, atMost: 4.5 } },
  // Of the public table, 12 to 30, no size is told.
  determinant: Object.fromEntries([6, 7, 8, 9, 10].map((n) => [`n=${n}`, { atMost: 6 }])),
  rk4: { "steps=100": { existing: 3.9, atMost: 2.5 } },
  mlp: { "784-128-10 batch=100": { atMost: 3.5 } },
  "lennard-jones": { "atoms=256": { atMost: 2.2 }, "atoms=2048": { atMost: 2.2 } },
  path: { "flat=1e-6": { atMost: 3 } },
  "ray-march": { "64x64": { atMost: 3 } },
  rosenbrock: Object.fromEntries([2, 10, 100, 1000].map((n) => [`n=${n}`, { atMost: 2.5 }])),
};

/** @returns {Target | undefined} nothing for a size that is in no table */
export function targetOf(name, size) {
  return TARGETS[name]?.[size];
}
