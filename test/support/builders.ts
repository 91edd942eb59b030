import { addDocument } from './documents';
import { Api } from './http';

/** Two cities; where the real ties are loaded, they have a partnership already. */
export const SENDER = 'bytom-pl';
export const RECEIVER = 'drohobych-ua';

interface PartnershipOptions {
  sender?: string;
  receiver?: string;
  signedOn?: string;
  kind?: string;
}

/** Records a step on behalf of the sender, unless `rest` says otherwise; null: of nobody said. */
export function recordStep(
  api: Api,
  id: string,
  kind: string,
  occurredOn: string,
  { forCityId = SENDER, ...rest }: { forCityId?: string | null; [field: string]: unknown } = {},
) {
  const decidedFor = forCityId === null ? {} : { forCityId };
  const decision = { decidedBy: 'City council', occurredOn, ...decidedFor };
  return api.post(`/partnerships/${id}/steps`, { kind, ...decision, ...rest });
}

/** Who signs for both cities. */
export const signatories = (sender = SENDER, receiver = RECEIVER) =>
  [sender, receiver].map((cityId) => ({ cityId, name: 'Марія Ґалаґан', office: 'Mayor' }));

/** A partnership that has come as far as the draft of its agreement, with all its papers. */
export async function draftPartnership(api: Api, options: PartnershipOptions = {}) {
  const { sender = SENDER, receiver = RECEIVER, signedOn = '2022-03-01' } = options;
  const { kind = 'twinning' } = options;
  const begun = await api.post('/partnerships', {
    occurredOn: signedOn,
    decidedBy: 'City council',
    forCityId: sender,
    firstCityId: sender,
    secondCityId: receiver,
    kind,
    areas: ['humanitarian'],
  });
  if (begun.status !== 201) throw new Error(JSON.stringify(begun.body));
  const { id } = begun.body;
  await addPapers(api, id, kind, [sender, receiver]);
  for (const next of ['partner_approached', 'agreement_drafted']) {
    const taken = await recordStep(api, id, next, signedOn, { forCityId: sender });
    if (taken.status !== 201) throw new Error(JSON.stringify(taken.body));
  }
  return id as string;
}

/** The documents without which an agreement is not signed. */
export async function addPapers(api: Api, id: string, kind: string, cities: string[]) {
  if (kind === 'solidarity') {
    for (const cityId of cities) await addDocument(api, id, 'signed_letter', { cityId });
  } else {
    await addDocument(api, id, 'draft_agreement');
    await addDocument(api, id, 'explanatory_note');
  }
}

export async function signPartnership(api: Api, options: PartnershipOptions = {}) {
  const { sender = SENDER, receiver = RECEIVER, signedOn = '2022-03-01' } = options;
  const id = await draftPartnership(api, options);
  const signed = await recordStep(api, id, 'signed', signedOn, {
    forCityId: sender,
    decidedBy: 'Mayors of both cities',
    signatories: signatories(sender, receiver),
  });
  if (signed.status !== 201) throw new Error(JSON.stringify(signed.body));
  return id;
}

export const line = (massKg: number, rest: object = {}) => ({
  category: 'food',
  item: 'Canned meat',
  massKg,
  ...rest,
});

export async function draftShipment(
  api: Api,
  partnershipId: string,
  lines = [line(1000)],
  rest = {},
) {
  return api.post('/shipments', {
    partnershipId,
    sendingCityId: SENDER,
    receivingCityId: RECEIVER,
    lines,
    ...rest,
  });
}

/** A shipment on the road; returns it as the API shows it. */
export async function dispatchShipment(
  api: Api,
  partnershipId: string,
  lines = [line(1000)],
  { dispatchedOn = '2023-05-02', ...rest }: { dispatchedOn?: string; reference?: string } = {},
) {
  const draft = await draftShipment(api, partnershipId, lines, rest);
  if (draft.status !== 201) throw new Error(JSON.stringify(draft.body));
  const sent = await api.post(`/shipments/${draft.body.id}/dispatch`, { dispatchedOn });
  if (sent.status !== 200) throw new Error(JSON.stringify(sent.body));
  return sent.body;
}

/** A CSV with a header and rows, as a city would save it. */
export const csv = (header: string, ...rows: string[]): string => [header, ...rows, ''].join('\n');
