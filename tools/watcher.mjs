// Outlives a test run that was killed: `node watcher.mjs <dir>` reads the pids of servers from
// stdin, a line each, and when stdin ends without "done", kills them and removes their folder.
import fs from 'node:fs';
import readline from 'node:readline';
import { isAlive, waitUntilGone } from './processes.mjs';

const GRACE_MS = 3_000;
const dir = process.argv[2];
const pids = new Set();
let isDone = false;

// The end of the pipe is the only signal: those of the terminal are for the run itself.
for (const name of ['SIGINT', 'SIGHUP', 'SIGTERM']) process.on(name, () => {});

for await (const line of readline.createInterface({ input: process.stdin })) {
  if (line === 'done') isDone = true;
  else pids.add(Number(line));
}
if (!isDone) {
  await Promise.all([...pids].map(end));
  fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

// SIGQUIT makes PostgreSQL stop at once and its backends with it; Redis dies of it.
async function end(pid) {
  for (const name of ['SIGQUIT', 'SIGKILL']) {
    if (!isAlive(pid)) return;
    try {
      process.kill(pid, name);
    } catch {
      return;
    }
    if (await waitUntilGone(pid, GRACE_MS)) return;
  }
}
