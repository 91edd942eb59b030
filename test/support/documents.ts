import { makePdf } from '../../apps/api/src/load/sample-paper';
import { Answer, Api } from './http';

export { makePdf };

interface DocumentOptions {
  cityId?: string;
  note?: string;
  name?: string;
  content?: Uint8Array;
}

/** Uploads a document to a partnership: a small PDF, unless another content is given. */
export async function uploadDocument(
  api: Api,
  partnershipId: string,
  kind: string,
  { cityId, note, name = `${kind}.pdf`, content = makePdf(kind) }: DocumentOptions = {},
) {
  const form = new FormData();
  form.set('kind', kind);
  if (cityId) form.set('cityId', cityId);
  if (note) form.set('note', note);
  form.set('file', new Blob([content as never]), name);
  return api.postForm(`/partnerships/${partnershipId}/documents`, form);
}

/** As {@link uploadDocument}; throws when it is refused, and returns the document's id. */
export async function addDocument(...args: Parameters<typeof uploadDocument>): Promise<string> {
  const added: Answer<{ id: string }> = await uploadDocument(...args);
  if (added.status !== 201) throw new Error(JSON.stringify(added.body));
  return added.body.id;
}

type AidRecord = 'shipments' | 'deliveries';

/** Uploads a document of aid: a small PDF, unless another content is given. */
export async function uploadAidDocument(
  api: Api,
  [record, id]: [AidRecord, string],
  kind: string,
  { note, name = `${kind}.pdf`, content = makePdf(kind) }: Omit<DocumentOptions, 'cityId'> = {},
) {
  const form = new FormData();
  form.set('kind', kind);
  if (note) form.set('note', note);
  form.set('file', new Blob([content as never]), name);
  return api.postForm(`/${record}/${id}/documents`, form);
}
