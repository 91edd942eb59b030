import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Clock, InvalidInputError } from '@pobratym/platform';
import { BalanceRow, EntryRow, LedgerDto } from './ledger.dto';

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
  'is_sample',
] as const;

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
   * The database refuses moves that no account allows and balances of the wrong sign.
   */
  async post(tx: EntityManager, select: string, parameters: unknown[]): Promise<number> {
    const columns = MOVE_COLUMNS.join(', ');
    const [{ count }] = await tx.query(
      `with posted as (
         insert into ledger_entry (${columns}) select ${columns} from (${select}) moves returning 1
       ) select count(*)::int as count from posted`,
      parameters,
    );
    return count;
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

  /** All movements of these lines, oldest first, and what their accounts hold. */
  async readLines(lineIds: string[]): Promise<LedgerDto> {
    const entries: EntryRow[] = await this.database.query(
      `select e.*, p.position from ledger_entry e
       left join ledger_position p on p.entry_id = e.id
       where e.from_line_id = any($1) or e.to_line_id = any($1) order by e.id`,
      [lineIds],
    );
    const balances: BalanceRow[] = await this.database.query(
      `select * from ledger_balance where line_id = any($1) order by line_id, account`,
      [lineIds],
    );
    const currencies = await this.database.query(`select code, minor_digits from currency`);
    const digits = new Map<string, number>(
      currencies.map((row: { code: string; minor_digits: number }) => [row.code, row.minor_digits]),
    );
    return LedgerDto.of(lineIds, entries, balances, digits);
  }
}
