// Builds what is not built, or is of other sources: a stamp in dist/ holds their hash.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { runNpm } from './commands.mjs';
import { withLock } from './lock.mjs';
import { seconds } from './terminal.mjs';

const SHARED_SOURCES = ['package.json', 'package-lock.json'];
const BUILDS = [
  {
    name: 'server',
    needs: 'apps/api/src/main.ts',
    sources: [
      'apps/api',
      'apps/worker',
      'libs',
      'nest-cli.json',
      'tsconfig.json',
      'tsconfig.build.json',
    ],
    // The record of tsc's incremental build goes too, or it would leave out what it wrote before.
    outputs: ['dist/apps', 'dist/libs', 'dist/server.tsbuildinfo'],
    proof: 'dist/apps/api/src/main.js',
  },
  {
    name: 'web',
    needs: 'apps/web/index.html',
    sources: ['apps/web', 'openapi.json'],
    outputs: [], // Vite empties its own folder, late, so that a page stays served till then
    proof: 'dist/web/index.html',
  },
];

/** Builds the server and the pages if they are stale. */
export async function buildIfStale(projectDir, { say, signal, onStart }) {
  const wanted = BUILDS.filter((build) => fs.existsSync(path.join(projectDir, build.needs)));
  if (wanted.every((build) => isFresh(projectDir, build))) return;
  await withLock(path.join(projectDir, '.data', 'build.lock'), { say, signal }, async () => {
    for (const build of wanted) {
      if (!isFresh(projectDir, build)) await buildOne(projectDir, build, { say, signal, onStart });
    }
  });
}

async function buildOne(projectDir, build, { say, signal, onStart }) {
  say(`Building the ${build.name} …`);
  const startedAt = performance.now();
  const hash = sourceHash(projectDir, build); // before: what changes meanwhile makes it stale
  for (const output of [stampOf(build), ...build.outputs]) {
    fs.rmSync(path.join(projectDir, output), { recursive: true, force: true });
  }
  // NODE_ENV of whoever runs us (test, development) must not get into the pages.
  const env = { ...process.env, NODE_ENV: 'production' };
  await runNpm(['run', '--silent', `build:${build.name}`], {
    cwd: projectDir,
    env,
    signal,
    onStart,
  });
  if (!fs.existsSync(path.join(projectDir, build.proof))) {
    throw new Error(`npm run build:${build.name} did not make ${build.proof}.`);
  }
  fs.writeFileSync(path.join(projectDir, stampOf(build)), hash);
  say(`Built in ${seconds(startedAt)}.`);
}

function isFresh(projectDir, build) {
  const stamp = path.join(projectDir, stampOf(build));
  if (!fs.existsSync(stamp) || !fs.existsSync(path.join(projectDir, build.proof))) return false;
  return fs.readFileSync(stamp, 'utf8') === sourceHash(projectDir, build);
}

// By content: a clone, a checkout and a copy give files new times and the same content.
function sourceHash(projectDir, build) {
  const hash = createHash('sha256');
  for (const source of [...SHARED_SOURCES, ...build.sources]) {
    for (const file of filesIn(path.join(projectDir, source))) {
      hash.update(`${path.relative(projectDir, file)}\0`).update(fs.readFileSync(file));
    }
  }
  return hash.digest('hex');
}

function filesIn(entry) {
  const stat = fs.statSync(entry, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return /\.spec\.tsx?$/.test(entry) ? [] : [entry];
  const names = fs.readdirSync(entry).sort();
  return names.flatMap((name) => filesIn(path.join(entry, name)));
}

function stampOf(build) {
  return `dist/.${build.name}-sources`;
}
