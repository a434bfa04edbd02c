// Values of an enum with payloads of all widths, handed on by value: from one container to the next, into functions and
// out of them.

import { literal, of, R, real, separated, stmt, toReal } from "../syntax.mjs";
import { given } from "./lists.mjs";
import { bounded } from "./numbers.mjs";
import { parcelOf } from "./parcels.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const relays = [
  { type: "stmt", weight: 4, make: declareList },
  { type: "stmt", weight: 2, make: declareOne },
  { type: "stmt", weight: 6, make: (g) => change(g) ?? declareList(g) },
  { type: "stmt", weight: 1, make: deliver },
  { type: "Real", weight: 4, make: read },
  { type: "Real", weight: 1, make: passed },
];

/** A value: made by the function, or from another by value. */
function parcel(g) {
  const T = parcelOf(g);
  const all = g.variables("parcel");
  if (all.length > 0 && g.random.chance(0.3)) return of("parcel")`${g.random.pick(all).name}.clone()`;
  const made = of("parcel")`${T}::made(${g.modest("usize")}, ${g.modest("Real")})`;
  return g.random.chance(0.7) ? made : of("parcel")`${made}.turned(${g.modest("Real")}, ${g.leaf("usize")})`;
}

/** A list, which is never empty. */
function declareList(g) {
  const T = parcelOf(g);
  if (T === undefined) return undefined;
  const [i, w] = [g.fresh("i"), g.fresh("w")];
  const each = () =>
    g.frozen(() => {
      g.declare(i, "usize");
      return g.modest("Real");
    });
  const count = g.random.pick([g.random.integer(3, 11), of("text")`(${g.modest("usize")}) % 7 + 3`]);
  const slices = g.variables("slice");
  const value = g.random.pick([
    () => of("text")`(0..${count}).map(|${i}| ${T}::made(${i}, ${each()})).collect()`,
    () =>
      of(
        "text",
      )`{ let mut ${w} = vec![]; for ${i} in 0..${count} { ${w}.push(${T}::made(${i}, ${each()})); } ${w} }`,
    () => of("text")`vec![${separated([parcel(g), parcel(g), parcel(g)])}]`,
    () =>
      of(
        "text",
      )`std::iter::repeat_n(${parcel(g)}, ${g.random.integer(2, 4)}).chain([${parcel(g)}]).collect()`,
    ...(slices.length > 0
      ? [
          () => {
            const { name } = g.random.pick(slices);
            return of(
              "text",
            )`${name}.iter().chain(${name}).zip(0..).map(|(v, i)| ${T}::made(i, *v)).collect()`;
          },
        ]
      : []),
  ])();
  const name = g.fresh("v");
  g.declare(name, "parcels", true);
  return stmt`let mut ${name}: Vec<${T}> = ${value};`;
}

function declareOne(g) {
  const T = parcelOf(g);
  if (T === undefined) return undefined;
  const value = parcel(g);
  const name = g.fresh("p");
  g.declare(name, "parcel", true);
  return stmt`let mut ${name}: ${T} = ${value};`;
}

function some(g, mutable = false) {
  const all = ["parcels", "parcel"].flatMap((type) => g.variables(type, mutable));
  return all.length > 0 ? g.random.pick(all) : undefined;
}

const MAP = "std::collections::BTreeMap<usize, _>";
const HASHED = "std::collections::HashMap<usize, _>";

