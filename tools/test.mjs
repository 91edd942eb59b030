// `npm test [-- jest's arguments]`: installs and builds what is missing, runs Jest, and ends with
// one line that counts.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './start/build.mjs';
import { installIfNeeded, wrongNode } from './start/install.mjs';
import { complain, say } from './start/terminal.mjs';
import { countLine, countTests } from './count.mjs';

const PROJECT_DIR = path.resolve(fileURLToPath(new URL('..', import.meta.url)));
// `import()` inside Jest's sandbox needs the first; the second is its noise.
const NODE_FLAGS = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];

process.exitCode = await test(process.argv.slice(2));

async function test(args) {
  const fault = wrongNode();
  try {
    if (fault) throw new Error(fault);
    await installIfNeeded(PROJECT_DIR, { say });
    await buildIfStale(PROJECT_DIR, { say });
  } catch (error) {
    complain(error.message);
    say(countLine({ passed: 0, failed: 1, skipped: 0 }));
    return 1;
  }
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'pobratym-test-'));
  try {
    const { code, counts } = await runJest(args, path.join(dir, 'result.json'));
    say(countLine(counts));
    const isGood = code === 0 && counts.failed === 0 && counts.passed > 0;
    return isGood ? 0 : 1;
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

async function runJest(args, resultFile) {
  const jest = path.join(PROJECT_DIR, 'node_modules', 'jest', 'bin', 'jest.js');
  const own = ['--json', `--outputFile=${resultFile}`];
  const child = spawn(process.execPath, [...NODE_FLAGS, jest, ...own, ...args], {
    cwd: PROJECT_DIR,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  // Jest gets Ctrl-C from the terminal itself, and ends its servers; this waits for it.
  for (const name of ['SIGINT', 'SIGHUP']) process.on(name, () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, counts: countTests(resultFile, code) };
}
