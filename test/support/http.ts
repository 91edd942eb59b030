import { TestApp } from './app';

export interface Answer<Body = Record<string, unknown>> {
  status: number;
  type: string;
  body: Body;
}

// Tests read many shapes of answers; each expectation says what it wants of them.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

/** Calls of an API under test: paths behind /api/v1, JSON in and out. */
export class Api {
  constructor(private readonly app: Pick<TestApp, 'url'>) {}

  get(path: string): Promise<Answer<Json>> {
    return this.call('GET', path);
  }

  post(path: string, body?: unknown): Promise<Answer<Json>> {
    return this.call('POST', path, body);
  }

  async text(path: string): Promise<string> {
    return (await fetch(`${this.app.url}/api/v1${path}`)).text();
  }

  /** Files a report; a string is sent as UTF-8. */
  async fileReport(
    side: string,
    cityId: string | undefined,
    content: string | Uint8Array,
    name = 'report.csv',
  ): Promise<Answer<Json>> {
    const form = new FormData();
    form.set('side', side);
    if (cityId) form.set('cityId', cityId);
    form.set('file', new Blob([content as never]), name);
    return answerOf(await fetch(`${this.app.url}/api/v1/reports`, { method: 'POST', body: form }));
  }

  /** Files a report and waits for its end; the answer's body is the report. */
  async followReport(...args: Parameters<Api['fileReport']>): Promise<Json> {
    const filed = await this.fileReport(...args);
    if (filed.status !== 202) throw new Error(`${filed.status} ${JSON.stringify(filed.body)}`);
    for (let tries = 0; tries < 1200; tries++) {
      const { body } = await this.get(`/reports/${filed.body.id}`);
      const isReconciled = body.state === 'posted' && body.linesMatched !== null;
      if (isReconciled || ['rejected', 'failed'].includes(body.state)) return body;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('The report was not finished');
  }

  private async call(method: string, path: string, body?: unknown): Promise<Answer<Json>> {
    const headers = body === undefined ? undefined : { 'content-type': 'application/json' };
    const init = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) };
    return answerOf(await fetch(`${this.app.url}/api/v1${path}`, init));
  }
}

async function answerOf(response: Response): Promise<Answer<Json>> {
  const type = response.headers.get('content-type') ?? '';
  const body = type.includes('json') ? await response.json() : await response.text();
  return { status: response.status, type: type.split(';')[0]!, body };
}
