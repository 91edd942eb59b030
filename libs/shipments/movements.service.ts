import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { LedgerService } from '@pobratym/ledger';
import {
  FieldFault,
  gramsFromKg,
  gramsToKg,
  InvalidInputError,
  isViolationOf,
  minorFromJson,
  quantityFromJson,
} from '@pobratym/platform';
import { MovedLineInput, MovementDto, MovementKind } from './dto/movement.dto';
import { MOVES } from './shipments.sql';
import { NotHeldError } from './shipments.errors';

export type Moved = 'shipment' | 'delivery';

export interface MovementToRecord {
  of: Moved;
  /** Of the shipment or the delivery. */
  id: string;
  kind: MovementKind;
  occurredOn: string;
  note?: string;
  recipient?: string;
  recipientKind?: string;
  /** Undefined: all that can be moved so. */
  lines?: MovedLineInput[];
}

/** What moves from which account to which. */
const ACCOUNTS: Record<Moved, Partial<Record<MovementKind, [from: string, to: string]>>> = {
  shipment: {
    loss: ['in_transit', 'lost'],
    found: ['lost', 'in_transit'],
    return: ['in_transit', 'returned'],
  },
  delivery: {
    damage: ['received', 'damaged'],
    distribution: ['received', 'distributed'],
    return: ['received', 'returned'],
  },
};

/** What happens to aid between dispatch and receipt, and after it: one record, posted at once. */
@Injectable()
export class Movements {
  constructor(private readonly ledger: LedgerService) {}

  /** Whoever calls this holds the lock of the road or of what is held. */
  async record(
    tx: EntityManager,
    movement: MovementToRecord,
    by: string | null,
  ): Promise<MovementDto> {
    const { of, kind } = movement;
    const asked = movement.lines && (await this.readLines(tx, movement, movement.lines));
    const [from, to] = ACCOUNTS[of][kind]!;
    const id = await this.insert(tx, movement, by);
    try {
      const values = [id, asked ? JSON.stringify(asked) : null, from, to, kind];
      const count = await this.ledger.post(tx, MOVES(of), values, by);
      if (count === 0) throw nothingLeft(from);
    } catch (cause) {
      throw isViolationOf(cause, 'ledger_balance_sign') ? nothingLeft(from) : cause;
    }
    const [recorded] = await this.read(tx, 'v.id', id);
    return recorded!;
  }

  /** Of a shipment or a delivery, oldest first. */
  list(tx: EntityManager, of: Moved, id: string): Promise<MovementDto[]> {
    return this.read(tx, `v.${of}_id`, id);
  }

  private async read(tx: EntityManager, column: string, id: string): Promise<MovementDto[]> {
    const rows: (Omit<MovementDto, 'massKg' | 'recordedAt'> & {
      recordedAt: Date;
      grams: string;
    })[] = await tx.query(
      `select v.id, v.kind, v.shipment_id as "shipmentId", v.delivery_id as "deliveryId",
         v.occurred_on as "occurredOn", v.note, v.recipient, v.recipient_kind as "recipientKind",
         v.recorded_at as "recordedAt", exists (select from correction c where c.movement_id = v.id)
           as "isReversed",
         coalesce((select sum(e.mass_grams) from ledger_entry e
           where e.cause_id = v.id and e.reason = v.kind and e.reverses_id is null
             -- Told a second time of what is back with the city that had passed it on.
             and e.from_account <> 'forwarded'), 0) as grams
       from movement v where ${column} = $1 order by v.id`,
      [id],
    );
    return rows.map(({ grams, recordedAt, ...row }) => ({
      ...row,
      massKg: gramsToKg(BigInt(grams)),
      recordedAt: recordedAt.toISOString(),
    }));
  }

  private async insert(
    tx: EntityManager,
    { of, id, kind, occurredOn, note, recipient, recipientKind }: MovementToRecord,
    by: string | null,
  ): Promise<string> {
    try {
      const [row] = await tx.query(
        `insert into movement (kind, ${of}_id, occurred_on, note, recipient, recipient_kind,
           recorded_by) values ($1, $2, $3, $4, $5, $6, $7) returning id`,
        [kind, id, occurredOn, note ?? null, recipient ?? null, recipientKind ?? null, by],
      );
      return row.id;
    } catch (cause) {
      if (!isViolationOf(cause, 'movement_distribution_has_recipient')) throw cause;
      throw InvalidInputError.at(
        '/recipient',
        'must be given with recipientKind for a distribution, and only for one',
      );
    }
  }

  private async readLines(
    tx: EntityManager,
    { of, id }: MovementToRecord,
    lines: MovedLineInput[],
  ): Promise<object[]> {
    const rows: { id: string; digits: number | null }[] = await tx.query(
      `select l.id, c.minor_digits as digits from ${of}_line l
       left join currency c on c.code = l.currency where l.${of}_id = $1`,
      [id],
    );
    const digitsOf = new Map(rows.map((row) => [row.id, row.digits]));
    const faults: FieldFault[] = [];
    const seen = new Set<string>();
    const read = lines.map(({ lineId, massKg, quantity, value }, index) => {
      const fault = (name: string, detail: string) =>
        void faults.push({ pointer: `/lines/${index}/${name}`, detail });
      if (!digitsOf.has(lineId)) fault('lineId', `must be a line of this ${of}`);
      if (seen.has(lineId)) fault('lineId', 'must not be named twice');
      seen.add(lineId);
      if (massKg === undefined && quantity === undefined && value === undefined) {
        fault('massKg', 'must be given, or else quantity or value');
      }
      const digits = digitsOf.get(lineId);
      const minor = value === undefined ? null : minorFromJson(value, digits ?? 0);
      if (value !== undefined && (digits === null || minor === null)) {
        fault('value', 'must be in the currency of the line, with its decimals');
      }
      return {
        id: lineId,
        mass: massKg === undefined ? null : String(gramsFromKg(massKg)),
        quantity: quantity === undefined ? null : String(quantityFromJson(quantity)),
        minor: minor === null ? null : String(minor),
      };
    });
    if (faults.length > 0) throw InvalidInputError.of(faults);
    return read;
  }
}

const WHERE: Record<string, string> = {
  in_transit: 'on the road',
  lost: 'lost',
  received: 'held by the city',
};

const nothingLeft = (account: string): NotHeldError =>
  new NotHeldError(
    `Less than that is ${WHERE[account]}. Look at the ledger for what is there now; what was` +
      ' recorded wrongly is corrected first.',
  );
