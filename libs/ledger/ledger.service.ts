import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Clock, InvalidInputError, prepared } from '@pobratym/platform';
import { EntryRow, LedgerDto } from './ledger.dto';

/**
 * The columns that a posting must yield, in any order; names as in `ledger_entry`. A select and
 * not a list, so that 100,000 lines are posted as one set without leaving the database.
 */
export const MOVE_COLUMNS = [
  'from_line_id',
  'from_account',
  'to_line_id',
  'to_account',
  'mass_grams',
  'quantity_milli',
  'value_minor',
  'currency',
  'is_mass_derived',
  'reason',
  'cause_id',
  'occurred_on',
  'date_precision',
  'receiving_city_id',
  'receiving_country',
  'sending_city_id',
  'sending_country',
  'category',
  'is_outside_partnership',
  'is_passed_on',
  'is_sample',
] as const;
const COLUMNS = MOVE_COLUMNS.join(', ');

/** What a reversing entry takes over from what it reverses. */
const KEPT = MOVE_COLUMNS.slice(MOVE_COLUMNS.indexOf('mass_grams')).join(', ');

/** Clocks differ, and an answer's own instant may be a millisecond ahead. */
const AHEAD_MS_MAX = 1000;

/** A point of the ledger that gives the same answer for ever. */
export interface SealedPosition {
  position: string;
  asOf: Date;
}

@Injectable()
export class LedgerService {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Posts what `select` yields (see {@link MOVE_COLUMNS}) as one set; returns the count of entries.
   * The database refuses moves that no account allows, balances of the wrong sign, and entries that
   * are not of their lines.
   * @param select one of a few constants: it is prepared
   * @param by who records it; null: the installation or a worker
   */
  async post(
    tx: EntityManager,
    select: string,
    parameters: unknown[],
    by: string | null = null,
  ): Promise<number> {
    const [row] = await prepared<{ count: number }>(
      tx,
      `with posted as (
         insert into ledger_entry (${COLUMNS}, recorded_by)
         select ${COLUMNS}, $${parameters.length + 1}::uuid from (${select}) moves returning 1
       ) select count(*)::int as count from posted`,
      [...parameters, by],
    );
    return row!.count;
  }

  /**
   * Takes back the live entries of `where` (on `e`), each by one that moves the same back, with the
   * day and dimensions of what it reverses.
   * @returns how many there were
   */
  async reverse(
    tx: EntityManager,
    where: string,
    parameters: unknown[],
    by: string | null,
  ): Promise<number> {
    const [row] = await prepared<{ count: number }>(
      tx,
      `with posted as (
         insert into ledger_entry (from_line_id, from_account, to_line_id, to_account, ${KEPT},
           reverses_id, recorded_by)
         select e.to_line_id, e.to_account, e.from_line_id, e.from_account, ${KEPT}, e.id,
           $${parameters.length + 1}::uuid
         from ledger_entry e where (${where}) and e.reverses_id is null
           and not exists (select from ledger_entry r where r.reverses_id = e.id)
         returning 1
       ) select count(*)::int as count from posted`,
      [...parameters, by],
    );
    return row!.count;
  }

  /** The number of the first sealed batch that is not as it was sealed; null: all are. */
  async verify(): Promise<string | null> {
    const [{ broken }] = await this.database.query(`select ledger_verify() as broken`);
    return broken;
  }

  /** Gives positions to what is committed; returns the last one. */
  async seal(): Promise<string> {
    const [{ position }] = await this.database.query(`select ledger_seal() as position`);
    return position;
  }

  /** All that is committed by now, as a position that can be asked for again. */
  async positionNow(): Promise<SealedPosition> {
    await this.seal();
    const [last] = await this.database.query(
      `select last_position as position, sealed_at as "asOf" from ledger_batch
       order by number desc limit 1`,
    );
    return last ?? { position: '0', asOf: this.clock.now() };
  }

  /**
   * The sealed position that an instant stands for. What is committed is sealed first, when the
   * instant has passed, so that later entries lie behind it: the answer does not change any more.
   */
  async positionAsOf(asOf: Date): Promise<SealedPosition> {
    const aheadMs = asOf.getTime() - this.clock.now().getTime();
    if (aheadMs > AHEAD_MS_MAX) throw InvalidInputError.at('/asOf', 'must not lie in the future');
    if (aheadMs >= 0) await new Promise((resolve) => setTimeout(resolve, aheadMs + 2));
    await this.seal();
    const [row] = await this.database.query(
      `select coalesce((select last_position from ledger_batch where sealed_at <= $1
         order by sealed_at desc limit 1), 0) as position`,
      [asOf],
    );
    return { position: row.position, asOf };
  }

  /**
   * All movements of these lines, oldest first, and what their accounts hold.
   * @param asOf only what was sealed by then; else all that is there
   */
  async readLines(lineIds: string[], asOf?: string): Promise<LedgerDto> {
    const position = asOf === undefined ? null : (await this.positionAsOf(new Date(asOf))).position;
    const entries: EntryRow[] = await this.database.query(
      `select e.*, p.position from ledger_entry e
       left join ledger_position p on p.entry_id = e.id
       where (e.from_line_id = any($1) or e.to_line_id = any($1))
         and ($2::bigint is null or p.position <= $2)
       order by e.id`,
      [lineIds, position],
    );
    const currencies = await this.database.query(`select code, minor_digits from currency`);
    const digits = new Map<string, number>(
      currencies.map((row: { code: string; minor_digits: number }) => [row.code, row.minor_digits]),
    );
    return LedgerDto.of(new Set(lineIds), entries, digits);
  }
}
