import { gramsToKg, minorToJson, quantityToJson, Shown, ShownOrNull } from '@pobratym/platform';

export interface EntryRow {
  id: string;
  position: string | null;
  from_line_id: string;
  from_account: string;
  to_line_id: string;
  to_account: string;
  mass_grams: string | null;
  quantity_milli: string | null;
  value_minor: string | null;
  currency: string | null;
  is_mass_derived: boolean;
  reason: string;
  cause_id: string;
  occurred_on: string | null;
  date_precision: string;
  recorded_at: Date;
  reverses_id: string | null;
}
export interface BalanceRow {
  line_id: string;
  account: string;
  mass_grams: string;
  quantity_milli: string;
  value_minor: string;
}

export class AccountDto {
  @Shown() account!: string;
  @Shown() lineId!: string;
}

export class LedgerEntryDto {
  @Shown() id!: string;
  @ShownOrNull('string', { description: 'null: not sealed yet' }) position!: string | null;
  @Shown({ type: AccountDto }) from!: AccountDto;
  @Shown({ type: AccountDto }) to!: AccountDto;
  @ShownOrNull('number') massKg!: number | null;
  @ShownOrNull('number') quantity!: number | null;
  @ShownOrNull('number') value!: number | null;
  @ShownOrNull('string') currency!: string | null;
  @Shown({ description: 'taken pro rata from the matched line, not weighed' })
  isMassDerived!: boolean;
  @Shown() reason!: string;
  @Shown({ description: 'the shipment, delivery or match that it comes from' }) causeId!: string;
  @ShownOrNull('string', { format: 'date' }) occurredOn!: string | null;
  @Shown() datePrecision!: string;
  @Shown({ format: 'date-time' }) recordedAt!: string;
  @ShownOrNull('string') reversesId!: string | null;

  static of(row: EntryRow, digits: ReadonlyMap<string, number>): LedgerEntryDto {
    const minorDigits = digits.get(row.currency ?? '') ?? 2;
    return {
      id: row.id,
      position: row.position,
      from: { account: row.from_account, lineId: row.from_line_id },
      to: { account: row.to_account, lineId: row.to_line_id },
      massKg: row.mass_grams === null ? null : gramsToKg(BigInt(row.mass_grams)),
      quantity: row.quantity_milli === null ? null : quantityToJson(BigInt(row.quantity_milli)),
      value: row.value_minor === null ? null : minorToJson(BigInt(row.value_minor), minorDigits),
      currency: row.currency,
      isMassDerived: row.is_mass_derived,
      reason: row.reason,
      causeId: row.cause_id,
      occurredOn: row.occurred_on,
      datePrecision: row.date_precision,
      recordedAt: row.recorded_at.toISOString(),
      reversesId: row.reverses_id,
    };
  }
}

export class BalanceDto {
  @Shown() lineId!: string;
  @Shown() account!: string;
  @Shown() massKg!: number;
  @Shown() quantity!: number;
  @Shown({ description: 'minor units of the line’s currency' }) valueMinor!: number;
}

/** What the accounts of some lines hold together, in kilograms. */
export class AccountTotalsDto {
  @Shown() senderKg!: number;
  @Shown() inTransitKg!: number;
  @Shown() lostKg!: number;
  @Shown() returnedKg!: number;
  @Shown() unmatchedKg!: number;
  @Shown() receivedKg!: number;
  @Shown() damagedKg!: number;
  @Shown() distributedKg!: number;
  @Shown() forwardedKg!: number;
  @Shown({ description: 'moved from the road to a delivery' }) arrivedKg!: number;
  @Shown({ description: 'received without a line that announced it' }) unannouncedKg!: number;
}

export class LedgerDto {
  @Shown({ type: [LedgerEntryDto] }) entries!: LedgerEntryDto[];
  @Shown({ type: [BalanceDto] }) balances!: BalanceDto[];
  @Shown({ type: AccountTotalsDto }) totals!: AccountTotalsDto;
  @Shown({ description: 'both equations of the books, written out' }) equations!: string[];

  static of(
    lineIds: string[],
    entries: EntryRow[],
    balances: BalanceRow[],
    digits: ReadonlyMap<string, number>,
  ): LedgerDto {
    const own = new Set(lineIds);
    const held = (account: string): bigint =>
      balances
        .filter((row) => row.account === account)
        .reduce((sum, row) => sum + BigInt(row.mass_grams), 0n);
    const arrivedGrams = entries.reduce((sum, row) => {
      if (row.reason !== 'match') return sum;
      const grams = BigInt(row.mass_grams ?? 0);
      if (row.from_account === 'in_transit') return sum + grams;
      return row.to_account === 'in_transit' ? sum - grams : sum;
    }, 0n);
    const totals = totalsOf(held, arrivedGrams);
    const isShipment = balances.some((row) => row.account === 'sender' && own.has(row.line_id));
    return {
      entries: entries.map((row) => LedgerEntryDto.of(row, digits)),
      balances: balances.map((row) => ({
        lineId: row.line_id,
        account: row.account,
        massKg: gramsToKg(BigInt(row.mass_grams)),
        quantity: quantityToJson(BigInt(row.quantity_milli)),
        valueMinor: Number(row.value_minor),
      })),
      totals,
      equations: [isShipment ? shipmentEquation(totals) : deliveryEquation(totals)],
    };
  }
}

function totalsOf(held: (account: string) => bigint, arrivedGrams: bigint): AccountTotalsDto {
  return {
    senderKg: gramsToKg(held('sender')),
    inTransitKg: gramsToKg(held('in_transit')),
    lostKg: gramsToKg(held('lost')),
    returnedKg: gramsToKg(held('returned')),
    unmatchedKg: gramsToKg(held('unmatched')),
    receivedKg: gramsToKg(held('received')),
    damagedKg: gramsToKg(held('damaged')),
    distributedKg: gramsToKg(held('distributed')),
    forwardedKg: gramsToKg(held('forwarded')),
    arrivedKg: gramsToKg(arrivedGrams),
    unannouncedKg: gramsToKg(-held('unmatched')),
  };
}

const shipmentEquation = (t: AccountTotalsDto): string =>
  `dispatched ${-t.senderKg} = in transit ${t.inTransitKg} + lost ${t.lostKg}` +
  ` + returned ${t.returnedKg} + arrived ${t.arrivedKg}`;

const deliveryEquation = (t: AccountTotalsDto): string =>
  `arrived ${t.arrivedKg} + unannounced ${t.unannouncedKg} = received ${t.receivedKg}` +
  ` + damaged ${t.damagedKg} + distributed ${t.distributedKg} + forwarded ${t.forwardedKg}` +
  ` + returned ${t.returnedKg}`;
