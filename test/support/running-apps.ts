import { startTestApp, TestApp, TestAppOptions } from './app';

/** The app of one describe block, stopped by its `afterAll` even when the start failed half-way. */
export class RunningApps {
  private started: TestApp | undefined;

  async start(options: TestAppOptions = {}): Promise<TestApp> {
    this.started = await startTestApp(options);
    return this.started;
  }

  get app(): TestApp {
    if (!this.started) throw new Error('The app was not started');
    return this.started;
  }

  /** May be called twice: a test that stops the app itself leaves nothing for `afterAll`. */
  async stop(): Promise<void> {
    const app = this.started;
    this.started = undefined;
    await app?.stop();
  }
}
