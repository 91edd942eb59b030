// The API as a program outside sees it.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

const REQUEST_LIMIT_MS = 60_000;

/**
 * What it answers: JSON as an object, a text as a string, any other file as bytes.
 * `session.token` or `session.cookie`: whom it speaks for; `signIn` sets the cookie.
 */
export function createClient(baseUrl, session = {}) {
  const send = async (method, path, { body, query = {}, status } = {}) => {
    const url = new URL(path.startsWith('/health') ? path : `/api/v1${path}`, baseUrl);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const isForm = body instanceof FormData;
    const response = await fetch(url, {
      method,
      body: isForm || body === undefined ? body : JSON.stringify(body),
      headers: {
        ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(session.token && { authorization: `Bearer ${session.token}` }),
        ...(session.cookie && { cookie: session.cookie }),
      },
      signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString('utf8');
    const cookie = response.headers.getSetCookie()[0];
    if (cookie) session.cookie = cookie.split(';')[0];
    const wanted = [status ?? (method === 'GET' ? 200 : 201)].flat();
    const answer = `${response.status} ${text.slice(0, 600)}`;
    const told = `${method} ${url.pathname}${url.search} → ${answer}`;
    assert.ok(wanted.includes(response.status), `${told}\nexpected ${wanted.join(' or ')}`);
    const type = response.headers.get('content-type') ?? '';
    if (/json/.test(type)) return JSON.parse(text);
    return /^text\//.test(type) ? text : bytes;
  };
  return {
    get: (path, query, status) => send('GET', path, { query, status }),
    post: (path, body, status) => send('POST', path, { body, status }),
    signIn: ({ email, password }) =>
      send('POST', '/session', { body: { email, password }, status: 200 }),
  };
}

/** Asks again until `isDone(answer)`; → the answer. */
export async function waitFor(ask, isDone, limitMs = 120_000) {
  const endsAt = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (isDone(answer)) return answer;
    assert.ok(Date.now() < endsAt, `still ${JSON.stringify(answer)} after ${limitMs / 1000} s`);
    await sleep(250);
  }
}
