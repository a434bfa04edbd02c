// The parameters of what is called indirectly: no other program's functions take them in that order, and so it is of
// this program, though many are linked together.

import { of, SLOTS, separated } from "../syntax.mjs";

/** `slot0: u8, slot1: u32, …` and values for them. */
export const slots = Array.from({ length: SLOTS }, (_, slot) => ({ slot }));
export const parameters = () => separated(slots.map((type, i) => of("text")`slot${i}: ${type}`));
export const types = () => separated(slots);
export const values = (g) => separated(slots.map((type) => of("text")`(${g.leaf("usize")}) as ${type}`));
export const names = () => slots.map((_, i) => `slot${i}`).join(", ");

/** A number from the parameters. */
export const steering = (i) => of("usize")`(slot${i % SLOTS} as usize % 4)`;
