// The limit: the same statements, each prepared, one transaction a delivery, from a bare client in
// a process of its own. Its last line is what it saw, as JSON.
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const { url, poolSize, clients, seconds, warmUpSeconds, captured } = JSON.parse(process.argv[2]);
const statements = captured.statements.map(({ text, values }, n) => ({
  name: `bare_${n}`,
  text,
  values: values.map(revive),
}));
const pool = new pg.Pool({ connectionString: url, max: poolSize });
const startedAt = performance.now();
const measuredFrom = startedAt + warmUpSeconds * 1000;
const endsAt = measuredFrom + seconds * 1000;
const latenciesMs = [];

await Promise.all(Array.from({ length: clients }, runClient));
await pool.end();
latenciesMs.sort((one, other) => one - other);
const at = (share) =>
  latenciesMs[Math.min(latenciesMs.length - 1, Math.floor(latenciesMs.length * share))];
console.log(
  JSON.stringify({
    count: latenciesMs.length,
    perSecond: latenciesMs.length / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    cpuSeconds: process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
  }),
);

async function runClient() {
  while (performance.now() < endsAt) {
    const sentAt = performance.now();
    await record();
    const doneAt = performance.now();
    if (sentAt >= measuredFrom && doneAt <= endsAt) latenciesMs.push(doneAt - sentAt);
  }
}

async function record() {
  const time = Date.now().toString(16).padStart(12, '0');
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
  const key = randomUUID();
  const own = (value) =>
    typeof value === 'string'
      ? value.replaceAll(captured.id, id).replaceAll(captured.key, key)
      : value;
  const client = await pool.connect();
  try {
    await client.query('START TRANSACTION');
    for (const { name, text, values } of statements) {
      await client.query({ name, text, values: values.map(own) });
    }
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

/** JSON carries no bytes, and no undefined, which pg takes for null. */
function revive(value) {
  return value?.type === 'Buffer' ? Buffer.from(value.data) : (value ?? null);
}
