// Memory and processor time of a process, from /proc; null where the system has none.
import fs from 'node:fs';

const TICKS_PER_S = 100; // USER_HZ, the same on every Linux that Node runs on

/** → `{ residentMb, peakMb }`. */
export function readMemory(pid) {
  const status = readText(`/proc/${pid}/status`);
  if (status === null) return null;
  const megabytes = (name) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
  return { residentMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') };
}

/** Makes the peak begin anew at what is resident now. */
export function resetPeak(pid) {
  try {
    fs.writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch (error) {
    // Without it the peak holds the start of the process too: the growth reads too high, never too low.
    if (!['ENOENT', 'EACCES', 'EPERM', 'EINVAL'].includes(error.code)) throw error;
  }
}

/** → seconds of processor time that it has used. */
export const readCpuSeconds = (pid) => readTicks(pid, 11);

/** → those of its children that have ended. */
export const readEndedSeconds = (pid) => readTicks(pid, 13);

function readTicks(pid, from) {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // From the third field on: the second, the name, may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[from]) + Number(fields[from + 1])) / TICKS_PER_S;
}

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
