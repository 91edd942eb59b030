// The statements of one delivery, as the API itself sends them: its own code runs here, on a pool
// that writes down what it is asked.
import { createRequire } from 'node:module';
import path from 'node:path';
import pg from 'pg';

/**
 * → `{ statements: [{ text, values }], id, key }` from START TRANSACTION to COMMIT, without both;
 * `id` and `key` stand in the values, and each replay puts its own in their place.
 */
export async function captureStatements(projectDir, { env, token, delivery }) {
  const require = createRequire(path.join(projectDir, 'package.json'));
  const { createApp } = require('./dist/apps/api/src/create-app.js');
  const { readConfig } = require('./dist/libs/platform/config/config.js');
  const key = 'captured-key';
  const seen = [];
  const query = pg.Client.prototype.query;
  const app = await createApp(readConfig({ ...env, PORT: '0', LOG_LEVEL: 'silent' }));
  await app.listen(0, '127.0.0.1');
  try {
    pg.Client.prototype.query = function record(config, values, ...rest) {
      const isText = typeof config === 'string';
      seen.push(
        isText ? { text: config, values: Array.isArray(values) ? values : [] } : { ...config },
      );
      return query.call(this, config, values, ...rest);
    };
    const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    const answer = await fetch(`${url}/api/v1/deliveries`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(delivery),
    });
    if (answer.status !== 201) throw new Error(`The captured delivery: ${await answer.text()}`);
  } finally {
    pg.Client.prototype.query = query;
    await app.close();
  }
  return { statements: transactionOf(seen), id: delivery.id, key };
}

function transactionOf(seen) {
  const from = seen.findIndex(({ text }) => /^START TRANSACTION/i.test(text));
  const to = seen.findIndex(({ text }) => /^COMMIT/i.test(text));
  if (from < 0 || to < from) throw new Error('No transaction of a delivery was seen');
  return seen.slice(from + 1, to).map(({ text, values }) => ({ text, values: values ?? [] }));
}
