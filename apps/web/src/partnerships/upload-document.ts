import type { PartnershipDocument } from '../api/client';
import { type Problem, ProblemError } from '../api/problem';

export interface NewDocument {
  kind: PartnershipDocument['kind'];
  /** Whose paper it is, where it is of one of the two cities. */
  cityId?: string;
  note?: string;
  file: File;
}

/**
 * Sends a document. By XMLHttpRequest, since `fetch` does not tell how much has gone.
 * @param onProgress the part that has been sent, 0 to 1
 * @throws ProblemError of a refusal; TypeError where there is no connection, as `fetch` does
 */
export function uploadDocument(
  partnershipId: string,
  { kind, cityId, note, file }: NewDocument,
  onProgress: (part: number) => void,
): Promise<PartnershipDocument> {
  const form = new FormData();
  form.append('kind', kind);
  if (cityId !== undefined) form.append('cityId', cityId);
  if (note !== undefined) form.append('note', note);
  form.append('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/partnerships/${encodeURIComponent(partnershipId)}/documents`);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new TypeError('The connection was lost'));
    request.onload = () => {
      const { status } = request;
      const body = read(request.responseText);
      if (status === 201) resolve(body as PartnershipDocument);
      else reject(new ProblemError({ title: request.statusText, ...(body as Problem), status }));
    };
    request.send(form);
  });
}

function read(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}
