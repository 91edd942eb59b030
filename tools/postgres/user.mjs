// PostgreSQL refuses to run as root: as whom it runs then, and what that user can reach.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** → `{ uid, gid, name }` to run PostgreSQL as, or null where that is whoever runs us. */
export function serverUser() {
  if (process.getuid?.() !== 0) return null;
  const users = readUsers();
  const user = users.find(({ name }) => name === 'postgres') ?? users.find(isNobody);
  if (!user) throw new Error('As root, PostgreSQL needs another user: adduser --system postgres');
  return user;
}

/** → the user who owns `dir`, where root must run PostgreSQL as that one; else null. */
export function ownerAsUser(dir) {
  if (process.getuid?.() !== 0) return null;
  const { uid, gid } = fs.statSync(dir);
  return { uid, gid, name: readUsers().find((user) => user.uid === uid)?.name ?? String(uid) };
}

/** Asks the kernel, not the mode bits: access lists and mounts count too. */
export function canEnter(dir, user) {
  if (!user) return true;
  const options = { cwd: '/', stdio: 'ignore', uid: user.uid, gid: user.gid };
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', dir], options).status === 0;
}

export function giveTo(user, ...entries) {
  if (user) for (const entry of entries) fs.chownSync(entry, user.uid, user.gid);
}

function isNobody({ name }) {
  return name === 'nobody';
}

function readUsers() {
  const lines = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  return lines
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}
