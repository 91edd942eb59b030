/**
 * For a process that `npm start` has started: when that one dies, however it dies, this one stops
 * as it would by a signal, and nothing is left behind. To be called first.
 */
export function stopWithParent(): void {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
