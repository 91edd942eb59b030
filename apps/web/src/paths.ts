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

  signIn: (next?: string) => '/sign-in' + query({ next: next === '/' ? undefined : next }),
  forgotPassword: () => '/forgot-password',
  account: () => '/account',
  secondFactor: () => '/account/second-factor',
  people: (filters: { city?: string } = {}) => '/people' + query(filters),
  invitePerson: (filters: { city?: string } = {}) => '/people/new' + query(filters),
  person: (id: string) => `/people/${encodeURIComponent(id)}`,
  audit: (filters: AuditFilters = {}) => '/audit' + query(filters),

  partnerships: (filters: { city?: string; sample?: boolean } = {}) =>
    '/partnerships' + query(filters),
  newPartnership: (choice: { city?: string; partner?: string } = {}) =>
    '/partnerships/new' + query(choice),
  partnership: (id: string) => `/partnerships/${encodeURIComponent(id)}`,
  recordStep: (id: string, step: { kind?: string; corrects?: string; city?: string }) =>
    `/partnerships/${encodeURIComponent(id)}/steps/new` + query(step),
  cityNetwork: (cityId: string, filters: { ended?: boolean; sample?: boolean } = {}) =>
    `/cities/${encodeURIComponent(cityId)}/network` + query(filters),
  cityAreas: (cityId: string) => `/cities/${encodeURIComponent(cityId)}/areas`,
  importTies: () => '/ties/import',
  queues: () => '/queues',

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
  startProvider: (id: string) => `/api/v1/session/providers/${encodeURIComponent(id)}/start`,
  ownData: () => '/api/v1/users/me/data',
  document: (partnershipId: string, documentId: string) =>
    `/api/v1/partnerships/${encodeURIComponent(partnershipId)}/documents/` +
    `${encodeURIComponent(documentId)}/file`,
  paper: (partnershipId: string, kind: string, format: 'docx' | 'pdf') =>
    `/api/v1/partnerships/${encodeURIComponent(partnershipId)}/papers/` +
    `${encodeURIComponent(kind)}.${format}`,
  networkGeoJson: (cityId: string) =>
    `/api/v1/cities/${encodeURIComponent(cityId)}/network.geojson`,
  apiDocs: () => '/api/docs',
};

export interface AuditFilters {
  city?: string;
  subjectKind?: string;
  subjectId?: string;
  person?: string;
  from?: string;
  to?: string;
}

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

  signIn: '/sign-in',
  forgotPassword: '/forgot-password',
  letter: '/letters/:letter',
  account: '/account',
  secondFactor: '/account/second-factor',
  people: '/people',
  invitePerson: '/people/new',
  person: '/people/:id',
  audit: '/audit',

  partnerships: '/partnerships',
  newPartnership: '/partnerships/new',
  partnership: '/partnerships/:id',
  recordStep: '/partnerships/:id/steps/new',
  cityNetwork: '/cities/:cityId/network',
  cityAreas: '/cities/:cityId/areas',
  importTies: '/ties/import',
  queues: '/queues',
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
