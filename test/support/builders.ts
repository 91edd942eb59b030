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

/** A partnership that has come as far as the draft of its agreement. */
export async function draftPartnership(api: Api, options: PartnershipOptions = {}) {
  const { sender = SENDER, receiver = RECEIVER, signedOn = '2022-03-01', kind } = options;
  const step = { occurredOn: signedOn, decidedBy: 'City council' };
  const begun = await api.post('/partnerships', {
    ...step,
    firstCityId: sender,
    secondCityId: receiver,
    kind: kind ?? 'twinning',
    areas: ['humanitarian'],
  });
  if (begun.status !== 201) throw new Error(JSON.stringify(begun.body));
  const { id } = begun.body;
  for (const next of ['partner_approached', 'agreement_drafted']) {
    await api.post(`/partnerships/${id}/steps`, { ...step, kind: next });
  }
  return id as string;
}

export async function signPartnership(api: Api, options: PartnershipOptions = {}) {
  const id = await draftPartnership(api, options);
  const occurredOn = options.signedOn ?? '2022-03-01';
  const signed = await api.post(`/partnerships/${id}/steps`, {
    kind: 'signed',
    occurredOn,
    decidedBy: 'Mayors of both cities',
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
