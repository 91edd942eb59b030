// Two files reconciled in a throw-away installation: a private database in which every pair of cities
// that they tell of counts as signed, and the API and the worker as they run anywhere.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Installation, TOKEN } from '../bench/installation.mjs';
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
    await installation.createDatabase(DATABASE);
    await installation.runProgram('api/src/migrate.js', [], DATABASE);
    await installation.runProgram('api/src/load-data.js', ['--empty'], DATABASE);
    await installation.query(DATABASE, createSteward);
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
      client.query(OUTCOMES, [counts.sender.id, counts.receiver.id]),
    );
    return { rows: rows.rows, counts, seconds, workerPeakMb };
  } finally {
    process.off('SIGINT', stop);
    await installation.stop();
  }
}

async function createSteward(client) {
  const hash = createHash('sha256').update(TOKEN).digest();
  await client.query(
    `with made as (insert into person default values returning id),
       held as (insert into person_role (person_id, role) select id, 'steward' from made)
     insert into personal_token (person_id, name, secret_hash, scopes, expires_at)
     select id, 'match', $1, array['read', 'aid', 'partnerships'], now() + interval '1 day' from made`,
    [hash],
  );
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
  const rows = pairs.flatMap(([one, other]) => {
    const [ukrainian, foreign] = isUkrainian(one) ? [one, other] : [other, one];
    if (!isUkrainian(ukrainian) || isUkrainian(foreign)) return [];
    return `${ukrainian},${foreign},cooperation,${SIGNED_ON},active,https://example.org,`;
  });
  if (rows.length === 0) {
    throw new BadFileError(
      'No row names a Ukrainian and a foreign city that are known. A file without reporting_city ' +
        'needs the other one to name one partner only.',
    );
  }
  const header = 'ukrainian_city_id,foreign_city_id,kind,since,status,source_url,note';
  const form = new FormData();
  form.set('file', new Blob([[header, ...rows, ''].join('\n')]), 'ties.csv');
  await api.post('/ties/import', form, [200, 201]);
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

/** $1 the sender's report, $2 the receiver's. Rows are counted from 1 without the header. */
const OUTCOMES = `
  with s as (
    select r.row, l.id, l.mass_grams, l.quantity_milli, l.unit
    from report_row r join shipment_line l on l.id = r.line_id where r.report_id = $1
  ), d as (
    select r.row, l.id, l.mass_grams, l.quantity_milli, l.unit
    from report_row r join delivery_line l on l.id = r.line_id where r.report_id = $2
  ), tied as (
    select m.id, s.row as sent_row, d.row as received_row, s.mass_grams as sent, d.mass_grams as received,
      count(*) over (partition by s.id) as arrivals, count(*) over (partition by d.id) as dispatches,
      sum(d.mass_grams) over (partition by s.id) as all_received,
      sum(s.mass_grams) over (partition by d.id) as all_sent, m.rule, w.centibits, w.levels, w.parts
    from match m join s on s.id = m.shipment_line_id join d on d.id = m.delivery_line_id
    left join match_reason w on w.match_id = m.id where m.reversed_at is null
  ), review as (
    select s.row as sent_row, d.row as received_row, c.rank, c.centibits, c.levels, c.parts,
      d.mass_grams - s.mass_grams as off
    from match_candidate c join s on s.id = c.shipment_line_id join d on d.id = c.delivery_line_id
  )
  select sent_row as "senderRow", received_row as "receiverRow", 'tied' as kind, null::integer as rank,
    centibits, levels, coalesce(parts, 1) as parts, rule,
    (case when arrivals > 1 then all_received - sent when dispatches > 1 then received - all_sent
      else received - sent end)::text as "offGrams",
    (case when dispatches > 1 then all_sent else sent end)::text as "sentGrams"
  from tied
  union all
  select sent_row, received_row, 'review', rank, centibits, levels, parts, null, off::text, null
  from review
  union all
  select s.row, null, 'never_arrived', null, null, null, 1, null, null, null from s
  where not exists (select from tied where sent_row = s.row)
    and not exists (select from review where sent_row = s.row)
  union all
  select null, d.row, case when exists (select from difference f where f.delivery_line_id = d.id
    and f.kind = 'duplicate' and f.state = 'open') then 'duplicate' else 'never_announced' end,
    null, null, null, 1, null, null, null from d
  where not exists (select from tied where received_row = d.row)
    and not exists (select from review where received_row = d.row)
  order by 1 nulls last, 2, rank`;
