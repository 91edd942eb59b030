import { TooManySignInsError } from '../sign-in.errors';
import { Turns } from './turns';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

// Goal: whatever comes at once, no more than so many hashes take memory at a time.
describe('turns', () => {
  /** Work that ends when it is told to; `running` are those that have begun and not ended. */
  function workshop() {
    const running: { end(): void; fail(error: Error): void }[] = [];
    const work = () =>
      new Promise<void>((resolve, reject) => {
        const own = {
          end: () => (running.splice(running.indexOf(own), 1), resolve()),
          fail: (error: Error) => (running.splice(running.indexOf(own), 1), reject(error)),
        };
        running.push(own);
      });
    return { running, work };
  }

  test('run no more at once than they may, and all in the end', async () => {
    const { running, work } = workshop();
    const turns = new Turns(2, 100);
    const all = Array.from({ length: 20 }, () => turns.take(work));
    for (let ended = 0; ended < 20; ended++) {
      expect(running.length).toBe(Math.min(2, 20 - ended));
      running[0]!.end();
      await nextTurn();
    }
    await Promise.all(all);
    expect(running).toEqual([]);
  });

  test('go on after a failure', async () => {
    const { running, work } = workshop();
    const turns = new Turns(1, 100);
    const first = turns.take(work);
    const second = turns.take(work);
    running[0]!.fail(new Error('broken'));
    await expect(first).rejects.toThrow('broken');
    await nextTurn();
    running[0]!.end();
    await second;
  });

  test('refuse who would wait too long, and nobody after the crowd has gone', async () => {
    const { running, work } = workshop();
    const turns = new Turns(1, 1);
    const [first, second] = [turns.take(work), turns.take(work)];
    await expect(turns.take(work)).rejects.toThrow(TooManySignInsError);
    running[0]!.end();
    await first;
    await nextTurn();
    running[0]!.end();
    await second;
    const later = turns.take(work);
    running[0]!.end();
    await expect(later).resolves.toBeUndefined();
  });
});
