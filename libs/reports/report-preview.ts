import { EntityManager } from 'typeorm';
import { CellError } from './file';
import { Report, ReportPreview, ReportSide } from './report.entity';

const UNKNOWN_CITIES_MAX = 100;

/** What the staged rows would become. Of a file with bad rows: what the right ones would. */
export async function countStaged(
  tx: EntityManager,
  { side, isSample }: Pick<Report, 'side' | 'isSample'>,
  errors: readonly CellError[],
): Promise<ReportPreview> {
  const [counts] = await tx.query(COUNT_STAGED);
  const unknown: { text: string }[] = await tx.query(UNKNOWN_CITIES, [UNKNOWN_CITIES_MAX]);
  const refused = errors.filter(({ code }) => code === 'city-unknown').map(({ value }) => value);
  const texts = [...new Set([...unknown.map(({ text }) => text), ...refused])];
  const partners: { id: string }[] = await tx.query(NEW_PARTNERS[side], [isSample]);
  return {
    ...counts,
    unknownCities: texts.slice(0, UNKNOWN_CITIES_MAX),
    newPartners: partners.map(({ id }) => id),
  };
}

const COUNT_STAGED = `
  select (select count(*)::int from aid_case) as cases, count(*)::int as lines,
    coalesce(sum(mass_grams), 0)::text as "massGrams",
    (count(*) filter (where mass_grams is null))::int as "linesWithoutMass",
    (count(*) filter (where num_nonnulls(sending_city_id, receiving_city_id) < 2))::int
      as "linesWithUnknownCity"
  from aid_stage`;

const UNKNOWN_CITIES = `
  select text from (
    select sending_city_text as text, min(row) as row from aid_stage group by 1
    union all select receiving_city_text, min(row) from aid_stage group by 1
  ) told where text is not null group by text order by min(row) limit $1`;

/** Of one's own side alone: whether others know of such aid is told to nobody here. */
const newPartners = (partner: string, records: string): string => `
  select distinct c.${partner} as id from aid_case c
  where c.sending_city_id is not null and c.receiving_city_id is not null and not exists (
    select from ${records} and r.is_sample = $1
      and r.sending_city_id = c.sending_city_id and r.receiving_city_id = c.receiving_city_id)
  order by 1 limit 1000`;

const NEW_PARTNERS: Record<ReportSide, string> = {
  sender: newPartners('receiving_city_id', `shipment r where r.dispatched_on is not null`),
  receiver: newPartners('sending_city_id', `delivery r where r.side = 'receiver'`),
  public_source: newPartners('sending_city_id', `delivery r where r.side = 'public_source'`),
};
