// The load generator, a process of its own: `clients` loops that each wait for an answer before they
// ask again, for `seconds`. Its last line is what it saw, as JSON.
import { randomUUID } from 'node:crypto';
import http from 'node:http';

const { origin, token, clients, seconds, warmUpSeconds, pairs, path } = JSON.parse(process.argv[2]);
const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
const { hostname, port } = new URL(origin);
const startedAt = performance.now();
const measuredFrom = startedAt + warmUpSeconds * 1000;
const endsAt = measuredFrom + seconds * 1000;
const latenciesMs = [];
const faults = new Map();

await Promise.all(Array.from({ length: clients }, (_, n) => runClient(n)));
agent.destroy();
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
    faults: [...faults],
  }),
);

async function runClient(n) {
  for (let count = 0; performance.now() < endsAt; count += 1) {
    const body = path === undefined ? JSON.stringify(makeDelivery(n + count)) : undefined;
    const sentAt = performance.now();
    const status = await send(body);
    const doneAt = performance.now();
    if (status !== (body ? 201 : 200)) faults.set(status, (faults.get(status) ?? 0) + 1);
    else if (sentAt >= measuredFrom && doneAt <= endsAt) latenciesMs.push(doneAt - sentAt);
  }
}

function send(body) {
  const headers = body && {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'idempotency-key': randomUUID(),
  };
  const options = { hostname, port, agent, headers, method: body ? 'POST' : 'GET' };
  return new Promise((resolve, reject) => {
    const request = http.request({ ...options, path: path ?? '/api/v1/deliveries' }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode));
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Three lines: a mass, a mass with a damaged part, and a count. */
export function makeDelivery(number) {
  const { sender, receiver } = pairs[number % pairs.length];
  return {
    id: uuidV7(),
    sendingCityId: sender,
    receivingCityId: receiver,
    receivedOn: '2025-03-01',
    reference: `BENCH-${number}`,
    lines: [
      { category: 'food', item: 'Canned meat', massKg: 1200.5 },
      { category: 'medical', item: 'Dressings', massKg: 80.25, damagedMassKg: 1.5 },
      { category: 'energy', item: 'Generators', quantity: 4, unit: 'piece' },
    ],
  };
}

function uuidV7() {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
