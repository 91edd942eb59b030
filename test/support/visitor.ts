import { Answer } from './http';

// Tests read many shapes of answers; each expectation says what it wants of them.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

export interface VisitorAnswer extends Answer<Json> {
  headers: Headers;
}

/** A person at a browser: keeps the cookies that it is given, and sends them. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  /** @param address from which a proxy says that the visitor comes; undefined: no proxy speaks */
  constructor(
    private readonly app: { url: string },
    private readonly address?: string,
  ) {}

  get(path: string): Promise<VisitorAnswer> {
    return this.call('GET', path);
  }

  post(path: string, body: unknown = {}): Promise<VisitorAnswer> {
    return this.call('POST', path, body);
  }

  put(path: string, body: unknown): Promise<VisitorAnswer> {
    return this.call('PUT', path, body);
  }

  patch(path: string, body: unknown): Promise<VisitorAnswer> {
    return this.call('PATCH', path, body);
  }

  delete(path: string, body?: unknown): Promise<VisitorAnswer> {
    return this.call('DELETE', path, body);
  }

  signIn(email: string, password: string): Promise<VisitorAnswer> {
    return this.post('/session', { email, password });
  }

  /** Another browser with the same cookies, as of who has stolen them. */
  copy(): Visitor {
    const copy = new Visitor(this.app, this.address);
    for (const [name, value] of this.cookies) copy.cookies.set(name, value);
    return copy;
  }

  private async call(method: string, path: string, body?: unknown): Promise<VisitorAnswer> {
    const headers = new Headers();
    if (this.address) headers.set('x-forwarded-for', this.address);
    if (body !== undefined) headers.set('content-type', 'application/json');
    if (this.cookies.size > 0) {
      headers.set('cookie', [...this.cookies].map((pair) => pair.join('=')).join('; '));
    }
    const response = await fetch(`${this.app.url}/api/v1${path}`, {
      method,
      headers,
      redirect: 'manual',
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    this.keep(response.headers.getSetCookie());
    const type = response.headers.get('content-type') ?? '';
    return {
      status: response.status,
      type: type.split(';')[0]!,
      body: type.includes('json') ? await response.json() : await response.text(),
      headers: response.headers,
    };
  }

  private keep(setCookies: string[]): void {
    for (const line of setCookies) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
  }
}
