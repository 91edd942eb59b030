import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';

const JOBS_A_PAGE = 50;
const LOOK_MS = 5000;

export const queuesQuery = () =>
  queryOptions({
    queryKey: ['watch', 'queues'],
    queryFn: () => answer(api.GET('/api/v1/queues')),
    refetchInterval: LOOK_MS,
  });

export const deadJobsQuery = () =>
  infiniteQueryOptions({
    queryKey: ['watch', 'dead-jobs'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/dead-jobs', {
          params: { query: { limit: JOBS_A_PAGE, cursor: pageParam } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // What was sent again ends soon, one way or the other.
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ items }) => items.some(({ state }) => state === 'waiting'))
        ? LOOK_MS
        : false,
  });
