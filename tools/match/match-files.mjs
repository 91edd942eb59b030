// Two files reconciled in a throw-away installation: a private database in which every pair of cities
// that they tell of counts as signed, and the API and the worker as they run anywhere.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareEmpty, signTies } from '../bench/base.mjs';
import { Installation } from '../bench/installation.mjs';
import { readMemory } from '../bench/process-usage.mjs';

const DATABASE = 'match';
const POLL_INTERVAL_MS = 200;
/** Long before any aid that these files tell of. */
const SIGNED_ON = '1991-08-24';
const ERRORS_SHOWN_MAX = 20;

/** What is wrong with a file: told to the person, and no fault of ours. */
export class BadFileError extends Error {}

/**
 * @param files `{ sender, receiver }`, paths of report files, CSV or XLSX
 * @param tell is told of each step
 * → `{ rows, counts, seconds, workerPeakMb }`; rows as the SQL below has them
 */
export async function matchFiles(projectDir, files, { tell = () => {} } = {}) {
  const installation = new Installation(projectDir);
  const stop = () => void installation.stop().then(() => process.exit(130));
  process.once('SIGINT', stop);
  try {
    await installation.start({ queue: 'postgres' });
    await prepareEmpty(installation, DATABASE);
    const api = await installation.startApi(DATABASE);
    const worker = installation.startWorker(DATABASE);
    const places = await readPlaces(projectDir, installation, files);
    tell(`${places.pairs.length} pairs of cities`);
    await signAll(api.client, places.pairs);
    const startedAt = performance.now();
    const counts = {};
    for (const side of ['sender', 'receiver']) {
      const report = await fileReport(api.client, worker, side, files[side], places.cityOf[side]);
      counts[side] = report;
      tell(`${report.linesPosted} rows of the ${side} read`);
    }
    const seconds = (performance.now() - startedAt) / 1000;
    const workerPeakMb = readMemory(worker.pid)?.peakMb;
    const rows = await installation.query(DATABASE, (client) =>
      client.query(outcomesSql(projectDir), [counts.sender.id, counts.receiver.id]),
    );
    return { rows: rows.rows, counts, seconds, workerPeakMb };
  } finally {
    process.off('SIGINT', stop);
    await installation.stop();
  }
}

/**
 * Which pairs of cities the files tell of, read as the worker reads them; and, where a file has no
 * `reporting_city`, whose it is: the one city that the other file calls its partner.
 */
async function readPlaces(projectDir, installation, files) {
  const require = createRequire(path.join(projectDir, 'package.json'));
  const { CitiesService } = require('./dist/libs/cities/index.js');
  const { readReportFile } = require('./dist/libs/reports/file/index.js');
  const { createApp } = require('./dist/apps/api/src/create-app.js');
  const { readConfig } = require('./dist/libs/platform/config/config.js');
  const env = installation.environmentFor(DATABASE);
  const app = await createApp(readConfig({ ...env, PORT: '0', LOG_LEVEL: 'silent' }));
  try {
    const places = await app.get(CitiesService, { strict: false }).places();
    const idOf = (text) => {
      const reading = text === null ? { kind: 'none' } : places.readCity(text);
      return reading.kind === 'one' ? reading.cityId : null;
    };
    const told = {};
    for (const side of ['sender', 'receiver']) {
      told[side] = new Map();
      const source = fs.createReadStream(files[side]);
      try {
        for await (const { rows } of readReportFile(source, { side, today: '2100-01-01' })) {
          for (const row of rows) {
            const key = [row.reportingCity, row.partnerCity].join('\u001f');
            if (!told[side].has(key)) {
              told[side].set(key, {
                filing: idOf(row.reportingCity),
                partner: idOf(row.partnerCity),
              });
            }
          }
        }
      } catch (error) {
        // The worker tells of it, with every bad row.
        if (error.errors === undefined) throw error;
      }
    }
    return pairsOf(told);
  } finally {
    await app.close();
  }
}

function pairsOf(told) {
  const only = (ids) => (new Set(ids.filter(Boolean)).size === 1 ? ids.find(Boolean) : undefined);
  const all = { sender: [...told.sender.values()], receiver: [...told.receiver.values()] };
  const cityOf = {
    sender: all.sender.some(({ filing }) => filing)
      ? undefined
      : only(all.receiver.map(({ partner }) => partner)),
    receiver: all.receiver.some(({ filing }) => filing)
      ? undefined
      : only(all.sender.map(({ partner }) => partner)),
  };
  const pairs = new Map();
  for (const side of ['sender', 'receiver']) {
    for (const { filing, partner } of all[side]) {
      const own = filing ?? cityOf[side];
      if (!own || !partner || own === partner) continue;
      const key = [own, partner].sort().join('\u001f');
      pairs.set(key, key.split('\u001f'));
    }
  }
  return { pairs: [...pairs.values()], cityOf };
}

