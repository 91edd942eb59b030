import { ACTIONS, Action, Place, Right, RIGHTS } from '@pobratym/identity';
import { ask, Outcome } from './support/ask-scene';
import { Asker, createAskers } from './support/askers';
import { createRightsWorld, RightsWorld } from './support/rights-world';
import { SCENES, Scene } from './support/rights-scenes';
import { RunningApps } from './support/running-apps';

// Goal: every route answers every kind of asker as the table of rights says. The pairs are made from
// the OpenAPI document, the rights from the table; what is expected is read from the table here
// anew, by other code than the one that decides.

interface Route {
  name: string;
  actions: Action[];
}

const allows = (asker: Asker, action: Action, scene: Scene): boolean => {
  const right: Right = RIGHTS[action];
  const { subject = {} } = scene;
  if (right.open === 'self') return isSelf(asker);
  if (right.open === 'everyone' && (subject.isPublished || scene.isList)) return true;
  if (!isGiven(asker, right)) return false;
  return asker.held.some(({ role, cityId }) => {
    const place: Place | undefined = right[role];
    if (place === undefined) return false;
    if (scene.isList) return true;
    const { sender, receiver, city } = subject;
    const all: unknown[] = [sender, receiver, city].filter((id) => typeof id === 'string');
    if (place === 'any') return true;
    if (place === 'none') return all.length === 0;
    if (place === 'either') return all.includes(cityId);
    return typeof subject[place] === 'string' && subject[place] === cityId;
  });
};

const isSelf = (asker: Asker): boolean => asker.kind === 'session';
const isGiven = (asker: Asker, right: Right): boolean =>
  asker.kind !== 'token' ||
  right.scope === 'read' ||
  asker.scopes.some((scope) => scope === right.scope);

const reaches = (asker: Asker, action: Action): boolean => {
  const right: Right = RIGHTS[action];
  if (right.open === 'everyone') return true;
  if (right.open === 'self') return isSelf(asker);
  return isGiven(asker, right) && asker.held.some(({ role }) => right[role] !== undefined);
};

function expected(asker: Asker, { actions }: Route, scene: Scene): Outcome {
  const refused = asker.kind === 'nobody' ? 401 : 403;
  if (!actions.some((action) => reaches(asker, action))) return refused;
  const asked = scene.actions ?? actions;
  if (asked.some((action) => allows(asker, action, scene))) return 'allowed';
  if (scene.sees && !allows(asker, scene.sees, scene)) return 404;
  return refused;
}

describe('the table of rights', () => {
  const running = new RunningApps();
  let world: RightsWorld;
  let routes: Route[];
  let askers: Asker[];

  beforeAll(async () => {
    const app = await running.start();
    world = await createRightsWorld(app);
    askers = createAskers(app.database, world);
    routes = await readRoutes(app.url);
  }, 120_000);
  afterAll(() => running.stop());

  test('is asked by each route, and each of its actions by some route', () => {
    expect(routes.filter(({ actions }) => actions.length === 0)).toEqual([]);
    const asked = new Set(routes.flatMap(({ actions }) => actions));
    expect(ACTIONS.filter((action) => !asked.has(action))).toEqual([]);
  });

  test('has a scene for each route, and no scene is left of one that is gone', () => {
    expect(Object.keys(SCENES).sort()).toEqual(routes.map(({ name }) => name).sort());
  });

  test('is what each route answers to each asker', async () => {
    let pairs = 0;
    const faults: string[] = [];
    for (const route of routes) {
      for (const scene of [SCENES[route.name] ?? []].flat()) {
        for (const asker of askers) {
          pairs++;
          const wanted = expected(asker, route, scene);
          const found = await ask(world, asker, route.name, scene);
          if (found.outcome !== wanted) {
            faults.push(
              `${route.name} (${scene.title ?? '—'}) for ${asker.title}: ${found.outcome}` +
                ` (${found.status}), the table says ${wanted} ${found.detail}`,
            );
          }
        }
      }
    }
    expect(faults).toEqual([]);
    expect(pairs).toBeGreaterThan(1000);
  }, 900_000);
});

async function readRoutes(url: string): Promise<Route[]> {
  const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { 'x-permission'?: Action[] }>>;
  };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path.replace('/api/v1', '')}`,
      actions: operation['x-permission'] ?? [],
    })),
  );
}
