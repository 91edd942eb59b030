// What a start needs to keep to itself: made at the first one, never fixed, readable by its user.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** → `{ applicationPassword, secretKey }` of `<dataDir>/secrets.json`. */
export function readSecrets(dataDir) {
  const file = path.join(dataDir, 'secrets.json');
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8'));
  const secrets = { applicationPassword: random(), secretKey: random() };
  const half = `${file}.${process.pid}`;
  fs.mkdirSync(dataDir, { recursive: true });
  fs.writeFileSync(half, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(half, file); // never half written
  return secrets;
}

/**
 * The URL by which API and worker use the database of `ownerUrl`: as a role of their own, which
 * cannot change history. The migration makes it.
 */
export function applicationUrlOf(ownerUrl, { applicationPassword }) {
  const url = new URL(ownerUrl);
  url.username = `${decodeURIComponent(url.pathname.slice(1))}_application`;
  url.password = applicationPassword;
  return url.href;
}

const random = () => randomBytes(32).toString('hex');
