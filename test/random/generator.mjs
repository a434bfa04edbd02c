// What the grammar's productions are given: random choices, the variables in scope, the items of the program.

import { grammar } from "./grammar/grammar.mjs";
import { Random } from "./random.mjs";

/** How deep expressions may be, a choice of each program. */
const DEPTHS = [1, 2, 2, 3, 4];
/** How deep blocks may be. */
const NESTING = 4;
/** How many statements a program may have. */
const STATEMENTS = 60;

/** How many of the features a program has, and how many if it is wide. */
const [SHARE, WIDE_SHARE] = [0.35, 0.28];

/** @typedef {{ name: string, type: string, mutable: boolean }} Variable */

export class Generator {
  /** Structs, enums, functions: declared before the program. */
  items = [];
  /** What the items offer to expressions. */
  structs = [];
  enums = [];
  functions = [];
  /** How many closures are behind a pointer. */
  boxes = 0;
  nesting = NESTING;
  statementsLeft = STATEMENTS;
  /** Loops around here, by label. */
  labels = [];
  /** The type that `return` returns; none in closures. */
  returns = undefined;
  #frames = [[]];
  #names = 0;
  /** What `once` made, and what it is making. */
  #made = new Map();
  #making = new Set();

  /** @param {number} seed @param {boolean} [wide] */
  constructor(seed, wide = false) {
    this.random = new Random(seed);
    this.deepest = this.random.pick(DEPTHS);
    this.depth = this.deepest;
    /** A part of the grammar for each program: rare combinations become likely. */
    const [all, share] = wide ? [grammar.wideFeatures, WIDE_SHARE] : [grammar.features, SHARE];
    this.features = new Set(all.filter(() => this.random.chance(share)));
  }

  fresh(prefix) {
    this.#names += 1;
    return `${prefix}${this.#names}`;
  }

  /** @param {string} type @param {boolean} [mutable] @returns {Variable[]} */
  variables(type, mutable = false) {
    return this.#frames.flat().filter((one) => one.type === type && (one.mutable || !mutable));
  }

  /** Those that were declared in the innermost block. */
  get innermost() {
    return this.#frames.at(-1);
  }

  declare(name, type, mutable = false) {
    this.#frames.at(-1).push({ name, type, mutable });
  }

  /** Takes a variable out of scope: it was moved. */
  moved(variable) {
    for (const frame of this.#frames) {
      const at = frame.indexOf(variable);
      if (at >= 0) frame.splice(at, 1);
    }
  }

  /** What `make` makes, in a scope of its own. */
  within(make) {
    this.#frames.push([]);
    const made = make();
    this.#frames.pop();
    return made;
  }

  /** What `make` makes where only the variables that `keep` accepts are in scope, and none can be changed. */
  frozen(make, keep = () => true) {
    const [frames, labels, returns] = [this.#frames, this.labels, this.returns];
    const kept = frames.flat().filter(keep);
    this.#frames = [kept.map((one) => ({ ...one, mutable: false })), []];
    [this.labels, this.returns] = [[], undefined];
    const made = make();
    [this.#frames, this.labels, this.returns] = [frames, labels, returns];
    return made;
  }

  /** What `make` makes in a function of its own, which sees none of the variables. */
  apart(returns, make) {
    const saved = [this.#frames, this.labels, this.returns, this.depth, this.nesting];
    [this.#frames, this.labels, this.returns, this.depth, this.nesting] = [
      [[]],
      [],
      returns,
      this.deepest,
      NESTING - 1,
    ];
    const made = make();
    [this.#frames, this.labels, this.returns, this.depth, this.nesting] = saved;
    return made;
  }

  /**
   * What `write` makes the first time, items of the program among it; nothing while it is being made, or another of
   * its group: no circle of calls comes about that nobody ends.
   */
  once(key, write, group = key) {
    if (!this.#made.has(key)) {
      if (this.#making.has(group)) return undefined;
      this.#making.add(group);
      this.#made.set(key, write());
      this.#making.delete(group);
    }
    return this.#made.get(key);
  }

  /** An expression. */
  make(type) {
    this.depth -= 1;
    const made = this.#produce(type, this.depth <= 0);
    this.depth += 1;
    return made;
  }

  /** An expression that is a literal, a variable, or little more. */
  leaf(type) {
    return this.#produce(type, true);
  }

  /** An expression, of which half are little more than a variable. */
  modest(type) {
    return this.random.chance(0.5) ? this.make(type) : this.leaf(type);
  }

  /** A statement, or several. */
  statement() {
    this.statementsLeft -= 1;
    this.nesting -= 1;
    const made = this.#produce("stmt", this.nesting <= 0 || this.statementsLeft <= 0);
    this.nesting += 1;
    return made;
  }

  /** So many statements. */
  statements(count) {
    const made = [];
    for (let i = 0; i < count && (i === 0 || this.statementsLeft > 0); i += 1) made.push(this.statement());
    return made;
  }

  #produce(type, simple) {
    const all = grammar
      .productions(type)
      .filter(
        (one) => (one.feature === undefined || this.features.has(one.feature)) && (!simple || one.simple),
      );
    if (all.length === 0) throw new Error(`nothing makes ${type}`);
    for (;;) {
      const made = this.random.weighted(all).make(this, type);
      if (made !== undefined) return made;
    }
  }
}
