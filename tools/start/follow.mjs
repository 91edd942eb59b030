// `--verbose`: shows what is added to the logs, from now on.
import fs from 'node:fs';

const POLL_MS = 250;

export function followLogs(logs, say) {
  for (const [name, file] of Object.entries(logs)) follow(name, file, say);
}

// By looking again and again, not by a pipe: the log stays whole when nobody reads here.
function follow(name, file, say) {
  let position = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  let rest = '';
  const timer = setInterval(() => {
    const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (size <= position) return;
    const lines = (rest + readPart(file, position, size)).split('\n');
    position = size;
    rest = lines.pop();
    for (const line of lines) say(`[${name}] ${line}`);
  }, POLL_MS);
  timer.unref();
}

function readPart(file, from, to) {
  const buffer = Buffer.alloc(to - from);
  const descriptor = fs.openSync(file, 'r');
  fs.readSync(descriptor, buffer, 0, buffer.length, from);
  fs.closeSync(descriptor);
  return buffer.toString('utf8');
}
