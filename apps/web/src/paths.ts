import type { StatisticsFilters } from './statistics/filters';

/** Every address of the pages, and of the files they hand out, is made here. */
export const paths = {
  statistics: (filters: Partial<StatisticsFilters> = {}) => '/' + query(filters),
  cityDeliveries: (cityId: string, filters: Partial<StatisticsFilters> = {}) =>
    `/cities/${encodeURIComponent(cityId)}/deliveries` +
    query({ from: filters.from, to: filters.to, asOf: filters.asOf, sample: filters.sample }),
  delivery: (id: string) => `/deliveries/${encodeURIComponent(id)}`,
  deliveryRecorded: (id: string) => `/deliveries/${encodeURIComponent(id)}/recorded`,
  logDelivery: () => '/deliveries/new',
  reports: (filters: { sample?: boolean } = {}) => '/reports' + query(filters),
  uploadReport: () => '/reports/new',
  report: (id: string) => `/reports/${encodeURIComponent(id)}`,

  statisticsCsv: (filters: Partial<StatisticsFilters>) =>
    '/api/v1/exports/city-statistics.csv' +
    query({
      city: filters.city,
      from: filters.from,
      to: filters.to,
      asOf: filters.asOf,
      sample: filters.sample,
    }),
  deliveriesCsv: (filters: {
    receivingCity?: string;
    from?: string;
    to?: string;
    sample?: boolean;
  }) => '/api/v1/exports/deliveries.csv' + query(filters),
  reportErrorsCsv: (id: string, language: 'uk' | 'en') =>
    `/api/v1/reports/${encodeURIComponent(id)}/errors.csv` + query({ language }),
  reportEvents: (id: string) => `/api/v1/reports/${encodeURIComponent(id)}/events`,
  apiDocs: () => '/api/docs',
};

/** The same routes as patterns, for `routes.tsx`. */
export const patterns = {
  statistics: '/',
  cityDeliveries: '/cities/:cityId/deliveries',
  logDelivery: '/deliveries/new',
  delivery: '/deliveries/:id',
  deliveryRecorded: '/deliveries/:id/recorded',
  reports: '/reports',
  uploadReport: '/reports/new',
  report: '/reports/:id',
} as const;

/** What is absent, empty or false stays out of the address. */
function query(parameters: object): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '' && value !== false) search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
