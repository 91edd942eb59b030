export interface Answer<Body = Record<string, unknown>> {
  status: number;
  type: string;
  body: Body;
}

// Tests read many shapes of answers; each expectation says what it wants of them.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

const JSON_TYPE = { 'content-type': 'application/json' };

/** States of a report after which nothing comes by itself. */
const OVER = ['rejected', 'failed', 'previewed', 'cancelled'];

/** Calls of an API under test: paths behind /api/v1, JSON in and out. */
export class Api {
  /** `token`: whom it speaks for; undefined: nobody. */
  constructor(readonly app: { url: string; token: string | undefined }) {}

  get(path: string): Promise<Answer<Json>> {
    return this.call('GET', path);
  }

  post(path: string, body?: unknown): Promise<Answer<Json>> {
    return this.call('POST', path, body);
  }

  put(path: string, body: unknown): Promise<Answer<Json>> {
    return this.call('PUT', path, body);
  }

  delete(path: string, body?: unknown): Promise<Answer<Json>> {
    return this.call('DELETE', path, body);
  }

  async text(path: string): Promise<string> {
    return (await fetch(`${this.app.url}/api/v1${path}`, { headers: this.headers() })).text();
  }

  /** Files a report; a string is sent as UTF-8. */
  async fileReport(
    side: string,
    cityId: string | undefined,
    content: string | Uint8Array,
    name = 'report.csv',
    fields: Record<string, string> = {},
  ): Promise<Answer<Json>> {
    const form = new FormData();
    form.set('side', side);
    for (const [field, value] of Object.entries(fields)) form.set(field, value);
    if (cityId) form.set('cityId', cityId);
    form.set('file', new Blob([content as never]), name);
    return this.postForm('/reports', form);
  }

  /** Files a report and waits for its end; the answer's body is the report. */
  async followReport(...args: Parameters<Api['fileReport']>): Promise<Json> {
    const filed = await this.fileReport(...args);
    return this.followFiled(filed);
  }

  /** Waits for the end of what was filed. */
  async followFiled(filed: { status: number; body: Json }): Promise<Json> {
    if (filed.status !== 202) throw new Error(`${filed.status} ${JSON.stringify(filed.body)}`);
    for (let tries = 0; tries < 1200; tries++) {
      const { body } = await this.get(`/reports/${filed.body.id}`);
      const isReconciled = body.state === 'posted' && body.linesMatched !== null;
      if (isReconciled || OVER.includes(body.state)) return body;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('The report was not finished');
  }

  async postForm(path: string, form: FormData): Promise<Answer<Json>> {
    const init = { method: 'POST', body: form, headers: this.headers() };
    return answerOf(await fetch(`${this.app.url}/api/v1${path}`, init));
  }

  /** What each request of this person bears. */
  headers(): Record<string, string> {
    return this.app.token ? { authorization: `Bearer ${this.app.token}` } : {};
  }

  async call(method: string, path: string, body?: unknown): Promise<Answer<Json>> {
    const type: Record<string, string> = body === undefined ? {} : JSON_TYPE;
    const headers = { ...this.headers(), ...type };
    const init = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) };
    return answerOf(await fetch(`${this.app.url}/api/v1${path}`, init));
  }
}

async function answerOf(response: Response): Promise<Answer<Json>> {
  const type = response.headers.get('content-type') ?? '';
  const body = type.includes('json') ? await response.json() : await response.text();
  return { status: response.status, type: type.split(';')[0]!, body };
}
