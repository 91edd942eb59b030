import { Action, Subject } from '@pobratym/identity';
import { signPaperLink } from '@pobratym/papers';
import { csv, dispatchShipment, draftShipment, line, signatories } from './builders';
import { makePdf } from './documents';
import { Arrived } from './askers';
import { Api } from './http';
import { createPerson } from './people';
import { RightsWorld } from './rights-world';

export interface SceneRequest {
  /** What stands in the braces of the route. */
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: object;
  form?: FormData;
  headers?: Record<string, string>;
}

/**
 * A request that a route would answer to whoever may make it, and whose record it is about. What is
 * wrong with the record's state (409, 422) is no refusal of rights.
 */
export interface Scene {
  title?: string;
  /** The cities of the record; a list has none, and is cut to what its reader may see. */
  subject?: Subject;
  isList?: boolean;
  /** Which of the route's actions it is, where it has several. */
  actions?: Action[];
  /** It is a credential that is asked for: a wrong one (401) is no refusal of a right. */
  isCredential?: boolean;
  /** Without this right the record is not there: 404. */
  sees?: Action;
  request?: (world: RightsWorld, me: Arrived) => SceneRequest | Promise<SceneRequest>;
}

const LIST: Scene = { isList: true };
/** Whatever one does with what is one's own. */
const OWN_ACCOUNT: Scene = {};
const OPEN: Scene = { subject: { isPublished: true } };
const TIE: Subject = { sender: 'bytom-pl', receiver: 'drohobych-ua' };
const OWN: Subject = { city: 'drohobych-ua' };

/** Of a partnership that everybody knows of, and of one that is between the two. */
const ofTie = (rest: object = {}, sees: Action = 'partnership.read'): Scene[] => [
  {
    title: 'signed',
    subject: { ...TIE, isPublished: true },
    request: ({ signedId: id }) => ({ path: { id }, ...rest }),
  },
  {
    title: 'drafted',
    subject: TIE,
    sees,
    request: ({ draftedId: id }) => ({ path: { id }, ...rest }),
  },
];

const ofShipment = (sees?: Action): Scene => ({
  subject: TIE,
  sees: sees ?? 'shipment.read',
  request: ({ shipment: { id } }) => ({ path: { id } }),
});
const ofDelivery: Scene = {
  subject: TIE,
  sees: 'delivery.read',
  request: ({ deliveryId: id }) => ({ path: { id } }),
};

/** Of a report of the city, of a public source, and of an association's for several cities. */
const ofReport: Scene[] = [
  {
    title: 'own',
    subject: OWN,
    actions: ['report.read'],
    sees: 'report.read',
    request: (world) => of(world.reportId),
  },
  {
    title: 'public',
    subject: { ...OWN, isPublished: true },
    request: (world) => of(world.publicReportId),
  },
  {
    title: 'of several cities',
    subject: {},
    actions: ['report.read'],
    sees: 'report.read',
    request: (world) => of(world.associationReportId),
  },
];
/** For those alone who may file it; a preview of its own for each asker. */
const ofFiled: Scene[] = [
  { title: 'own', subject: OWN, request: ({ api, own }: RightsWorld) => previewed(api, own) },
  { title: 'of several cities', subject: {}, request: ({ api }: RightsWorld) => previewed(api) },
].map((scene): Scene => ({ ...scene, actions: ['report.file'], sees: 'report.read' }));
async function previewed(api: Api, cityId?: string): Promise<SceneRequest> {
  const header = 'date,reporting_city,partner_city,item,mass_kg';
  const table = csv(header, `2023-05-02,Drohobych,Bytom,Meat ${++rows},1`);
  const fields = { isPreview: 'true' };
  return of((await api.followReport('receiver', cityId, table, 'preview.csv', fields)).id);
}
const of = (id: string): SceneRequest => ({ path: { id } });

/** Somebody with a role in the city, another one for each asker. */
const ofColleague = (body?: object): Scene => ({
  subject: OWN,
  sees: 'user.manage',
  request: async ({ app, own }) => {
    const held = [{ role: 'researcher' as const, cityId: own }];
    const { id } = await createPerson(app.database, held);
    return { ...of(id), ...(body && { body }) };
  },
});

/** A draft of its own for each asker: the first who may would use it up. */
async function freshDraft({ api, signedId }: RightsWorld): Promise<string> {
  return (await draftShipment(api, signedId)).body.id;
}

