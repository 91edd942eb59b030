import createClient from 'openapi-fetch';
import { ProblemError, type Problem } from './problem';
import type { components, paths } from './schema';

/** The one client: same origin, typed by the API's own description. */
export const api = createClient<paths>({ baseUrl: window.location.origin });

type Schemas = components['schemas'];
export type City = Schemas['CityDto'];
export type Category = Schemas['CategoryDto'];
export type Shipment = Schemas['ShipmentDto'];
export type ShipmentLine = Schemas['AidLineDto'];
export type Delivery = Schemas['DeliveryDto'];
export type DeliveryLine = Schemas['DeliveryLineDto'];
export type RecordDelivery = Schemas['RecordDeliveryDto'];
export type Ledger = Schemas['LedgerDto'];
export type LedgerEntry = Schemas['LedgerEntryDto'];
export type Report = Schemas['ReportDto'];
export type ReportError = Schemas['ReportErrorDto'];
export type CityStatistics = Schemas['CityStatisticsDto'];
export type CityStatisticsPage = Schemas['CityStatisticsPage'];

/** The data of an answer, or the problem that it was refused with, thrown. */
export async function answer<T>(
  request: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await request;
  if (data !== undefined) return data;
  const problem = (typeof error === 'object' ? error : null) as Partial<Problem> | null;
  throw new ProblemError({ title: response.statusText, ...problem, status: response.status });
}
