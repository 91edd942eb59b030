// An ordinary user for one round, where the run is root's.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

const NAME = 'pobratym-smoke';

/** → `{ user }` with `remove()`, or `{ reason }` why there is none. */
export function borrowUser() {
  if (process.getuid?.() !== 0) return { reason: 'the run is an ordinary user’s already' };
  const isNew = !read();
  if (isNew && spawnSync('useradd', ['-m', NAME]).status !== 0) {
    return { reason: `useradd -m ${NAME} failed` };
  }
  const user = read();
  const remove = () => isNew && spawnSync('userdel', ['-r', NAME]);
  const { status } = spawnSync(process.execPath, ['--version'], { ...user.ids, cwd: '/' });
  if (status === 0) return { user: { ...user, ...user.ids, remove } };
  remove();
  return { reason: `${process.execPath} is closed to other users` };
}

function read() {
  const lines = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  const fields = lines.map((line) => line.split(':')).find(([name]) => name === NAME);
  if (!fields) return null;
  const [name, , uid, gid, , home] = fields;
  return { name, home, ids: { uid: Number(uid), gid: Number(gid) } };
}
