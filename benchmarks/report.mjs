// Tables for people.

/**
 * Columns of equal width: the first to the left, the others to the right.
 *
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function table(head, rows) {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const padded = (text, column) => (column === 0 ? text.padEnd(widths[0]) : text.padStart(widths[column]));
  const rule = widths.map((width) => "─".repeat(width));
  return [head, rule, ...rows].map((row) => row.map(padded).join("  ").trimEnd()).join("\n");
}

/** @param {number[]} values */
export function geometricMean(values) {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}
