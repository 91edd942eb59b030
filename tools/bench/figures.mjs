// Figures of several rounds, and how they are shown.

export const median = (values) => {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** At most `digits` that count, so that noise is not shown as knowledge. */
export const rounded = (value, digits = 3) => Number(value.toPrecision(digits));

/** → lines of a table: the first column to the left, all others to the right. */
export function table(header, rows) {
  const all = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, index) => Math.max(...all.map((row) => row[index].length)));
  const lines = all.map((row) =>
    row
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[index])))
      .join('  ')
      .trimEnd(),
  );
  return [lines[0], widths.map((width) => '─'.repeat(width)).join('  '), ...lines.slice(1)];
}

/** A whole number with its thousands apart. */
export const whole = (value) => Math.round(value).toLocaleString('en-US');
