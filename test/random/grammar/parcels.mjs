// An enum with payloads of all widths, whose values a function makes and others take by value: the word that is a float
// of one variant is half an integer and rests of another in the next, and a whole value travels as words.

import { literal, of, R, real, separated } from "../syntax.mjs";
import { held, PAYLOADS } from "./payloads.mjs";

/** What a variant has at least one of, in some variant. */
const ACTIVE = ["Real", "boxed", "reals", "counted", "score", "perhaps", "weighted"];
const KINDS = [
  ...ACTIVE,
  ...["Real", "u32", "u8", "bool", "u64", "count", "letter", "string", "halves", "fixed"],
];

/** The enum of this program; none while it is being declared. */
export const parcelOf = (g) => g.once("parcel", () => define(g));

/** What a number is compared with. */
const threshold = (g) => literal(g.random.pick([-0.5, 0.0, 0.25, 0.4, 1.1]));

function variantsOf(g) {
  const variants = Array.from({ length: g.random.integer(2, 5) }, (_, i) => ({
    name: `P${i}`,
    kinds: Array.from({ length: g.random.pick([1, 1, 2, 2, 3]) }, () => g.random.pick(KINDS)),
  }));
  g.random.pick(variants).kinds[0] = g.random.pick(ACTIVE);
  if (g.random.chance(0.6)) variants.splice(g.random.integer(0, 2), 0, { name: "Empty", kinds: [] });
  return variants;
}

function define(g) {
  const name = g.fresh("Parcel");
  const variants = variantsOf(g);
  const shown = variants.map(
    (one) =>
      of("text")`${one.name}${held(
        one,
        one.kinds.map((kind) => PAYLOADS[kind].type()),
      )}`,
  );
  g.items.push(of("item")`#[derive(Clone)]\nenum ${name} { ${separated(shown)} }`);
  const inline = g.random.chance(0.3) ? "#[inline(never)]\n" : "";
  g.items.push(of("item")`impl ${name} {
${inline}fn made(i: usize, v: ${R}) -> Self { match i % ${variants.length} {\n${madeArms(g, variants)} } }
fn worth(&self, v: ${R}) -> ${R} { match self {\n${worthArms(g, variants)} } }
${inline}fn turned(self, v: ${R}, i: usize) -> Self { match self {\n${turnedArms(g, variants)}other => other } }
fn merged(self, other: Self) -> Self { match (self, other) {\n${mergedArms(g, variants)}(one, _) => one } }
fn change(&mut self, by: ${R}) { match self {\n${changeArms(g, variants)}_ => {} } }
}`);
  return name;
}

/** What `make` makes in a function of a number and an index. */
const inFunction = (g, make) =>
  g.apart(undefined, () => {
    g.declare("v", "Real");
    g.declare("i", "usize");
    return make();
  });

const arm = (pattern, result) => of("item")`${pattern} => ${result},\n`;

const namesOf = (g, { kinds }) => kinds.map(() => g.fresh("p"));

/** A variant by its parts. */
const pattern = (one, parts) => of("text")`Self::${one.name}${held(one, parts)}`;

/** A value of a variant, of which some parts may be those of a kind that others are taken from. */
function value(g, one, taken = []) {
  const left = [...taken];
  const parts = one.kinds.map((kind) => {
    const at = left.findIndex((other) => other.kind === kind);
    if (at >= 0 && g.random.chance(0.7)) return left.splice(at, 1)[0].name;
    return PAYLOADS[kind].value(g, (type) => g.modest(type));
  });
  return of("parcel")`${pattern(one, parts)}`;
}

function madeArms(g, variants) {
  const last = variants.length - 1;
  return inFunction(g, () => variants.map((one, i) => arm(i < last ? String(i) : "_", value(g, one))));
}

/** The parts of a variant by reference. */
function sum(g, { kinds }, names) {
  if (kinds.length === 0) return g.modest("Real");
  const terms = kinds.map((kind, i) => real`${PAYLOADS[kind].worth(g, names[i])} * ${literal(i + 1.5)}`);
  return real`${separated(terms, " + ")}`;
}

function worthArms(g, variants) {
  return variants.map((one) => {
    const names = namesOf(g, one);
    const worth = g.apart("Real", () => within(g, "v", () => sum(g, one, names)));
    return arm(pattern(one, names), worth);
  });
}

/** A value is itself again, or another variant, or keeps some of its parts; a few are not looked at. */
function turnedArms(g, variants) {
  return variants
    .filter(() => g.random.chance(0.8))
    .map((one) => {
      const names = namesOf(g, one);
      const parts = names.map((name, i) => ({ name, kind: one.kinds[i] }));
      const other = () => value(g, g.random.pick(variants), parts);
      const whole = pattern(one, one.kinds.length > 0 ? [".."] : []);
      const lent = names.map((name) => `let ${name} = &${name}; `);
      const [taken, result] = inFunction(g, () =>
        g.random.pick([
          () => [
            of("text")`one @ ${whole}`,
            of(
              "text",
            )`if one.worth(v) > ${threshold(g)} { one } else { ${value(g, g.random.pick(variants))} }`,
          ],
          () => [
            pattern(one, names),
            of("text")`{
let by = { ${lent}${sum(g, one, names)} } * v;
if by > ${threshold(g)} { ${pattern(one, names)} } else { ${within(g, "by", other)} }
}`,
          ],
          () => [pattern(one, names), other()],
        ])(),
      );
      return arm(taken, result);
    });
}

/** What `make` makes where a number has a name. */
const within = (g, name, make) =>
  g.within(() => {
    g.declare(name, "Real");
    return make();
  });

/** Of two values one: of parts of both, or the one that is not empty. */
function mergedArms(g, variants) {
  const pairs = [g.random.pick(variants), g.random.pick(variants)].map((one) => {
    const [names, others] = [namesOf(g, one), namesOf(g, one)];
    const kinds = [...one.kinds, ...one.kinds];
    const parts = [...others, ...names].map((name, i) => ({ name, kind: kinds[i] }));
    const result = g.apart(undefined, () => value(g, g.random.pick([one, ...variants]), parts));
    return arm(of("text")`(${pattern(one, names)}, ${pattern(one, others)})`, result);
  });
  const empty = variants.find(({ kinds }) => kinds.length === 0);
  return [...pairs, ...(empty ? [arm(`(Self::${empty.name}, other)`, "other")] : [])];
}

function changeArms(g, variants) {
  return variants
    .filter(({ kinds }) => kinds.length > 0)
    .map((one) => {
      const names = namesOf(g, one);
      const changes = one.kinds.map((kind, i) => PAYLOADS[kind].change(names[i]));
      return arm(pattern(one, names), of("text")`{ ${changes} }`);
    });
}
