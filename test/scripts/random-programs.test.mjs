// The generator of random programs by itself: its choices, its edits, its dual numbers.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { complaintsOf } from "../random/comparison.mjs";
import { Crate } from "../random/crate.mjs";
import { expectations } from "../random/duals.mjs";
import { edited, editsOf, size } from "../random/edits.mjs";
import { programOf, textOf } from "../random/program.mjs";
import { of, R } from "../random/syntax.mjs";

const seeds = Array.from({ length: 400 }, (_, i) => i + 1);
const texts = seeds.map((seed) => textOf(programOf(seed), "float"));

test("a seed always makes the same program", () => {
  for (const [i, seed] of seeds.slice(0, 50).entries())
    assert.equal(textOf(programOf(seed), "float"), texts[i]);
});

test("no two seeds make the same program", () => {
  assert.equal(new Set(texts).size, texts.length);
});

const CONSTRUCTS = [
  ..."sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh exp exp2 exp_m1 ln ln_1p log log2 log10 sqrt cbrt".split(
    " ",
  ),
  ..."hypot powf powi recip abs signum copysign floor ceil round round_ties_even trunc fract mul_add rem_euclid".split(
    " ",
  ),
  ..."div_euclid max min clamp midpoint to_degrees to_radians sin_cos total_cmp partial_cmp to_bits".split(
    " ",
  ),
  ..."windows chunks chunks_exact rchunks zip rev scan filter filter_map flat_map fold step_by take_while skip_while".split(
    " ",
  ),
  ..."map_while max_by min_by reduce chain cycle enumerate try_fold for_each".split(" "),
  ..."push pop insert remove truncate resize extend extend_from_slice drain split_off retain collect clone".split(
    " ",
  ),
  ..."sort_by sort_unstable_by select_nth_unstable_by rotate_left rotate_right reverse copy_within split_at_mut".split(
    " ",
  ),
  ..."swap fill swap_remove borrow_mut replace get_or_insert entry values_mut range push_front pop_back make_contiguous".split(
    " ",
  ),
].map((name) => `.${name}(`);
const WORDS = [
  ..."for|while|loop|match|if let|enum|struct|trait|Box<dyn|dyn FnMut|impl Fn|Option<Box<|Result<".split("|"),
  ..."BTreeMap|HashMap|VecDeque|Rc::new|RefCell|Cell::new|mem::swap|mem::replace|mem::take|move |as f32|as i32|as i64".split(
    "|",
  ),
  ..."break 'l|continue 'l|?;|return |.product::<|std::iter::successors|#[inline(never)]|#[repr(C)]|..s|: [fn(".split(
    "|",
  ),
];

test("every construct is made", () => {
  const all = texts.join("\n");
  const missing = [...CONSTRUCTS, ...WORDS].filter((word) => !all.includes(word));
  assert.deepEqual(missing, []);
});

test("an edit makes a program smaller", () => {
  const { tree } = programOf(3);
  const edits = editsOf(tree);
  assert.ok(edits.length > 50);
  for (const edit of edits) assert.equal(size(edited(tree, edit)), size(tree) - edit.saved);
});

const work = mkdtempSync(join(tmpdir(), "random-programs-"));
after(() => rmSync(work, { recursive: true }));

/** A program of one expression of `x`, in both forms. */
const program = (i, expression, points) => ({
  seed: i,
  name: `p${i}`,
  number: i,
  singles: false,
  points,
  tree: of("program")`pub fn program(x: &[${R}]) -> ${R} { ${expression} }`,
});

const X = "x[0]";
const Y = "x[1]";
const EXPRESSIONS = [
  ..."sin cos tan asin acos atan sinh cosh tanh asinh atanh exp exp2 exp_m1 ln ln_1p log2 log10 sqrt cbrt recip abs floor ceil"
    .split(" ")
    .map((name) => `${X}.${name}() * ${Y}`),
  ..."round round_ties_even trunc fract signum to_degrees to_radians"
    .split(" ")
    .map((name) => `${X}.${name}() * ${Y}`),
  ..."atan2 hypot powf copysign rem_euclid div_euclid max min midpoint"
    .split(" ")
    .map((name) => `${X}.${name}(${Y}) * ${X}`),
  `(${X} + ${Y}).acosh()`,
  `(${X} + ${Y}).log(${X} * ${X} + ${Y})`,
  `${X}.powi(3) + ${Y}.powi(-2)`,
  `${X}.mul_add(${Y}, ${X})`,
  `(-${X}).clamp(-${Y}, ${Y}) * ${X}`,
  `(-${X}).rem_euclid(${Y})`,
  `-${Y} % ${X} / ${Y} - ${X}`,
  `[${X}, ${Y}, ${X}].iter().product::<${"\u0000"}>() + x.iter().sum::<${"\u0000"}>()`,
  `{ let (s, c) = ${X}.sin_cos(); s * s * c }`,
].map((text) => separatedByType(text));

/** The text with the type of numbers where it is marked. */
function separatedByType(text) {
  return text.split("\u0000").flatMap((part, i) => (i === 0 ? [part] : [R, part]));
}

test("dual numbers agree with finite differences", async () => {
  const [point, step] = [[0.7, 1.3], 1e-5];
  const moved = point.flatMap((_, i) => [-step, step].map((d) => point.map((v, j) => (i === j ? v + d : v))));
  const programs = EXPRESSIONS.map((expression, i) => program(i, expression, [point, ...moved]));
  const { expected, broken } = await expectations(new Crate(work), programs);
  assert.deepEqual([...broken.values()], []);
  for (const [i, { name }] of programs.entries()) {
    const [at, ...around] = expected.get(name) ?? [];
    assert.ok(at !== undefined, `${EXPRESSIONS[i].join("")} is left out`);
    at.gradient.forEach((derivative, k) => {
      const difference = (around[2 * k + 1].value - around[2 * k].value) / (2 * step);
      const near = Math.abs(derivative - difference) <= 1e-7 * Math.max(1, Math.abs(difference));
      assert.ok(near, `${String(EXPRESSIONS[i][0])}: d/dx[${k}] = ${derivative}, differences ${difference}`);
      assert.ok(at.magnitude[k] >= Math.abs(derivative));
    });
  }
});

test("a wrong derivative is complained of", () => {
  const bits = (numbers) =>
    numbers
      .map((number) => {
        const view = new DataView(new ArrayBuffer(8));
        view.setFloat64(0, number);
        return view.getBigUint64(0).toString(16).padStart(16, "0");
      })
      .join(" ");
  const expected = { value: 2, gradient: [1, 3], magnitude: [1, 3] };
  const line = (numbers, more = "") => `${bits(numbers)}${more}`;
  assert.deepEqual(complaintsOf(line([2, 2, 2, 4, 1, 3]), expected, [1, 1], false), []);
  assert.equal(complaintsOf(line([2, 2, 2, 4, 1, 3 + 1e-6]), expected, [1, 1], false).length, 1);
  assert.equal(complaintsOf(line([2, 2, 2, 4.1, 1, 3]), expected, [1, 1], false).length, 1);
  assert.equal(complaintsOf(line([2, 2 + 1e-15, 2, 4, 1, 3]), expected, [1, 1], false).length, 1);
  assert.equal(complaintsOf(line([2, 2, 2, 4, Number.NaN, 3]), expected, [1, 1], false).length, 1);
  assert.equal(complaintsOf(line([2, 2, 2, 4, 1, 3], "; left behind"), expected, [1, 1], false).length, 1);
});
