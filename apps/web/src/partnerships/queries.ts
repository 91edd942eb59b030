import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, answerTagged, api, type Area } from '../api/client';

const FOREVER = { staleTime: Infinity, gcTime: Infinity };
const PARTNERSHIPS_A_PAGE = 50;
const PARTNERS_A_PAGE = 25;
const DOCUMENTS_MAX = 200;

/** The guide speaks these two. */
export const guideLanguage = (language: string): 'uk' | 'en' => (language === 'uk' ? 'uk' : 'en');

export const partnershipsQuery = (filters: { city?: string; sample: boolean }) =>
  infiniteQueryOptions({
    queryKey: ['partnerships', filters],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/partnerships', {
          params: { query: { ...filters, limit: PARTNERSHIPS_A_PAGE, cursor: pageParam } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** With its tag, by which the API tells whether somebody has recorded a step meanwhile. */
export const partnershipQuery = (id: string) =>
  queryOptions({
    queryKey: ['partnership', id],
    queryFn: () => answerTagged(api.GET('/api/v1/partnerships/{id}', { params: { path: { id } } })),
  });

export const checklistQuery = (id: string, language: string) =>
  queryOptions({
    queryKey: ['partnership', id, 'checklist', language],
    queryFn: () =>
      answer(
        api.GET('/api/v1/partnerships/{id}/checklist', {
          params: { path: { id }, query: { language: guideLanguage(language) } },
        }),
      ),
  });

export const documentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['partnership', id, 'documents'],
    queryFn: () =>
      answer(
        api.GET('/api/v1/partnerships/{id}/documents', {
          params: { path: { id }, query: { limit: DOCUMENTS_MAX } },
        }),
      ),
  });

export const areasQuery = () =>
  queryOptions({
    ...FOREVER,
    queryKey: ['areas'],
    queryFn: () => answer(api.GET('/api/v1/areas')),
  });

export const cityAreasQuery = (id: string) =>
  queryOptions({
    queryKey: ['city', id, 'areas'],
    queryFn: () => answerTagged(api.GET('/api/v1/cities/{id}/areas', { params: { path: { id } } })),
  });

export const networkQuery = (id: string, filters: { ended: boolean; sample: boolean }) =>
  queryOptions({
    queryKey: ['city', id, 'network', filters],
    queryFn: () =>
      answer(api.GET('/api/v1/cities/{id}/network', { params: { path: { id }, query: filters } })),
  });

export interface PartnerFilters {
  of?: string;
  country?: string;
  populationMin?: number;
  populationMax?: number;
  offers?: Area[];
  wants?: Area[];
  withoutPartner?: boolean;
}

export const partnersQuery = (filters: PartnerFilters) =>
  infiniteQueryOptions({
    queryKey: ['partners', filters],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/partners', {
          params: { query: { ...filters, limit: PARTNERS_A_PAGE, cursor: pageParam } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
