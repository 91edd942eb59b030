// What is printed. A closed terminal makes each write fail, and that must stop nothing.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

export function say(line) {
  process.stdout.write(`${line}\n`);
}

export function complain(line) {
  process.stderr.write(`${line}\n`);
}

export function seconds(sinceMs) {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}

/** → the last lines of a text, for a person to see why something ended. */
export function lastLines(text, count = 15) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
