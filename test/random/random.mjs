// Random choices that a seed repeats.

/** A generator of pseudo-random numbers: 32 bits of state, advanced by a Weyl sequence and mixed. */
export class Random {
  #state;

  /** @param {number} seed an integer; neighbours give unrelated sequences */
  constructor(seed) {
    this.#state = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) >>> 0;
    for (let i = 0; i < 4; i += 1) this.unit();
  }

  /** In [0, 1). */
  unit() {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let z = this.#state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return ((z ^ (z >>> 16)) >>> 0) / 2 ** 32;
  }

  /** An integer from `low` to `high`, both included. */
  integer(low, high) {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  chance(probability) {
    return this.unit() < probability;
  }

  /** One of `all`. */
  pick(all) {
    return all[this.integer(0, all.length - 1)];
  }

  /** One of `all`, each as likely as its `weight`. */
  weighted(all) {
    const total = all.reduce((sum, { weight }) => sum + weight, 0);
    let left = this.unit() * total;
    return all.find(({ weight }) => {
      left -= weight;
      return left < 0;
    });
  }
}