async function freshDelivery(api: Api): Promise<string> {
  return (await api.post('/deliveries', { ...DELIVERY, ...PAIR })).body.id;
}

const UNKNOWN_ID = '00000000-0000-7000-8000-000000000000';
const DAY_MS = 86_400_000;
const inDays = (count: number): string =>
  new Date(Date.now() + count * DAY_MS).toISOString().slice(0, 10);
const DELIVERY = { receivedOn: '2023-06-01', lines: [line(5)] };
const PAIR = { sendingCityId: 'bytom-pl', receivingCityId: 'drohobych-ua' };
const STEP = { kind: 'suspended', occurredOn: '2023-07-01', decidedBy: 'Council' };

let rows = 0;
function reportForm(side: string, cityId?: string): FormData {
  const form = new FormData();
  form.set('side', side);
  if (cityId) form.set('cityId', cityId);
  const header = 'date,reporting_city,partner_city,item,mass_kg,source_url';
  const row = `2023-05-02,Drohobych,Bytom,Meat,${++rows},https://example.org/${rows}`;
  form.set('file', new Blob([csv(header, row)]), 'report.csv');
  return form;
}

function packingListForm(): FormData {
  const form = new FormData();
  form.set('sendingCityId', PAIR.sendingCityId);
  form.set('receivingCityId', PAIR.receivingCityId);
  form.set('dryRun', 'true');
  form.set('file', new Blob([csv('item,mass_kg', 'Meat,5')]), 'list.csv');
  return form;
}

function documentForm(): FormData {
  const form = new FormData();
  form.set('kind', 'other');
  form.set('file', new Blob([makePdf('other') as never]), 'other.pdf');
  return form;
}

/** What belongs to aid is seen by the two cities alone, whoever else may see the aid. */
function documentScenes(
  route: 'shipments' | 'deliveries',
  record: 'shipment' | 'delivery',
  idOf: (world: RightsWorld) => string,
): Record<string, Scene> {
  const scene = (rest: (world: RightsWorld) => SceneRequest): Scene => ({
    subject: TIE,
    sees: 'document.read',
    request: (world) => rest(world),
  });
  return {
    [`GET /${route}/{id}/documents`]: scene((world) => of(idOf(world))),
    [`POST /${route}/{id}/documents`]: scene((world) => ({
      ...of(idOf(world)),
      form: documentForm(),
    })),
    [`GET /${route}/{id}/documents/{documentId}/file`]: scene((world) => ({
      path: { id: idOf(world), documentId: world.aidDocumentIds[record] },
    })),
  };
}

function tiesForm(): FormData {
  const form = new FormData();
  const header = 'ukrainian_city_id,foreign_city_id,kind,since,status,source_url,note';
  const row = 'kyiv-ua,bytom-pl,twinning,2020-01-01,active,https://example.org,';
  form.set('file', new Blob([csv(header, row)]), 'ties.csv');
  return form;
}

