import { Asker } from './askers';
import { Scene } from './rights-scenes';
import { RightsWorld } from './rights-world';

export type Outcome = 'allowed' | 401 | 403 | 404;

/** Makes the request of a scene as a new person of this kind; what it answers is read to its end. */
export async function ask(
  world: RightsWorld,
  asker: Asker,
  route: string,
  scene: Scene,
): Promise<{ outcome: Outcome; status: number; detail: string }> {
  const [method, pattern] = route.split(' ') as [string, string];
  const me = await asker.arrive();
  const {
    path = {},
    query = {},
    body,
    form,
    headers: own,
  } = (await scene.request?.(world, me)) ?? {};
  const filled = pattern.replace(/\{(\w+)\}/g, (_, name: string) => path[name] ?? `{${name}}`);
  const base = /^\/(health|metrics)/.test(pattern) ? world.app.url : `${world.app.url}/api/v1`;
  const headers = { ...own, ...me.headers, ...(body && { 'content-type': 'application/json' }) };
  const response = await fetch(`${base}${filled}?${new URLSearchParams(query).toString()}`, {
    method,
    headers,
    redirect: 'manual',
    body: form ?? (body && JSON.stringify(body)),
  });
  const text = await response.text();
  const { status } = response;
  const isRefusal =
    /problems\/(sign-in-first|not-signed-in|not-allowed|not-found|second-factor-first)/;
  const isRefused =
    status >= 400 && isRefusal.test(text) && !(scene.isCredential && status === 401);
  const outcome = isRefused ? (status as Outcome) : 'allowed';
  return { outcome, status, detail: text.slice(0, 160) };
}
