export type Measure = 'mass' | 'cases';

/** What the statistics page is asked, all of it kept in the address. */
export interface StatisticsFilters {
  from?: string;
  to?: string;
  /** A full instant, so that a shared link gives everyone the same answer. */
  asOf?: string;
  sample: boolean;
  /** Unsaid: mass where most lines have one, else cases. */
  measure?: Measure;
  /** Ids with commas between; also those of which nothing was ever reported. None: all with data. */
  city?: string;
}

const MEASURES: readonly Measure[] = ['mass', 'cases'];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function readFilters(search: URLSearchParams): StatisticsFilters {
  const day = (name: string) => {
    const value = search.get(name) ?? '';
    return DAY.test(value) ? value : undefined;
  };
  return {
    from: day('from'),
    to: day('to'),
    asOf: search.get('asOf') ?? undefined,
    sample: search.get('sample') === 'true',
    measure: MEASURES.find((measure) => measure === search.get('measure')),
    city: search.get('city') || undefined,
  };
}
