// Types of keys of maps: small integers, text, tuples.

import { of, R, real, toReal } from "../syntax.mjs";
import { measure } from "./strings.mjs";

const byte = (g, make) => of("text")`((${make ? g.modest("usize") : g.leaf("usize")}) % 5) as u8`;

/** A key, that of an index `i`, what one is worth where `k` refers to it, the start of a range. */
export const KEYS = {
  u8: {
    value: (g) => byte(g, true),
    at: (i) => `${i} as u8`,
    worth: (_g, k) => real`${R}::from(*${k})`,
    start: "1_u8",
  },
  String: {
    value: (g) =>
      g.random.chance(0.5) ? of("text")`format!("k{}", (${g.modest("usize")}) % 4)` : g.modest("string"),
    at: (i) => `format!("k{}", ${i})`,
    worth: (g, k) => toReal(measure(g, k)),
    start: 'String::from("b")',
  },
  "(u8, bool)": {
    value: (g) => of("text")`(${byte(g)}, ${g.modest("bool")})`,
    at: (i) => `(${i} as u8, ${i} % 2 == 0)`,
    worth: (g, k) => real`(if ${k}.1 { ${R}::from(${k}.0) } else { ${g.leaf("Real")} })`,
    start: "(1_u8, true)",
  },
  "(String, u8)": {
    value: (g) => of("text")`(${g.modest("string")}, ${byte(g)})`,
    at: (i) => `(${i}.to_string(), ${i} as u8)`,
    worth: (_g, k) => toReal(of("usize")`(${k}.0.len() % 5 + usize::from(${k}.1))`),
    start: '(String::from("b"), 0_u8)',
  },
  "Option<u8>": {
    value: (g) => of("text")`(if ${g.modest("bool")} { Some(${byte(g)}) } else { None })`,
    at: (i) => `Some(${i} as u8).filter(|k| *k > 0)`,
    worth: (g, k) => real`${k}.map_or(${g.leaf("Real")}, |k| ${R}::from(k))`,
    start: "Some(1_u8)",
  },
};

export const KEY_TYPES = Object.keys(KEYS);
