import { TooManySignInsError } from '../sign-in.errors';

/** Lets only so many go at once; the others wait in their order, and past a limit are refused. */
export class Turns {
  private runningCount = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly runningCountMax: number,
    private readonly waitingCountMax: number,
  ) {}

  /** @throws TooManySignInsError when too many wait already */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.runningCount < this.runningCountMax) this.runningCount++;
    else await this.wait();
    try {
      return await work();
    } finally {
      // The turn is handed on, so nobody who comes now slips in between.
      const next = this.waiting.shift();
      if (next) next();
      else this.runningCount--;
    }
  }

  private async wait(): Promise<void> {
    if (this.waiting.length >= this.waitingCountMax) throw new TooManySignInsError();
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
