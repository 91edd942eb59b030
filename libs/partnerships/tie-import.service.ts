import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CitiesService } from '@pobratym/cities';
import { Actor, demand } from '@pobratym/identity';
import { Clock } from '@pobratym/platform';
import { ImportedTie, PartnershipsService } from './partnerships.service';
import { readTies, TieList } from './tie-import';
import { TieImportDto } from './tie-import.dto';
import { TiesNotAcceptedError } from './tie-import.errors';

export interface TieListFile {
  /** Stands in the history of each tie as where it came from. */
  name: string;
  bytes: Buffer;
}

@Injectable()
export class TieImportService {
  constructor(
    private readonly database: DataSource,
    private readonly cities: CitiesService,
    private readonly partnerships: PartnershipsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Enters the ties of a list that are not there yet, all of them or none; those that are there
   * are left as they are.
   * @throws TiesNotAcceptedError where a row cannot be read; a dry run says so in its answer
   */
  async import(actor: Actor, file: TieListFile, isDryRun: boolean): Promise<TieImportDto> {
    demand(actor, 'tie.import', {});
    const list = await this.read(file.bytes);
    if (list.errorCount > 0 && !isDryRun) throw new TiesNotAcceptedError(list);
    const { rows, errors, errorCount } = list;
    const ties = inOneOrder(list.ties);
    const added = isDryRun
      ? await this.countNew(ties)
      : await this.partnerships.importTies(actor, ties, decidedBy(file.name));
    const known = ties.length - added;
    return { rows, added, known, errors, errorCount, dryRun: isDryRun };
  }

  private async read(bytes: Buffer): Promise<TieList> {
    const states: { country: string }[] = await this.database.query(
      `select country from aggressor_state`,
    );
    return readTies(bytes, {
      places: await this.cities.places(),
      aggressorStates: new Set(states.map(({ country }) => country)),
      today: this.clock.todayAnywhere(),
    });
  }

  private async countNew(ties: ImportedTie[]): Promise<number> {
    const records = ties.map(({ cityIds: [one, other], kind }) => ({ one, other, kind }));
    const [{ count }] = await this.database.query(COUNT_NEW, [JSON.stringify(records)]);
    return count;
  }
}

/** Two lists that name the same ties in another order must not wait for one another. */
function inOneOrder(ties: ImportedTie[]): ImportedTie[] {
  const keyed = ties.map((tie) => ({ tie, key: [...tie.cityIds.toSorted(), tie.kind].join(' ') }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ tie }) => tie);
}

const decidedBy = (name: string): string =>
  `Import of ${name.slice(0, 300)}; not checked with the cities`;

/** As PartnershipsService.importTies leaves out what is known. */
const COUNT_NEW = `
  select count(*)::int as count
  from jsonb_to_recordset($1::jsonb) as tie (one text, other text, kind text)
  where not exists (select from partnership p
    where p.first_city_id = least(one, other) and p.second_city_id = greatest(one, other)
      and p.kind = tie.kind and not p.is_sample)`;
