import { existsSync } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium that is installed, or null: then the browser tests are skipped. */
export function findChromium(): string | null {
  const dirs = ['/usr/bin', '/usr/local/bin', ...(process.env.PATH ?? '').split(path.delimiter)];
  const files = dirs.flatMap((dir) => NAMES.map((name) => path.join(dir, name)));
  return files.find((file) => existsSync(file)) ?? null;
}