/** By the import of ties, in which one of the two is Ukrainian. */
async function signAll(api, pairs) {
  const isUkrainian = (id) => /-ua(-\d+)?$/.test(id);
  const ties = pairs
    .map(([one, other]) => (isUkrainian(one) ? [one, other] : [other, one]))
    .filter(([ukrainian, foreign]) => isUkrainian(ukrainian) && !isUkrainian(foreign));
  if (ties.length === 0) {
    throw new BadFileError(
      'No row names a Ukrainian and a foreign city that are known. A file without reporting_city ' +
        'needs the other one to name one partner only.',
    );
  }
  await signTies(api, ties, SIGNED_ON);
}

async function fileReport(api, worker, side, file, cityId) {
  const form = new FormData();
  form.set('side', side);
  if (cityId) form.set('cityId', cityId);
  form.set('file', new Blob([fs.readFileSync(file)]), path.basename(file));
  const { id } = await api.post('/reports', form, 202);
  for (;;) {
    const report = await api.get(`/reports/${id}`);
    if (report.state === 'posted' && report.linesMatched !== null) return report;
    if (report.state !== 'received' && report.state !== 'posted') {
      const { items } = await api.get(`/reports/${id}/errors`, { limit: ERRORS_SHOWN_MAX });
      const lines = items.map(
        ({ row, column, value, message }) => `  row ${row}, ${column} “${value}”: ${message}`,
      );
      const told = [`${file} was not taken (${report.errorCount} errors):`, ...lines];
      throw new BadFileError(told.join('\n'));
    }
    worker.checkAlive();
    await sleep(POLL_INTERVAL_MS);
  }
}

/**
 * $1 the sender's report, $2 the receiver's. Rows are counted from 1 without the header; what is
 * within tolerance is so by the installation's own rule.
 */
function outcomesSql(projectDir) {
  const require = createRequire(path.join(projectDir, 'package.json'));
  const { toleranceGrams } = require('./dist/libs/deliveries/index.js');
  return `
  with s as (
    select r.row, l.id, l.mass_grams
    from report_row r join shipment_line l on l.id = r.line_id where r.report_id = $1
  ), d as (
    select r.row, l.id, l.mass_grams
    from report_row r join delivery_line l on l.id = r.line_id where r.report_id = $2
  ), tied as (
    select s.row as sent_row, d.row as received_row, m.rule, w.centibits, w.levels, w.parts,
      -- Of a load of several lines all that left and all that came.
      case when count(*) over of_received > 1 then sum(s.mass_grams) over of_received
        else s.mass_grams end as sent,
      case when count(*) over of_sent > 1 then sum(d.mass_grams) over of_sent
        else d.mass_grams end as received
    from match m join s on s.id = m.shipment_line_id join d on d.id = m.delivery_line_id
    left join match_reason w on w.match_id = m.id where m.reversed_at is null
    window of_sent as (partition by s.id), of_received as (partition by d.id)
  ), review as (
    select s.row as sent_row, d.row as received_row, c.rank, c.centibits, c.levels, c.parts,
      d.mass_grams - s.mass_grams as off
    from match_candidate c join s on s.id = c.shipment_line_id join d on d.id = c.delivery_line_id
  ), told as (
    select sent_row, received_row, case when coalesce(received - sent, 0) = 0 then 'matched'
        when abs(received - sent) <= ${toleranceGrams('sent')} then 'within_tolerance'
        else 'difference' end as outcome,
      null::integer as rank, centibits, levels, coalesce(parts, 1) as parts, rule,
      received - sent as off
    from tied
    union all
    select sent_row, received_row, 'review', rank, centibits, levels, parts, null, off from review
    union all
    select s.row, null, 'never_arrived', null, null, null, 1, null, null from s
    where not exists (select from tied where sent_row = s.row)
      and not exists (select from review where sent_row = s.row)
    union all
    select null, d.row, case when exists (select from difference f where f.delivery_line_id = d.id
        and f.kind = 'duplicate' and f.state = 'open') then 'duplicate' else 'never_announced' end,
      null, null, null, 1, null, null from d
    where not exists (select from tied where received_row = d.row)
      and not exists (select from review where received_row = d.row)
  )
  select sent_row as "senderRow", received_row as "receiverRow", outcome, rank, centibits, levels,
    parts, rule, trim_scale(off / 1000.0)::text as "offKg"
  from told order by sent_row nulls last, received_row, rank`;
}
