// One round: a fresh database, the reports of both sides through API and worker, and then the limits
// on the same rows.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { copyBare, copyInto, dumpSince, holdSnapshot, markNow } from './copy-limit.mjs';
import { readCpuSeconds, readMemory, resetPeak } from './process-usage.mjs';
import { measureBareJobs } from './queue-limit.mjs';
import { readStatements, resetStatements } from './statements.mjs';

const POLL_INTERVAL_MS = 25;
const SIDES = ['sender', 'receiver'];
// Of these reports nearly all can be matched; a job that was given up would look fast.
const MATCHED_SHARE_MIN = 0.95;

/**
 * `files`, `warmUpFiles`: `{ sender, receiver }`, paths of CSV files. → all that was measured.
 */
export async function runRound({
  installation,
  projectDir,
  number,
  files,
  warmUpFiles,
  lineCount,
}) {
  const database = `round_${number}`;
  await installation.createDatabase(database, 'base');
  try {
    const dumpDir = path.join(installation.dir, 'dump');
    const { reports, memory, dumped } = await installation.query(database, (client) =>
      measureReports({ installation, database, client, files, warmUpFiles, lineCount, dumpDir }),
    );
    const limits = await measureLimits({ installation, projectDir, number, files, dumped });
    fs.rmSync(dumpDir, { recursive: true, force: true });
    return { reports, memory, ...limits };
  } finally {
    await installation.dropDatabase(database);
  }
}

async function measureReports(round) {
  const { installation, database, client, files, warmUpFiles, lineCount, dumpDir } = round;
  const api = await installation.startApi(database);
  const worker = installation.startWorker(database);
  const follow = (side, file) => fileAndFollow({ api: api.client, worker, side, file, lineCount });
  for (const side of SIDES) await follow(side, warmUpFiles[side]);
  await untilSealed(client);
  await client.query('checkpoint');
  const mark = await markNow(client);
  const before = readMemory(worker.pid);
  resetPeak(worker.pid);
  const reports = {};
  for (const side of SIDES) {
    await resetStatements(client);
    const cpuBefore = readCpuSeconds(worker.pid);
    const report = await follow(side, files[side]);
    if (side === SIDES.at(-1)) await holdSnapshot(client);
    const cpuSeconds = readCpuSeconds(worker.pid) - cpuBefore;
    reports[side] = { ...report, cpuSeconds, statements: await readStatements(client) };
  }
  if (reports.receiver.linesMatched < lineCount * MATCHED_SHARE_MIN) {
    const told = `${reports.receiver.linesMatched} of ${lineCount} lines were matched`;
    throw new Error(`Only ${told}. The worker's log ends with:\n${worker.output()}`);
  }
  const after = readMemory(worker.pid);
  await worker.stop();
  await api.stop();
  const dumped = await dumpSince(client, mark, dumpDir);
  await client.query('commit');
  const memory = before && {
    beforeMb: before.residentMb,
    peakMb: after.peakMb,
    growthMb: after.peakMb - before.residentMb,
  };
  return { reports, memory, dumped };
}

/** Uploads a report and waits until it is reconciled. → `{ seconds, linesPosted, linesMatched }` */
async function fileAndFollow({ api, worker, side, file, lineCount }) {
  const form = new FormData();
  form.set('side', side);
  form.set('file', new Blob([fs.readFileSync(file)]), path.basename(file));
  const endsAt = Date.now() + 60_000 + lineCount * 5;
  const startedAt = performance.now();
  const { id } = await api.post('/reports', form, 202);
  for (;;) {
    const report = await api.get(`/reports/${id}`);
    const seconds = (performance.now() - startedAt) / 1000;
    const { state, linesPosted, linesMatched } = report;
    if (state === 'posted' && linesMatched !== null) return { seconds, linesPosted, linesMatched };
    if (state === 'rejected' || state === 'failed') {
      const { items } = await api.get(`/reports/${id}/errors`, { limit: 3 });
      throw new Error(`The report was not taken: ${JSON.stringify([report, items])}`);
    }
    worker.checkAlive();
    if (Date.now() > endsAt) throw new Error(`Not reconciled: ${JSON.stringify(report)}`);
    await sleep(POLL_INTERVAL_MS);
  }
}

/** The sealer works once a second; what it does for the warm-up must not be counted. */
async function untilSealed(client) {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const { rows } = await client.query('select exists (select from ledger_unsealed) as is_open');
    if (!rows[0].is_open) return;
    await sleep(50);
  }
  throw new Error('The ledger is not sealed.');
}

async function measureLimits({ installation, projectDir, number, files, dumped }) {
  const database = `copy_${number}`;
  await installation.createDatabase(database, 'base');
  try {
    const copies = await installation.query(database, async (client) => ({
      copy: await copyInto(client, dumped),
      bareSeconds: await copyBare(client, Object.values(files)),
    }));
    const bareJobsPerS = await measureBareJobs(projectDir, {
      databaseUrl: installation.applicationUrlOf(database),
      redisUrl: installation.redis?.url,
    });
    return { ...copies, bareJobsPerS };
  } finally {
    await installation.dropDatabase(database);
  }
}
