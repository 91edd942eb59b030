import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Actor, can } from '@pobratym/identity';
import { Paper, PaperCity, PaperFormat, PaperKind, PapersService } from '@pobratym/papers';
import { Clock, InvalidInputError, NotFoundError } from '@pobratym/platform';
import { findPartnership, subjectOf } from './partnership-records';

interface FilledCity extends PaperCity {
  id: string;
}

export interface PaperWishes {
  /** The city that the paper comes from; default: see {@link authorOf}. */
  from?: string;
  /** Calendar day; default: a line to fill in by hand. */
  day?: string;
}

/** The papers of a partnership, filled with what is known of both cities. */
@Injectable()
export class GuidePapersService {
  constructor(
    private readonly database: DataSource,
    private readonly papers: PapersService,
    private readonly clock: Clock,
  ) {}

  kinds(): ReturnType<PapersService['kinds']> {
    return this.papers.kinds();
  }

  /** For the two cities alone: to others there is no such paper. */
  async make(
    actor: Actor,
    partnershipId: string,
    kind: PaperKind,
    format: PaperFormat,
    { from, day }: PaperWishes,
  ): Promise<Paper> {
    const tx = this.database.manager;
    const partnership = await findPartnership(tx, actor, partnershipId);
    const subject = { ...subjectOf(partnership), isPublished: false };
    if (!can(actor, 'paper.make', subject)) {
      throw new NotFoundError(`No papers are made for you of the id ${partnershipId}`);
    }
    const { firstCityId, secondCityId } = partnership;
    const cities: FilledCity[] = await tx.query(CITIES, [[firstCityId, secondCityId]]);
    const own = cities.filter(({ id }) => can(actor, 'paper.make', { city: id }));
    const author = authorOf(kind, cities, own, from);
    const other = cities.find((city) => city !== author)!;
    const areas: { uk: string; en: string }[] = await tx.query(AREAS, [partnershipId]);
    return this.papers.make(kind, format, {
      first: author,
      second: other,
      areas,
      day,
      place: { uk: author.nameUk ?? undefined, en: author.nameEn ?? undefined },
      madeAt: this.clock.now(),
    });
  }
}

/**
 * The city that a paper comes from. A letter of solidarity is the asker's own; the other papers rest
 * on Ukrainian law, so they come from the Ukrainian city where there is just one.
 */
function authorOf(
  kind: PaperKind,
  cities: FilledCity[],
  own: FilledCity[],
  asked: string | undefined,
): FilledCity {
  if (asked !== undefined) {
    const found = cities.find(({ id }) => id === asked);
    if (found) return found;
    throw InvalidInputError.at('/from', `must be one of ${cities.map(({ id }) => id).join(', ')}`);
  }
  const ukrainian = cities.filter(({ country }) => country === 'UA');
  const [first, second] = kind === 'solidarity_letter' ? [own, ukrainian] : [ukrainian, own];
  return [first, second].find((fitting) => fitting.length === 1)?.[0] ?? cities[0]!;
}

const CITIES = `
  select id, coalesce(name_uk, name_en) as "nameUk", name_en as "nameEn", country
  from city where id = any($1) order by id`;

const AREAS = `
  select a.label_uk as uk, a.label_en as en
  from partnership_area p join area a on a.code = p.area
  where p.partnership_id = $1 order by a.position`;