/** By `p` and `q` (values), `a` and `c` (numbers) and `n` (an integer). */
const CHANGES = {
  parcels: (v, T) => [
    `${v} = ${v}.into_iter().rev().collect();`,
    `let mut both = Vec::new(); for one in ${v} { if one.worth(a) > c { both.push(one); } else { both.insert(0, one); } } ${v} = both;`,
    `let by = n % ${v}.len(); ${v}.rotate_left(by); ${v}.swap(0, by);`,
    `${v} = ${v}.into_iter().map(|one| one.turned(a, n)).collect();`,
    `${v} = ${v}.into_iter().enumerate().map(|(i, one)| if i == n { p.clone().merged(one) } else { one.turned(a, i) }).collect();`,
    `let map: ${MAP} = ${v}.into_iter().enumerate().map(|(i, one)| (i * 5 % 11, one)).collect(); ${v} = map.into_values().collect();`,
    `let mut map: ${HASHED} = std::collections::HashMap::new(); for (i, one) in ${v}.into_iter().enumerate() { if let Some(old) = map.insert(i % 8, one) { map.insert(i + 40, old); } } let mut all: Vec<(usize, ${T})> = map.into_iter().collect(); all.sort_by_key(|(key, _)| *key); ${v} = all.into_iter().map(|(_, one)| one).collect();`,
    `let mut map: std::collections::BTreeMap<u8, Vec<${T}>> = std::collections::BTreeMap::new(); for (i, one) in ${v}.into_iter().enumerate() { map.entry(i as u8 % 3).or_default().push(one); } ${v} = map.into_values().rev().flatten().collect();`,
    `let mut map: ${MAP} = ${v}.into_iter().enumerate().collect(); if let Some(one) = map.remove(&n) { map.insert(n + 20, one.turned(a, n)); } let mut all = vec![p]; while let Some((_, one)) = map.pop_first() { all.insert(n % all.len(), one); } all.truncate(12); ${v} = all;`,
    `let mut queue: std::collections::VecDeque<${T}> = ${v}.into(); for _ in 0..5 { if let Some(one) = queue.pop_front() { queue.push_back(one.turned(a, n)); } } ${v} = queue.into();`,
    `let list: std::collections::LinkedList<${T}> = ${v}.into_iter().collect(); ${v} = list.into_iter().rev().collect();`,
    `${v} = ${v}.iter().cloned().collect();`,
    `${v}.sort_by(|l, r| l.worth(a).total_cmp(&r.worth(a)));`,
    `${v} = ${v}.into_iter().map(Box::new).map(|one| *one).collect();`,
    `${v} = ${v}.into_iter().map(std::rc::Rc::new).filter_map(std::rc::Rc::into_inner).collect();`,
    `let mut slots: Vec<Option<${T}>> = ${v}.into_iter().map(Some).collect(); ${v} = (0..slots.len()).rev().filter_map(|i| slots[i].take()).collect();`,
    `let at = n % ${v}.len(); let old = std::mem::replace(&mut ${v}[at], p); ${v}.push(old.turned(a, n)); ${v}.truncate(12);`,
    `let at = n % ${v}.len(); let old = ${v}.swap_remove(at); ${v}.insert(at / 2, old); ${v}.push(p); ${v}.truncate(12);`,
    `if let Some(last) = ${v}.pop() { ${v} = ${v}.into_iter().scan(last, |held, one| Some(std::mem::replace(held, one))).collect(); } ${v}.push(p);`,
    `if let Some(one) = ${v}.into_iter().reduce(|l, r| l.merged(r)) { ${v} = vec![one, p]; } else { ${v} = vec![q]; }`,
    `let (mut low, high): (Vec<_>, Vec<_>) = ${v}.into_iter().partition(|one| one.worth(a) < c); low.extend(high); ${v} = low;`,
    `let (keys, values): (Vec<usize>, Vec<${T}>) = ${v}.into_iter().enumerate().unzip(); ${v} = keys.into_iter().rev().zip(values).map(|(i, one)| one.turned(a, i)).collect();`,
    `${v} = ${v}.into_iter().map(|one| if one.worth(a) > c { Ok(one) } else { Err(one) }).map(|one| one.unwrap_or_else(|one| one.turned(a, n))).collect();`,
    `${v} = [p, q].into_iter().chain(${v}.drain(..).skip(1)).take(12).collect();`,
    `for one in &mut ${v} { one.change(a); }`,
  ],
  parcel: (v, T) => [
    `${v} = ${v}.turned(a, n);`,
    `for i in 0..n % 4 { ${v} = ${v}.turned(a, i); }`,
    `${v} = if ${v}.worth(a) > c { ${v} } else { p };`,
    `let old = std::mem::replace(&mut ${v}, p); ${v} = ${v}.merged(old);`,
    `${v} = ${v}.merged(p);`,
    `let pair = (n as u8, ${v}); ${v} = [pair.1, p].into_iter().nth(n % 2).unwrap_or(q);`,
    `${v} = Some(${v}).filter(|one| one.worth(a) > c).unwrap_or_else(|| ${T}::made(n, a));`,
    `${v} = *Box::new(${v}); ${v}.change(a);`,
    `let shared = std::rc::Rc::new(std::cell::RefCell::new(${v})); shared.replace_with(|old| old.clone().turned(a, n)); ${v} = std::rc::Rc::try_unwrap(shared).map_or(p, |one| one.into_inner());`,
  ],
};

