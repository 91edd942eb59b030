import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Names as papers print them: Ukrainian first, English beside it. */
@Injectable()
export class PaperPlaces {
  constructor(private readonly database: DataSource) {}

  /** Id → `Дрогобич / Drohobych, UA`. */
  async cities(ids: (string | null)[]): Promise<(id: string | null) => string> {
    const rows: { id: string; name: string }[] = await this.database.query(
      `select id, concat_ws(' / ', name_uk, nullif(name_en, name_uk)) || ', ' || country as name
       from city where id = any($1)`,
      [ids.filter((id) => id !== null)],
    );
    const names = new Map(rows.map((row) => [row.id, row.name]));
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
