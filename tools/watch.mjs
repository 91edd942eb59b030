// Starts the watcher (watcher.mjs), which holds the other end of a pipe of ours.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('watcher.mjs', import.meta.url));

/** → `add(pid)`: kill that one too; `done()`: all is cleared; `abandon()`: clear it now. */
export function startWatcher(dir) {
  const child = spawn(process.execPath, [SCRIPT, dir], {
    cwd: '/',
    detached: true,
    env: { PATH: process.env.PATH },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.on('error', () => {});
  child.unref();
  child.stdin.unref();
  return {
    add: (pid) => child.stdin.write(`${pid}\n`),
    done: () => child.stdin.end('done\n'),
    abandon: () => child.stdin.end(),
  };
}
