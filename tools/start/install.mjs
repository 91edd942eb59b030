// The packages of package-lock.json, installed when they are missing or of another lock file.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { runNpm } from './commands.mjs';
import { withLock } from './lock.mjs';
import { seconds } from './terminal.mjs';

const NODE_MIN = [20, 19];

/** → what is wrong with this Node, in one line, or null. */
export function wrongNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  const isEnough = major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1]);
  if (isEnough) return null;
  return `Pobratym needs Node ${NODE_MIN.join('.')} or later; this is ${version}: nodejs.org`;
}

export async function installIfNeeded(projectDir, { say, signal, onStart }) {
  if (isInstalled(projectDir)) return;
  await withLock(path.join(projectDir, '.data', 'install.lock'), { say, signal }, async () => {
    if (isInstalled(projectDir)) return;
    say('Installing packages (npm ci) …');
    const startedAt = performance.now();
    // Without the packages' scripts: nothing here needs them, and they are other people's code.
    const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional'];
    await runNpm([...args, '--no-fund', '--no-audit'], { cwd: projectDir, signal, onStart });
    fs.writeFileSync(stampFile(projectDir), lockHash(projectDir));
    say(`Installed in ${seconds(startedAt)}.`);
  });
}

// npm's own mark tells of an install by hand; it is written last, so it is a whole one.
function isInstalled(projectDir) {
  const stamp = stampFile(projectDir);
  if (fs.existsSync(stamp)) return fs.readFileSync(stamp, 'utf8') === lockHash(projectDir);
  const npmMark = path.join(projectDir, 'node_modules', '.package-lock.json');
  const lockFile = path.join(projectDir, 'package-lock.json');
  return fs.existsSync(npmMark) && fs.statSync(npmMark).mtimeMs >= fs.statSync(lockFile).mtimeMs;
}

function lockHash(projectDir) {
  const lock = fs.readFileSync(path.join(projectDir, 'package-lock.json'));
  return createHash('sha256').update(lock).digest('hex');
}

function stampFile(projectDir) {
  return path.join(projectDir, 'node_modules', '.pobratym-lock-hash');
}
