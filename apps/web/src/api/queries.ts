import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { isOver } from '../reports/report-state';
import type { StatisticsFilters } from '../statistics/filters';
import { answer, api } from './client';

/** Cities and code lists hardly ever change: one reading lasts as long as the page is open. */
const FOREVER = { staleTime: Infinity, gcTime: Infinity };
const DELIVERIES_A_PAGE = 25;
const POLL_MS = 2000;

export const statisticsQuery = (filters: StatisticsFilters) => {
  const { city, from, to, asOf, sample } = filters;
  return queryOptions({
    queryKey: ['statistics', { from, to, asOf, sample, city }],
    queryFn: () =>
      answer(
        api.GET('/api/v1/statistics/cities', {
          params: { query: { city, from, to, asOf, sample } },
        }),
      ),
  });
};

export const cityQuery = (id: string) =>
  queryOptions({
    ...FOREVER,
    queryKey: ['city', id],
    queryFn: () => answer(api.GET('/api/v1/cities/{id}', { params: { path: { id } } })),
  });

export const citySearchQuery = (text: string) =>
  queryOptions({
    ...FOREVER,
    queryKey: ['cities', text],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/cities', { params: { query: { query: text, limit: 10 } }, signal })),
    enabled: text.trim().length >= 2,
  });

export const categoriesQuery = () =>
  queryOptions({
    ...FOREVER,
    queryKey: ['categories'],
    queryFn: () => answer(api.GET('/api/v1/categories')),
  });

export const deliveriesQuery = (filters: {
  receivingCity: string;
  from?: string;
  to?: string;
  sample: boolean;
}) =>
  infiniteQueryOptions({
    queryKey: ['deliveries', filters],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/deliveries', {
          params: { query: { ...filters, limit: DELIVERIES_A_PAGE, cursor: pageParam } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ['delivery', id],
    queryFn: () => answer(api.GET('/api/v1/deliveries/{id}', { params: { path: { id } } })),
  });

export const deliveryLedgerQuery = (id: string) =>
  queryOptions({
    queryKey: ['delivery', id, 'ledger'],
    queryFn: () => answer(api.GET('/api/v1/deliveries/{id}/ledger', { params: { path: { id } } })),
  });

/** What was dispatched from one city to the other and has not arrived whole. */
export const shipmentsQuery = (sendingCity: string, receivingCity: string) =>
  queryOptions({
    queryKey: ['shipments', { sendingCity, receivingCity }],
    queryFn: () =>
      answer(
        api.GET('/api/v1/shipments', {
          params: {
            query: { sendingCity, receivingCity, state: 'dispatched', onTheRoad: true, limit: 50 },
          },
        }),
      ),
    enabled: sendingCity !== '' && receivingCity !== '',
  });

export const reportsQuery = (sample: boolean) =>
  infiniteQueryOptions({
    queryKey: ['reports', { sample }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/reports', { params: { query: { sample, limit: 25, cursor: pageParam } } }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** Polled until it is finished, in case the stream of its events is cut. */
export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['report', id],
    queryFn: () => answer(api.GET('/api/v1/reports/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state: { data } }) => (data && !isOver(data) ? POLL_MS : false),
  });

export const reportErrorsQuery = (id: string, language: string) =>
  infiniteQueryOptions({
    queryKey: ['report', id, 'errors', language],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/reports/{id}/errors', {
          params: {
            path: { id },
            query: { limit: 100, cursor: pageParam },
            header: { 'Accept-Language': language },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
