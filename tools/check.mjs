// `npm run check`: types, lint, format and import rule; all of them, even after a failure.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { countLine } from './count.mjs';
import { run } from './start/commands.mjs';
import { installIfNeeded } from './start/install.mjs';
import { complain, say, seconds } from './start/terminal.mjs';

const PROJECT_DIR = path.resolve(fileURLToPath(new URL('..', import.meta.url)));
const STEPS = [
  { name: 'types: server and tests', bin: 'tsc', args: ['--noEmit'] },
  {
    name: 'types: web',
    bin: 'tsc',
    args: ['--noEmit', '-p', 'apps/web'],
    needs: 'apps/web/tsconfig.json',
  },
  { name: 'lint', bin: 'eslint', args: ['.', '--max-warnings', '0'] },
  { name: 'format', bin: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'import rule', bin: 'depcruise', args: ['apps', 'libs'] },
];

await installIfNeeded(PROJECT_DIR, { say });
const counts = { passed: 0, failed: 0, skipped: 0 };
for (const step of STEPS.filter(isWanted)) {
  counts[(await runStep(step)) ? 'passed' : 'failed'] += 1;
}
say(countLine(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;

function isWanted({ needs }) {
  return !needs || fs.existsSync(path.join(PROJECT_DIR, needs));
}

async function runStep({ name, bin, args }) {
  const startedAt = performance.now();
  const program = path.join(PROJECT_DIR, 'node_modules', '.bin', bin);
  try {
    await run(program, args, { cwd: PROJECT_DIR, env: process.env, outputLines: 400 });
    say(`ok      ${name} (${seconds(startedAt)})`);
    return true;
  } catch (error) {
    complain(error.message);
    say(`FAILED  ${name} (${seconds(startedAt)})`);
    return false;
  }
}
