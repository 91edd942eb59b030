// What a generator of reports may be told on the command line.
import { parseArgs } from 'node:util';
import { complain, say } from '../start/terminal.mjs';

const LIMITS = {
  lines: { min: 1, max: 1_000_000, fallback: 50_000 },
  seed: { min: 0, max: 4_294_967_295, fallback: 1 },
  pairs: { min: 1, max: 50_000 },
  'lines-per-pair': { min: 1, max: 1_000_000 },
};

/**
 * → `{ lines, seed, out, … }` with the names in camelCase, or null where the usage was shown; a
 * wrong option sets the exit code to 2. `more` are the options besides lines, seed and out.
 */
export function readGeneratorOptions(usage, more = []) {
  const names = ['lines', 'seed', ...more];
  const texts = Object.fromEntries([...names, 'out'].map((name) => [name, { type: 'string' }]));
  try {
    const { values } = parseArgs({ options: { ...texts, help: { type: 'boolean' } } });
    if (values.help) {
      say(usage);
      return null;
    }
    if (!values.out) throw new Error('--out must name a folder');
    const numbers = names.map((name) => [camelCase(name), wholeNumber(values, name)]);
    return { ...Object.fromEntries(numbers), out: values.out };
  } catch (error) {
    complain(`${error.message}\n${usage}`);
    process.exitCode = 2;
    return null;
  }
}

function wholeNumber(values, name) {
  const { min, max, fallback } = LIMITS[name];
  const value = values[name] === undefined ? fallback : Number(values[name]);
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`--${name} must be a whole number from ${min} to ${max}`);
}

const camelCase = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