/** Route → what is asked of it. A route that is not here fails the test of rights. */
export const SCENES: Record<string, Scene | Scene[]> = {
  'GET /health/live': OPEN,
  'GET /health/ready': OPEN,

  'GET /session': OPEN,
  'POST /session': {
    ...OPEN,
    request: () => ({ body: { email: 'x@example.org', password: 'x' } }),
  },
  'DELETE /session': OPEN,
  'POST /session/second-factor': {
    ...OPEN,
    isCredential: true,
    request: () => ({ body: { code: '123456' } }),
  },

  'GET /users/me': OWN_ACCOUNT,
  'PATCH /users/me': { request: () => ({ body: { name: 'Олена' } }) },
  'PUT /users/me/password': {
    request: () => ({ body: { current: 'x', next: 'verba tysha kamin yablunia' } }),
  },
  'POST /users/me/second-factor': OWN_ACCOUNT,
  'DELETE /users/me/second-factor': { request: () => ({ body: { password: 'x' } }) },
  'POST /users/me/second-factor/confirmation': { request: () => ({ body: { code: '123456' } }) },
  'POST /users/me/recovery-codes': { request: () => ({ body: { code: '123456' } }) },
  'GET /users/me/sessions': OWN_ACCOUNT,
  'DELETE /users/me/sessions': OWN_ACCOUNT,
  'DELETE /users/me/sessions/{id}': {
    request: async ({ app }, { personId }) => {
      const [session] = await app.database.query(`select id from session where person_id = $1`, [
        personId,
      ]);
      return of(session?.id ?? UNKNOWN_ID);
    },
  },
  'GET /tokens': OWN_ACCOUNT,
  'POST /tokens': {
    request: () => ({ body: { name: 'scanner', scopes: ['read'], expiresOn: inDays(30) } }),
  },
  'DELETE /tokens/{id}': {
    request: async ({ app }, { personId }) => {
      const [token] = await app.database.query(
        `select id from personal_token where person_id = $1`,
        [personId],
      );
      return of(token?.id ?? UNKNOWN_ID);
    },
  },

  'GET /session/providers': LIST,
  'GET /session/providers/{id}/start': { ...OPEN, request: () => of('none') },
  'GET /session/providers/{id}/return': { ...OPEN, request: () => of('none') },
  'POST /session/password-reset': {
    ...OPEN,
    request: () => ({ body: { email: 'nobody@example.org' } }),
  },
  'POST /session/letters/look': { ...OPEN, request: () => ({ body: { letter: 'none' } }) },
  'POST /session/letters/use': {
    ...OPEN,
    request: () => ({ body: { letter: 'none', password: 'verba tysha kamin yablunia' } }),
  },
  'GET /users/me/data': OWN_ACCOUNT,
  'POST /users/me/erasure': { request: () => ({ body: { password: 'x' } }) },

  'GET /users': LIST,
  'POST /users': {
    subject: OWN,
    request: ({ own }) => ({
      body: {
        ...{ email: `new-${++rows}@example.org`, name: 'Нова', language: 'uk' },
        roles: [{ role: 'coordinator', cityId: own }],
      },
    }),
  },
  'GET /users/{id}': ofColleague(),
  'PUT /users/{id}/roles': ofColleague({ roles: [] }),
  'POST /users/{id}/invitation': ofColleague(),
  'POST /users/{id}/erasure': ofColleague(),
  'GET /identity-providers': LIST,
  'POST /identity-providers': {
    subject: {},
    request: ({ own }) => ({
      body: {
        ...{ id: `city-${++rows}`, cityId: own, name: 'City', issuer: 'https://id.example.org' },
        ...{ clientId: 'pobratym', clientSecret: 'secret' },
      },
    }),
  },
  'DELETE /identity-providers/{id}': {
    subject: {},
    request: async ({ app, own }) => {
      const id = `gone-${++rows}`;
      await app.database.query(
        `insert into identity_provider (id, city_id, name, issuer, client_id, client_secret)
         values ($1, $2, 'x', 'https://id.example.org', 'x', '\\x00')`,
        [id, own],
      );
      return of(id);
    },
  },
  'GET /audit': LIST,

  'GET /cities': LIST,
  'GET /cities/{id}': { ...OPEN, request: ({ own }) => of(own) },
  'GET /cities/{id}/areas': { ...OPEN, request: ({ own }) => of(own) },
  'PUT /cities/{id}/areas': {
    subject: OWN,
    request: ({ own }) => ({ ...of(own), body: { offered: ['health'], wanted: ['energy'] } }),
  },
  'GET /cities/{id}/network': { ...OPEN, request: ({ own }) => of(own) },
  'GET /cities/{id}/network.geojson': { ...OPEN, request: ({ own }) => of(own) },
  'GET /categories': LIST,
  'GET /categories/proposal': { ...OPEN, request: () => ({ query: { item: 'Canned meat' } }) },
  'GET /areas': LIST,
  'GET /guide': OPEN,
  'GET /papers': LIST,
  'GET /partners': LIST,
  'GET /aggressor-states': LIST,
  'PUT /aggressor-states/{country}': {
    subject: {},
    request: () => ({ path: { country: 'KP' }, body: { since: '2024-01-01', legalGround: 'Act' } }),
  },
  'DELETE /aggressor-states/{country}': {
    subject: {},
    request: async ({ app }) => {
      await app.database.query(
        `insert into aggressor_state values ('KP', '2024-01-01', 'Act') on conflict do nothing`,
      );
      return { path: { country: 'KP' } };
    },
  },
  'POST /ties/import': {
    subject: {},
    request: () => ({ query: { dryRun: 'true' }, form: tiesForm() }),
  },

  'GET /partnerships': LIST,
  'GET /partnerships/gate': {
    ...OPEN,
    request: ({ own, partner }) => ({ query: { sender: partner, receiver: own } }),
  },
  'POST /partnerships': {
    subject: { sender: 'drohobych-ua', receiver: 'bytom-pl' },
    request: ({ own, partner }) => ({
      body: {
        ...{ firstCityId: own, secondCityId: partner, kind: 'twinning', areas: ['health'] },
        ...{ occurredOn: '2024-01-01', decidedBy: 'Council' },
      },
    }),
  },
  'GET /partnerships/{id}': ofTie(),
  'POST /partnerships/{id}/steps': ofTie({ body: { ...STEP, signatories: signatories() } }),
  'GET /partnerships/{id}/checklist': ofTie({}, 'paper.make').map((scene) => ({
    ...scene,
    subject: TIE,
    sees: 'paper.make',
  })),
  'GET /partnerships/{id}/papers/{kind}.{format}': {
    subject: TIE,
    sees: 'paper.make',
    request: ({ draftedId: id }) => ({ path: { id, kind: 'letter_of_intent', format: 'docx' } }),
  },

  'GET /metrics': LIST,
  'GET /queues': LIST,
  'GET /dead-jobs': LIST,
  'POST /dead-jobs/{queue}/{jobId}/retry': {
    request: async ({ app }) => {
      const path = { queue: 'aid-recorded', jobId: `gone-${++rows}` };
      await app.database.query(
        `insert into dead_job (queue, job_id, data, error, attempts, remedy)
         values ($1, $2, '{"partnershipIds":[],"reportId":null}', 'Error: test', 3, 'retry')`,
        [path.queue, path.jobId],
      );
      return { path };
    },
  },

  'GET /partnerships/{id}/documents': ofTie(),
  'POST /partnerships/{id}/documents': ofTie().map((scene) => ({
    ...scene,
    request: async (world, me) => ({ ...(await scene.request!(world, me)), form: documentForm() }),
  })),
  'GET /partnerships/{id}/documents/{documentId}/file': {
    subject: TIE,
    sees: 'partnership.read',
    request: ({ draftedId: id, documentId }) => ({ path: { id, documentId } }),
  },

  'GET /shipments/{id}/papers/{paper}.pdf': {
    ...ofShipment(),
    request: ({ shipment: { id } }) => ({ path: { id, paper: 'waybill' } }),
  },
  'GET /paper-links/{token}': {
    ...ofShipment(),
    request: ({ app, shipment }) => {
      const link = { shipmentId: shipment.id, expiresOn: inDays(30) };
      return { path: { token: signPaperLink(app.config, link).split('/qr/')[1]! } };
    },
  },
  'GET /deliveries/{id}/papers/{paper}.pdf': {
    ...ofDelivery,
    request: ({ deliveryId: id }) => ({ path: { id, paper: 'act' } }),
  },
  'GET /shipment-templates': {
    subject: { sender: 'bytom-pl' },
    request: ({ partner }) => ({ query: { city: partner } }),
  },
  'POST /shipment-templates': {
    subject: { sender: 'bytom-pl' },
    request: ({ partner: cityId }) => ({
      body: { cityId, name: `Each month ${++rows}`, plan: { lines: [line(100)] } },
    }),
  },
  'DELETE /shipment-templates/{id}': {
    subject: { sender: 'bytom-pl' },
    sees: 'shipment.record',
    request: async ({ app, partner }) => {
      const [{ id }] = await app.database.query(
        `insert into shipment_template (city_id, name, body) values ($1, $2, '{}') returning id`,
        [partner, `Old ${++rows}`],
      );
      return of(id);
    },
  },

  'GET /shipments': LIST,
  'POST /shipments': {
    subject: TIE,
    request: ({ signedId }) => ({ body: { partnershipId: signedId, ...PAIR, lines: [line(1)] } }),
  },
  'POST /shipments/packing-list': {
    subject: TIE,
    request: () => ({ form: packingListForm() }),
  },
  'GET /shipments/{id}': ofShipment(),
  'GET /shipments/{id}/ledger': ofShipment(),
  'POST /shipments/{id}/dispatch': {
    ...ofShipment(),
    request: async (world) => ({
      ...of(await freshDraft(world)),
      body: { dispatchedOn: '2023-06-01' },
    }),
  },
  'POST /shipments/{id}/cancellation': {
    ...ofShipment(),
    request: async (world) => of(await freshDraft(world)),
  },
  'PUT /shipments/{id}': {
    ...ofShipment(),
    request: async (world) => ({
      ...of(await freshDraft(world)),
      body: { lines: [line(2)] },
      headers: { 'if-match': '"1"' },
    }),
  },
  'PUT /shipments/{id}/route': {
    ...ofShipment(),
    actions: ['shipment.record', 'delivery.record'],
    request: ({ shipment: { id } }) => ({ ...of(id), body: { legs: [{ mode: 'road' }] } }),
  },
  'POST /shipments/{id}/copy': ofShipment(),
  'POST /shipments/{id}/announcement': {
    ...ofShipment(),
    request: async (world) => of(await freshDraft(world)),
  },
  'GET /shipments/{id}/movements': ofShipment(),
  'POST /shipments/{id}/movements': {
    ...ofShipment(),
    request: async ({ api, signedId }) => ({
      ...of((await dispatchShipment(api, signedId)).id),
      body: { kind: 'loss', occurredOn: '2023-06-02', note: 'burnt' },
    }),
  },
  'GET /shipments/{id}/corrections': ofShipment(),
  'POST /shipments/{id}/corrections': {
    ...ofShipment(),
    request: async ({ api, signedId }) => {
      const { id, lines } = await dispatchShipment(api, signedId);
      const corrected = { ...line(900), lineId: lines[0].id };
      return { ...of(id), body: { reason: 'typing_error', lines: [corrected] } };
    },
  },
  'POST /shipments/{id}/deliveries': {
    ...ofShipment(),
    request: ({ shipment }) => ({
      ...of(shipment.id),
      body: { ...DELIVERY, lines: [line(5, { differenceReason: 'surplus' })] },
    }),
  },

  ...documentScenes('shipments', 'shipment', ({ shipment }) => shipment.id),

  'GET /deliveries': LIST,
  'POST /deliveries': { subject: TIE, request: () => ({ body: { ...DELIVERY, ...PAIR } }) },
  'POST /deliveries/batch': {
    ...LIST,
    request: () => ({
      body: { items: [{ key: `kept-${++rows}`, delivery: { ...DELIVERY, ...PAIR } }] },
    }),
  },
  'GET /deliveries/{id}/movements': ofDelivery,
  'POST /deliveries/{id}/movements': {
    ...ofDelivery,
    request: async ({ api }) => ({
      ...of(await freshDelivery(api)),
      body: { kind: 'damage', occurredOn: '2023-06-02', note: 'wet' },
    }),
  },
  'GET /deliveries/{id}/corrections': ofDelivery,
  'POST /deliveries/{id}/corrections': {
    ...ofDelivery,
    request: async ({ api }) => ({
      ...of(await freshDelivery(api)),
      body: { reason: 'wrong_day', receivedOn: '2023-06-02' },
    }),
  },
  'GET /deliveries/{id}': ofDelivery,
  'GET /deliveries/{id}/ledger': ofDelivery,
  ...documentScenes('deliveries', 'delivery', ({ deliveryId }) => deliveryId),

  'GET /reports': LIST,
  'POST /reports': [
    {
      title: 'of the city',
      subject: OWN,
      actions: ['report.file'],
      request: ({ own }) => ({ form: reportForm('receiver', own) }),
    },
    {
      title: 'of several cities',
      subject: {},
      actions: ['report.file'],
      request: () => ({ form: reportForm('receiver') }),
    },
    {
      title: 'of a public source',
      subject: OWN,
      actions: ['source.file'],
      request: ({ own }) => ({ form: reportForm('public_source', own) }),
    },
  ],
  'GET /reports/{id}': ofReport,
  'POST /reports/{id}/commit': ofFiled,
  'POST /reports/{id}/cancellation': ofFiled,
  'GET /reports/{id}/events': ofReport,
  'GET /reports/{id}/errors': ofReport,
  'GET /reports/{id}/errors.csv': ofReport,
  'GET /reports/{id}/lines': ofReport,
  'GET /differences': LIST,
  'GET /register': LIST,
  'GET /register/expiring': LIST,
  'GET /notices': LIST,
  'POST /notices/{id}/read': {
    subject: OWN,
    sees: 'notice.read',
    request: async ({ app, own, shipment }) => {
      const [{ id }] = await app.database.query(
        `insert into notice (city_id, kind, subject_kind, subject_id, data, once)
         values ($1, 'shipment_cancelled', 'shipment', $2, '{}', uuidv7()::text) returning id`,
        [own, shipment.id],
      );
      return of(id);
    },
  },
  'GET /statistics/cities': LIST,
  'GET /exports/deliveries.csv': LIST,
  'GET /exports/city-statistics.csv': LIST,
};
