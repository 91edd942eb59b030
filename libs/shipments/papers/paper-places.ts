import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { countryName } from '@pobratym/papers';

/** Names as papers print them: Ukrainian first, English beside it. */
@Injectable()
export class PaperPlaces {
  constructor(private readonly database: DataSource) {}

  /** Id → `Дрогобич / Drohobych, UA`. */
  cities(ids: (string | null)[]): Promise<(id: string | null) => string> {
    return this.nameCities(ids, (country) => country);
  }

  /** Id → `Дрогобич / Drohobych, Україна / Ukraine`. */
  fullNames(ids: (string | null)[]): Promise<(id: string | null) => string> {
    return this.nameCities(
      ids,
      (code) => `${countryName(code, 'uk') ?? code} / ${countryName(code, 'en') ?? code}`,
    );
  }

  private async nameCities(
    ids: (string | null)[],
    countryOf: (code: string) => string,
  ): Promise<(id: string | null) => string> {
    const rows: { id: string; name: string; country: string }[] = await this.database.query(
      `select id, concat_ws(' / ', name_uk, nullif(name_en, name_uk)) as name, country
       from city where id = any($1)`,
      [ids.filter((id) => id !== null)],
    );
    const names = new Map(rows.map((row) => [row.id, `${row.name}, ${countryOf(row.country)}`]));
    return (id) => names.get(id ?? '') ?? '—';
  }

  /** Code → `їжа / food`. */
  async categories(): Promise<(code: string) => string> {
    const rows: { code: string; name: string }[] = await this.database.query(
      `select code, label_uk || ' / ' || label_en as name from category`,
    );
    const names = new Map(rows.map((row) => [row.code, row.name]));
    return (code) => names.get(code) ?? code;
  }
}
