import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import type { AuditFilters } from '../paths';

const PEOPLE_A_PAGE = 50;
const EVENTS_A_PAGE = 50;
const LOOK_MS = 2000;
const LOOKS_MAX = 10;

export const providersQuery = () =>
  queryOptions({
    queryKey: ['providers'],
    queryFn: () => answer(api.GET('/api/v1/session/providers')),
  });

/** What a letter is good for; asked by POST, so that its secret stands in no log of addresses. */
export const letterQuery = (letter: string) =>
  queryOptions({
    queryKey: ['letter', letter],
    queryFn: () => answer(api.POST('/api/v1/session/letters/look', { body: { letter } })),
  });

export const accountQuery = () =>
  queryOptions({
    queryKey: ['account'],
    queryFn: () => answer(api.GET('/api/v1/users/me')),
  });

export const ownSessionsQuery = () =>
  queryOptions({
    queryKey: ['account', 'sessions'],
    queryFn: () => answer(api.GET('/api/v1/users/me/sessions')),
  });

export const tokensQuery = () =>
  queryOptions({
    queryKey: ['account', 'tokens'],
    queryFn: () => answer(api.GET('/api/v1/tokens')),
  });

export const peopleQuery = (city: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['people', { city }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/users', {
          params: { query: { city, limit: PEOPLE_A_PAGE, cursor: pageParam } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['person', id],
    queryFn: () => answer(api.GET('/api/v1/users/{id}', { params: { path: { id } } })),
    // A letter leaves within seconds; one that does not is not waited for.
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data?.invitation?.sentAt === null && dataUpdateCount < LOOKS_MAX ? LOOK_MS : false,
  });

export const auditQuery = (filters: AuditFilters) =>
  infiniteQueryOptions({
    queryKey: ['audit', filters],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/audit', {
          params: { query: { ...filters, limit: EVENTS_A_PAGE, cursor: pageParam } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
