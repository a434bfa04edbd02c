// Numbers that programs print by their bits.

const view = new DataView(new ArrayBuffer(8));

/** @param {string[]} words of 16 hexadecimal digits */
export const numbersOf = (words) =>
  words.map((word) => {
    view.setBigUint64(0, BigInt(`0x${word}`));
    return view.getFloat64(0);
  });
