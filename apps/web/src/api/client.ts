import createClient from 'openapi-fetch';
import { ProblemError, type Problem } from './problem';
import type { components, paths } from './schema';

/** The one client: same origin, typed by the API's own description. */
export const api = createClient<paths>({ baseUrl: window.location.origin });

type Schemas = components['schemas'];
export type City = Schemas['CityDto'];
export type Category = Schemas['CategoryDto'];
export type Shipment = Schemas['ShipmentDto'];
export type ShipmentLine = Schemas['ShipmentLineDto'];
export type Delivery = Schemas['DeliveryDto'];
export type DeliveryLine = Schemas['DeliveryLineDto'];
export type RecordDelivery = Schemas['RecordDeliveryDto'];
export type Ledger = Schemas['LedgerDto'];
export type LedgerEntry = Schemas['LedgerEntryDto'];
export type Report = Schemas['ReportDto'];
export type ReportError = Schemas['ReportErrorDto'];
export type CityStatistics = Schemas['CityStatisticsDto'];
export type CityStatisticsPage = Schemas['CityStatisticsPage'];
export type Session = Schemas['SessionDto'];
export type Account =
  paths['/api/v1/users/me']['get']['responses'][200]['content']['application/json'];
export type OwnSession = Schemas['OwnSessionDto'];
export type Token = Schemas['TokenDto'];
export type User = Schemas['UserDto'];
export type AuditEvent = Schemas['AuditEventDto'];
export type Partnership = Schemas['PartnershipDto'];
export type PartnershipStep = Schemas['PartnershipStepDto'];
export type PartnershipDocument = Schemas['PartnershipDocumentDto'];
export type RecordStep = Schemas['RecordStepDto'];
export type Checklist = Schemas['ChecklistDto'];
export type Area = Schemas['AreaDto']['code'];
export type Letter = Schemas['LetterDto'];
export type Partner = Schemas['PartnerDto'];
export type Place = Schemas['PlaceDto'];
export type QueueList = Schemas['QueueList'];
export type DeadJob = Schemas['DeadJobDto'];
export type TieImport = Schemas['TieImportDto'];

/** The data of an answer, or the problem that it was refused with, thrown. */
export async function answer<T>(
  request: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await request;
  if (data !== undefined) return data;
  // 204: done, and nothing to tell.
  if (response.ok) return undefined as T;
  const problem = (typeof error === 'object' ? error : null) as Partial<Problem> | null;
  throw new ProblemError({ title: response.statusText, ...problem, status: response.status });
}

/** What is shown, with the `ETag` that a change of it must name. */
export async function answerTagged<T>(
  request: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<{ shown: T; tag: string | undefined }> {
  const { response } = await request;
  return { shown: await answer(request), tag: response.headers.get('etag') ?? undefined };
}
