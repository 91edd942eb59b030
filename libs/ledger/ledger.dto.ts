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
  recorded_by: string | null;
  is_passed_on: boolean;
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
  @Shown({ description: 'the shipment, delivery, movement or match that it comes from' })
  causeId!: string;
  @ShownOrNull('string', { format: 'date' }) occurredOn!: string | null;
  @Shown() datePrecision!: string;
  @Shown({ format: 'date-time' }) recordedAt!: string;
  @ShownOrNull('string') reversesId!: string | null;
  @Shown({ description: 'of aid that a city had received and passes on' }) isPassedOn!: boolean;

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
      isPassedOn: row.is_passed_on,
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

/** What the accounts of some lines hold together, in one measure. */
export class AccountTotalsDto {
  @Shown({ description: 'kg; piece and other units; or the code of a currency' }) unit!: string;
  @Shown() sender!: number;
  @Shown() inTransit!: number;
  @Shown() lost!: number;
  @Shown() returned!: number;
  @Shown() unmatched!: number;
  @Shown() received!: number;
  @Shown() damaged!: number;
  @Shown() distributed!: number;
  @Shown() forwarded!: number;
  @Shown({ description: 'moved from the road to a delivery' }) arrived!: number;
  @Shown({ description: 'received without a line that announced it' }) unannounced!: number;
}

export class LedgerDto {
  @Shown({ type: [LedgerEntryDto] }) entries!: LedgerEntryDto[];
  @Shown({ type: [BalanceDto] }) balances!: BalanceDto[];
  @Shown({ type: AccountTotalsDto, description: 'in kilograms' }) mass!: AccountTotalsDto;
  @Shown({ type: AccountTotalsDto, description: 'of all counts; units differ by line' })
  quantity!: AccountTotalsDto;
  @Shown({ type: [AccountTotalsDto], description: 'one for each currency' })
  values!: AccountTotalsDto[];
  @Shown({ type: [String], description: 'the equation of the books, written out for each measure' })
  equations!: string[];

  static of(
    own: ReadonlySet<string>,
    entries: EntryRow[],
    digits: ReadonlyMap<string, number>,
  ): LedgerDto {
    const mass = new Measure('kg', gramsToKg);
    const quantity = new Measure('units', quantityToJson);
    const values = new Map<string, Measure>();
    for (const row of entries) {
      mass.add(row, own, row.mass_grams);
      quantity.add(row, own, row.quantity_milli);
      if (row.currency === null) continue;
      const minorDigits = digits.get(row.currency) ?? 2;
      const measure =
        values.get(row.currency) ??
        new Measure(row.currency, (minor) => minorToJson(minor, minorDigits));
      values.set(row.currency, measure);
      measure.add(row, own, row.value_minor);
    }
    const measures = [mass, quantity, ...values.values()].filter(
      (measure) => measure === mass || measure.hasAmounts,
    );
    const isShipment = entries.some(
      (row) => row.reason === 'dispatch' && own.has(row.from_line_id),
    );
    const equation = isShipment ? shipmentEquation : deliveryEquation;
    return {
      entries: entries.map((row) => LedgerEntryDto.of(row, digits)),
      balances: balancesOf(mass, quantity, [...values.values()]),
      mass: mass.totals(),
      quantity: quantity.totals(),
      values: [...values.values()].map((measure) => measure.totals()),
      equations: measures.map((measure) => equation(measure.totals())),
    };
  }
}

/** One measure of some lines, summed up from their entries. */
class Measure {
  /** `line account` → what it holds. */
  readonly held = new Map<string, bigint>();
  private arrived = 0n;
  hasAmounts = false;

  constructor(
    private readonly unit: string,
    readonly toJson: (amount: bigint) => number,
  ) {}

  add(row: EntryRow, own: ReadonlySet<string>, text: string | null): void {
    const amount = BigInt(text ?? 0);
    this.hasAmounts ||= amount !== 0n;
    this.move(own, row.from_line_id, row.from_account, -amount);
    this.move(own, row.to_line_id, row.to_account, amount);
    if (row.from_line_id === row.to_line_id) return;
    this.arrived += row.from_account === 'in_transit' ? amount : -amount;
  }

  totals(): AccountTotalsDto {
    const sum = (account: string): bigint =>
      [...this.held].reduce(
        (total, [key, amount]) => (key.endsWith(` ${account}`) ? total + amount : total),
        0n,
      );
    const shown = (account: string) => this.toJson(sum(account));
    return {
      unit: this.unit,
      sender: shown('sender'),
      inTransit: shown('in_transit'),
      lost: shown('lost'),
      returned: shown('returned'),
      unmatched: shown('unmatched'),
      received: shown('received'),
      damaged: shown('damaged'),
      distributed: shown('distributed'),
      forwarded: shown('forwarded'),
      arrived: this.toJson(this.arrived),
      unannounced: this.toJson(-sum('unmatched')),
    };
  }

  private move(own: ReadonlySet<string>, line: string, account: string, amount: bigint): void {
    if (!own.has(line)) return;
    const key = `${line} ${account}`;
    this.held.set(key, (this.held.get(key) ?? 0n) + amount);
  }
}

function balancesOf(mass: Measure, quantity: Measure, values: Measure[]): BalanceDto[] {
  return [...mass.held.keys()].sort().map((key) => {
    const [lineId, account] = key.split(' ') as [string, string];
    const minor = values.reduce((sum, value) => sum + (value.held.get(key) ?? 0n), 0n);
    return {
      lineId,
      account,
      massKg: mass.toJson(mass.held.get(key)!),
      quantity: quantity.toJson(quantity.held.get(key) ?? 0n),
      valueMinor: Number(minor),
    };
  });
}

const shipmentEquation = (t: AccountTotalsDto): string =>
  `${t.unit}: dispatched ${-t.sender} = in transit ${t.inTransit} + lost ${t.lost}` +
  ` + returned ${t.returned} + arrived ${t.arrived}`;

const deliveryEquation = (t: AccountTotalsDto): string =>
  `${t.unit}: arrived ${t.arrived} + unannounced ${t.unannounced} = received ${t.received}` +
  ` + damaged ${t.damaged} + distributed ${t.distributed} + forwarded ${t.forwarded}` +
  ` + returned ${t.returned}`;
