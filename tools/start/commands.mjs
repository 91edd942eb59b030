// Runs a program to its end, its output kept, and shown when it fails.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { signalGroup } from '../processes.mjs';
import { lastLines } from './terminal.mjs';

// npm, asked to end, goes on for half a minute. What it leaves has no stamp and is made anew.
const ABORT_GRACE_MS = 2_000;

/**
 * → what it wrote. Rejects with its last lines when it fails, and when `signal` aborts it.
 * - `onLine`: given the lines of stdout as they come. `onStart(pid)`: of its process group.
 */
export async function run(program, args, options = {}) {
  const { cwd, env, signal, onLine, onStart, stdio, outputLines } = options;
  signal?.throwIfAborted();
  const all = ['ignore', 'pipe', 'pipe', ...(stdio ?? [])];
  // What can be aborted gets a group of its own: npm starts shells that start compilers.
  const child = spawn(program, args, { cwd, env, detached: Boolean(signal), stdio: all });
  const abort = () => {
    signalGroup(child.pid, 'SIGTERM');
    const kill = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), ABORT_GRACE_MS);
    child.once('close', () => clearTimeout(kill));
  };
  signal?.addEventListener('abort', abort);
  if (child.pid) onStart?.(child.pid);
  let output = '';
  const streams = onLine ? [child.stderr] : [child.stdout, child.stderr]; // no line twice
  for (const stream of streams) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  if (onLine) passLines(child.stdout.setEncoding('utf8'), onLine);
  const end = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, name) => resolve({ code, name }));
  });
  signal?.removeEventListener('abort', abort);
  if (end.code === 0) return output;
  const command = [path.basename(program), ...args].join(' ');
  throw new Error(
    `${command} ended with ${end.name ?? end.code}.\n${lastLines(output, outputLines)}`,
  );
}

/** npm itself, the one that runs us where there is one; no other is looked for on the network. */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) return run(process.execPath, [npm, ...args], options);
  return run('npm', args, options);
}

function passLines(stream, onLine) {
  let rest = '';
  stream.on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) onLine(line);
  });
  stream.on('end', () => rest && onLine(rest));
}
