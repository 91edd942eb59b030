import { FieldFault, InvalidInputError } from '@pobratym/platform';
import { DeliveryLineRecord } from './delivery-input';

/** What is compared of a line: of one that is recorded, or as a correction leaves it. */
type Said = Pick<
  DeliveryLineRecord,
  | 'shipmentLineId'
  | 'isNothing'
  | 'category'
  | 'unit'
  | 'currency'
  | 'massGrams'
  | 'quantityMilli'
  | 'valueMinor'
  | 'differenceReason'
>;

/** What is still on the road of a shipment's line; amounts are bigint text. */
export interface OnTheRoad {
  id: string;
  category: string;
  unit: string | null;
  currency: string | null;
  line_grams: string | null;
  line_milli: string | null;
  line_minor: string | null;
  grams: string;
  milli: string;
  minor: string;
}

/** $1: ids of shipment lines; $2, $3: the two cities, so that nothing is told of others' lines. */
export const ON_THE_ROAD = `
  select l.id, l.category, l.unit,
    -- What was derived nobody has said.
    case when not l.is_value_derived then l.currency end as currency,
    case when not l.is_mass_derived then l.mass_grams end as line_grams,
    l.quantity_milli as line_milli, l.value_minor as line_minor, b.mass_grams as grams,
    b.quantity_milli as milli, b.value_minor as minor
  from shipment_line l join ledger_balance b on b.line_id = l.id and b.account = 'in_transit'
  join shipment s on s.id = l.shipment_id
  where l.id = any($1) and s.sending_city_id = $2 and s.receiving_city_id = $3`;

/** Of what was announced, and at least: 2 % or 10 kg. One rule for what a person and a worker call a difference. */
const TOLERANCE_PART = 50n;
const TOLERANCE_GRAMS = 10_000n;

/** The same in SQL, for a column or expression in grams; null is none. */
export const toleranceGrams = (announced: string): string =>
  `greatest(coalesce(${announced}, 0) / ${TOLERANCE_PART}, ${TOLERANCE_GRAMS})`;

/** A mass that differs by no more is weighing: 2 % or 10 kg, whichever is more. */
export const isWeighing = (grams: bigint, announced: bigint): boolean => {
  const off = grams > announced ? grams - announced : announced - grams;
  const part = announced / TOLERANCE_PART;
  return off <= (part > TOLERANCE_GRAMS ? part : TOLERANCE_GRAMS);
};

/**
 * Refuses a delivery whose lines are not what is on the road and do not say why: no nought and no
 * long list gets around it. What is not said at all is not a difference: silence is not "nothing".
 * @param isAtShipment then a line that names no line of the shipment was not announced
 */
export function refuseUnexplained(lines: Said[], road: OnTheRoad[], isAtShipment: boolean): void {
  const roadOf = new Map(road.map((line) => [line.id, line]));
  const faults: FieldFault[] = [];
  for (const [index, line] of lines.entries()) {
    const announced = line.shipmentLineId === null ? undefined : roadOf.get(line.shipmentLineId);
    if (line.shipmentLineId !== null && !announced) {
      const pointer = `/lines/${index}/shipmentLineId`;
      faults.push({ pointer, detail: 'must be a line of a shipment between the two cities' });
      continue;
    }
    if (line.differenceReason !== null) continue;
    const what = differenceOf(line, announced, isAtShipment);
    if (what === null) continue;
    const detail = `must say why: the line ${what}`;
    faults.push({ pointer: `/lines/${index}/differenceReason`, detail });
  }
  if (faults.length > 0) throw InvalidInputError.of(faults);
}

/** In words, or null where both sides agree in all that both of them said. */
export function differenceOf(
  line: Said,
  road: OnTheRoad | undefined,
  isAtShipment: boolean,
): string | null {
  if (!road) return isAtShipment ? 'was not announced' : null;
  if (line.isNothing) return 'did not arrive';
  if (line.category !== road.category) return `is ${line.category}, announced was ${road.category}`;
  const { massGrams, quantityMilli, valueMinor } = line;
  if (massGrams !== null && road.line_grams !== null) {
    const [grams, announced] = [BigInt(massGrams), BigInt(road.grams)];
    if (!isWeighing(grams, announced)) return `has ${grams} g, on the road are ${announced} g`;
  }
  if (quantityMilli !== null && road.line_milli !== null) {
    if (line.unit !== road.unit) return `is counted in ${line.unit}, announced in ${road.unit}`;
    if (BigInt(quantityMilli) !== BigInt(road.milli)) {
      return `has ${inUnits(quantityMilli)} ${line.unit}, on the road are ${inUnits(road.milli)}`;
    }
  }
  const isOtherSum =
    valueMinor !== null && line.currency === road.currency && valueMinor !== road.minor;
  return isOtherSum ? 'has another value than what is on the road' : null;
}

const inUnits = (milli: string): string => {
  const text = milli.padStart(4, '0');
  return `${text.slice(0, -3)}.${text.slice(-3)}`.replace(/\.?0+$/, '');
};
