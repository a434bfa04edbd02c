// What a variant of an enum holds: numbers, integers of every width and text, in place and behind pointers.

import { literal, of, R, real, separated, stmt, toReal } from "../syntax.mjs";
import { measure } from "./strings.mjs";

/** What a variant holds: how it is made by `e`, what it is worth where `p` refers to it, how it changes by `by`. */
export const PAYLOADS = {
  Real: {
    type: () => [R],
    value: (_g, e) => e("Real"),
    worth: (g, p) => real`(*${p} * ${g.leaf("Real")})`,
    change: (p) => stmt`*${p} = *${p} * ${literal(0.5)} + by;`,
  },
  string: {
    type: () => ["String"],
    value: (_g, e) => e("string"),
    worth: (g, p) => real`(${toReal(measure(g, p))} * ${g.leaf("Real")})`,
    size: (p) => `${p}.len() % 7`,
    change: (p) => stmt`${p}.push_str("ab"); if ${p}.len() > 20 { ${p}.clear(); }`,
  },
  fixed: {
    type: () => ["&'static str"],
    value: (g) => of("text")`${g.random.pick(['"fixed"', '"a"', '"four"'])}`,
    worth: (g, p) => real`(${toReal(of("usize")`${p}.len()`)} * ${g.leaf("Real")})`,
    size: (p) => `${p}.len()`,
    change: (p) => stmt`*${p} = "changed";`,
  },
  shared: {
    type: () => ["std::rc::Rc<str>"],
    value: (_g, e) => of("text")`std::rc::Rc::from(${e("string")})`,
    worth: (_g, p) => toReal(of("usize")`(${p}.len() % 5)`),
    size: (p) => `${p}.len() % 5`,
    change: (p) => stmt`*${p} = std::rc::Rc::from("other");`,
  },
  reals: {
    type: () => ["Vec<", R, ">"],
    value: (g, e) => of("text")`vec![${separated([e("Real"), g.leaf("Real")])}]`,
    worth: (g, p) =>
      g.random.chance(0.5)
        ? real`${p}.iter().sum::<${R}>()`
        : real`${p}.iter().fold(${g.leaf("Real")}, |s, v| s * ${literal(0.5)} + v)`,
    size: (p) => `${p}.len() % 5`,
    change: (p) => stmt`${p}.push(by); if ${p}.len() > 6 { ${p}.remove(0); }`,
  },
  strings: {
    type: () => ["Vec<String>"],
    value: (g, e) => of("text")`vec![${separated([e("string"), g.leaf("string")])}]`,
    worth: (g, p) =>
      real`(${toReal(of("usize")`(${p}.iter().map(|w| w.len()).sum::<usize>() % 5)`)} * ${g.leaf("Real")})`,
    size: (p) => `${p}.len() % 5`,
    change: (p) => stmt`${p}.push(String::from("w")); if ${p}.len() > 6 { ${p}.remove(0); }`,
  },
  note: {
    type: () => ["Option<String>"],
    value: (_g, e) => of("text")`(if ${e("bool")} { Some(${e("string")}) } else { None })`,
    worth: (g, p) => real`${p}.as_ref().map_or(${g.leaf("Real")}, |w| ${toReal(measure(g, "w"))})`,
    size: (p) => `${p}.as_deref().map_or(1, |w| w.len()) % 7`,
    change: (p) =>
      stmt`*${p} = match ${p}.take() { Some(w) if w.len() < 9 => Some(w + "n"), Some(_) => None, None => Some(String::from("new")) };`,
  },
  score: {
    type: () => ["Option<", R, ">"],
    value: (_g, e) => of("text")`(if ${e("bool")} { Some(${e("Real")}) } else { None })`,
    worth: (g, p) => real`${p}.unwrap_or(${g.leaf("Real")})`,
    change: (p) => stmt`*${p} = Some(by);`,
  },
  u32: {
    type: () => ["u32"],
    value: (_g, e) => of("text")`(${e("usize")}) as u32`,
    worth: (g, p) => real`(${R}::from(*${p} % 5) * ${g.leaf("Real")})`,
    size: (p) => `*${p} as usize % 5`,
    change: (p) => stmt`*${p} = (*${p} + 1) % 9;`,
  },
  bool: {
    type: () => ["bool"],
    value: (_g, e) => e("bool"),
    worth: (g, p) => real`(if *${p} { ${g.leaf("Real")} } else { ${literal(0.5)} })`,
    change: (p) => stmt`*${p} = !*${p};`,
  },
  triple: {
    type: () => ["[", R, "; 3]"],
    value: (g, e) => of("text")`[${separated([e("Real"), g.leaf("Real"), g.leaf("Real")])}]`,
    worth: (_g, p) => real`(${p}[0] * ${p}[2] + ${p}[1])`,
    change: (p) => stmt`${p}.rotate_left(1); ${p}[0] += by;`,
  },
  table: {
    type: () => ["std::collections::BTreeMap<u8, ", R, ">"],
    value: (g, e) =>
      of("text")`std::collections::BTreeMap::from([(1, ${e("Real")}), (4, ${g.leaf("Real")})])`,
    worth: (_g, p) => real`${p}.values().sum::<${R}>()`,
    size: (p) => `${p}.len()`,
    change: (p) => stmt`${p}.insert(${p}.len() as u8 % 6, by);`,
  },
  u8: {
    type: () => ["u8"],
    value: (_g, e) => of("text")`(${e("usize")}) as u8`,
    worth: (g, p) => real`(${R}::from(*${p} % 6) * ${g.leaf("Real")})`,
    change: (p) => stmt`*${p} = ${p}.wrapping_add(3);`,
  },
  u64: {
    type: () => ["u64"],
    value: (_g, e) => of("text")`(${e("usize")}) as u64 * 3`,
    worth: (g, p) => real`(${toReal(`*${p} % 7`)} * ${g.leaf("Real")})`,
    change: (p) => stmt`*${p} = *${p} * 5 % 11;`,
  },
  letter: {
    type: () => ["char"],
    value: (_g, e) => of("text")`(if ${e("bool")} { 'b' } else { 'é' })`,
    worth: (g, p) => real`(${R}::from(*${p} as u32 % 5) * ${g.leaf("Real")})`,
    change: (p) => stmt`*${p} = ${p}.to_ascii_uppercase();`,
  },
  halves: {
    type: () => ["[u16; 2]"],
    value: (_g, e) => of("text")`[(${e("usize")}) as u16, 7]`,
    worth: (g, p) => real`(${R}::from(${p}[0] % 5 + ${p}[1]) * ${g.leaf("Real")})`,
    change: (p) => stmt`${p}.swap(0, 1);`,
  },
  count: {
    type: () => ["Option<u32>"],
    value: (_g, e) => of("text")`(if ${e("bool")} { Some((${e("usize")}) as u32) } else { None })`,
    worth: (g, p) => real`${p}.map_or(${g.leaf("Real")}, |n| ${R}::from(n % 5))`,
    change: (p) => stmt`*${p} = if ${p}.is_some() { None } else { Some(4) };`,
  },
  weighted: {
    type: () => ["(u16, ", R, ")"],
    value: (_g, e) => of("text")`((${e("usize")}) as u16, ${e("Real")})`,
    worth: (_g, p) => real`(${p}.1 * ${R}::from(${p}.0 % 4))`,
    change: (p) => stmt`${p}.0 += 1; ${p}.1 += by;`,
  },
  boxed: {
    type: () => ["Box<", R, ">"],
    value: (_g, e) => of("text")`Box::new(${e("Real")})`,
    worth: (g, p) => real`(**${p} * ${g.leaf("Real")})`,
    change: (p) => stmt`**${p} = **${p} * ${literal(0.5)} + by;`,
  },
  counted: {
    type: () => ["std::rc::Rc<", R, ">"],
    value: (_g, e) => of("text")`std::rc::Rc::new(${e("Real")})`,
    worth: (g, p) => real`(**${p} * ${g.leaf("Real")})`,
    change: (p) => stmt`*${p} = std::rc::Rc::new(**${p} * by);`,
  },
  perhaps: {
    type: () => ["Option<Box<", R, ">>"],
    value: (_g, e) => of("text")`(if ${e("bool")} { Some(Box::new(${e("Real")})) } else { None })`,
    worth: (g, p) => real`${p}.as_deref().copied().unwrap_or(${g.leaf("Real")})`,
    change: (p) => stmt`*${p} = ${p}.take().filter(|one| **one > by);`,
  },
};

/** What stands behind the name of a variant. */
export function held({ kinds, labels }, parts) {
  if (kinds.length === 0) return "";
  const list = separated(parts.map((one, i) => of("text")`${labels ? `${labels[i]}: ` : ""}${one}`));
  return of("text")`${labels ? " { " : "("}${list}${labels ? " }" : ")"}`;
}