/** One change, or several in a row. */
function change(g) {
  const one = some(g, true);
  if (one === undefined) return undefined;
  const needs = ["p", "q"].map((name) => [name, () => parcel(g)]);
  const changes = Array.from({ length: g.random.pick([1, 1, 2, 3]) }, () => {
    const change = g.random.pick(CHANGES[one.type](one.name, parcelOf(g)));
    return stmt`{ ${given(g, change, needs)}${change} }\n`;
  });
  return stmt`${changes}`;
}

/** What was declared in this block may be moved into a list. */
function deliver(g) {
  const [ones, lists] = [g.innermost.filter(({ type }) => type === "parcel"), g.variables("parcels", true)];
  if (ones.length === 0 || lists.length === 0) return undefined;
  const [old, list] = [g.random.pick(ones), g.random.pick(lists)];
  g.moved(old);
  return stmt`${list.name}.push(${old.name});`;
}

const READS = {
  parcels: (g, v) => [
    () =>
      real`${v}.iter().enumerate().map(|(k, one)| one.worth(${g.leaf("Real")}) * ${toReal("(k + 1)")}).sum::<${R}>()`,
    () =>
      real`${v}.iter().rev().fold(${literal(0.5)}, |s, one| s * ${literal(0.5)} + one.worth(${g.leaf("Real")}))`,
    () =>
      real`${v}.clone().into_iter().map(|one| one.turned(${g.leaf("Real")}, 1).worth(${g.leaf("Real")})).sum::<${R}>()`,
    () => real`${v}[${g.leaf("usize")} % ${v}.len()].worth(${g.leaf("Real")})`,
    () => real`${v}.last().cloned().map_or(${literal(0.5)}, |one| one.worth(${g.leaf("Real")}))`,
  ],
  parcel: (g, v) => [
    () => real`${v}.worth(${g.leaf("Real")})`,
    () => real`${v}.clone().turned(${g.leaf("Real")}, 2).worth(${g.leaf("Real")})`,
  ],
};

function read(g) {
  const one = some(g);
  return one && g.random.pick(READS[one.type](g, one.name))();
}

/** A machine that is taken by value and given back, with its state. */
function passed(g) {
  const T = parcelOf(g);
  if (T === undefined) return undefined;
  const machine = g.once("machine", () => {
    const name = g.fresh("Machine");
    g.items.push(of("item")`struct ${name} { steps: u32, state: ${T}, total: ${R} }`);
    g.items.push(of("item")`impl ${name} {
fn run(self, v: ${R}, i: usize) -> Self {
let Self { steps, state, total } = self;
let by = state.worth(v);
Self { steps: steps + 1, state: state.turned(by.sin(), i), total: total * ${literal(0.5)} + by }
}
}`);
    return name;
  });
  const [m, i] = [g.fresh("m"), g.fresh("i")];
  return real`({
let mut ${m} = ${machine} { steps: 0, state: ${parcel(g)}, total: ${g.modest("Real")} };
for ${i} in 0..${g.random.integer(1, 5)} { ${m} = ${m}.run(${bounded(g)}, ${i}); }
${m}.total + ${m}.state.worth(${g.leaf("Real")}) * ${R}::from(${m}.steps)
})`;
}

/** What a variable is worth at the end of the program. */
export const relayTotals = Object.fromEntries(
  Object.entries(READS).map(([kind, reads]) => [kind, (g, name) => reads(g, name)[0]()]),
);
