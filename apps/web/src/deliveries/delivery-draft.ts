import type { RecordDelivery, Shipment, ShipmentLine } from '../api/client';
import type { ChosenCity } from '../cities/city-search';
import { readDecimal } from '../decimal';
import { UNITS } from './amounts';

/** One line of the form, all as it was typed. */
export interface DraftLine {
  key: string;
  /** The line of the shipment that it arrived from, and what the sender announced of it. */
  shipmentLineId?: string;
  announced?: Pick<ShipmentLine, 'massKg' | 'quantity' | 'unit'>;
  isMissing: boolean;
  category: string;
  item: string;
  quantity: string;
  unit: string;
  massKg: string;
  damagedMassKg: string;
  /** Why it is not what was announced; a draft that was kept before there was one has none. */
  differenceReason?: DifferenceReason | '';
  differenceNote?: string;
}

export type DifferenceReason = NonNullable<RecordDelivery['lines'][number]['differenceReason']>;
/** In the order of the form; the API's own list says which there are. */
export const DIFFERENCE_REASONS = [
  'to_follow',
  'short_shipped',
  'lost',
  'damaged',
  'stolen',
  'surplus',
  'wrong_item',
  'other_pack_size',
  'weighed_otherwise',
  'misreported',
  'other',
] as const satisfies readonly DifferenceReason[];

export interface DeliveryDraft {
  version: 1;
  /** Made once, kept until it is sent: a second sending is the same delivery. */
  id: string;
  receivingCity: ChosenCity | null;
  sendingCity: ChosenCity | null;
  shipmentId: string;
  receivedOn: string;
  reference: string;
  isOutsidePartnership: boolean;
  lines: DraftLine[];
}

/** What the form asks for: a key of the catalogue's `need`, at a JSON pointer into the draft. */
export interface DraftError {
  pointer: string;
  need:
    | 'receivingCity'
    | 'sendingCity'
    | 'sameCity'
    | 'date'
    | 'dateFuture'
    | 'category'
    | 'item'
    | 'amount'
    | 'amountOwn'
    | 'unit'
    | 'lines'
    | 'differenceReason'
    | 'differenceNote'
    | 'damagedOver'
    | 'damagedAlone'
    | 'positive'
    | 'notANumber'
    | 'twoReadings'
    | 'tooManyPlaces'
    | 'tooBig';
}

export function emptyDraft(id: string, today: string): DeliveryDraft {
  return {
    version: 1,
    id,
    receivingCity: null,
    sendingCity: null,
    shipmentId: '',
    receivedOn: today,
    reference: '',
    isOutsidePartnership: false,
    lines: [emptyLine('1')],
  };
}

export function emptyLine(key: string): DraftLine {
  return {
    key,
    isMissing: false,
    category: '',
    item: '',
    quantity: '',
    unit: '',
    massKg: '',
    damagedMassKg: '',
  };
}

/** Is anything in the line that a person typed, and that must not be lost? */
export function isTyped(line: DraftLine): boolean {
  const ofPerson = [line.quantity, line.massKg, line.damagedMassKg];
  if (line.shipmentLineId === undefined) ofPerson.push(line.category, line.item, line.unit);
  return ofPerson.some((text) => text !== '');
}

/**
 * Lists the lines of the shipment with what was announced and the received amounts left open;
 * `undefined` takes them away again. What was typed stays, as lines of its own.
 */
export function chooseShipment(draft: DeliveryDraft, shipment?: Shipment): DeliveryDraft {
  const typed = draft.lines.filter(isTyped).map((line) => ({
    ...line,
    shipmentLineId: undefined,
    announced: undefined,
    isMissing: false,
  }));
  const listed = (shipment?.lines ?? []).map((line) => ({
    ...emptyLine(line.id),
    shipmentLineId: line.id,
    announced: { massKg: line.massKg, quantity: line.quantity, unit: line.unit },
    category: line.category,
    item: line.item,
    unit: line.unit ?? '',
  }));
  const lines = [...listed, ...typed];
  return {
    ...draft,
    shipmentId: shipment?.id ?? '',
    reference: draft.reference || (shipment?.reference ?? ''),
    isOutsidePartnership: shipment ? false : draft.isOutsidePartnership,
    lines: lines.length > 0 ? lines : [emptyLine('1')],
  };
}

/** All that is wrong, in the order of the form; empty when it can be sent. */
export function checkDraft(draft: DeliveryDraft, today: string): DraftError[] {
  const errors: DraftError[] = [];
  const need = (pointer: string, what: DraftError['need']) => errors.push({ pointer, need: what });

  if (draft.receivingCity === null) need('/receivingCityId', 'receivingCity');
  if (draft.sendingCity === null) need('/sendingCityId', 'sendingCity');
  else if (draft.sendingCity.id === draft.receivingCity?.id) need('/sendingCityId', 'sameCity');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.receivedOn)) need('/receivedOn', 'date');
  else if (draft.receivedOn > today) need('/receivedOn', 'dateFuture');

  const arrived = draft.lines.filter((line) => !line.isMissing);
  if (arrived.length === 0) need('/lines', 'lines');
  draft.lines.forEach((line, index) => {
    const path = `/lines/${index}`;
    if (!line.isMissing) errors.push(...checkLine(line, path));
    else if (!line.differenceReason) need(`${path}/differenceReason`, 'differenceReason');
    if (line.differenceReason === 'other' && !line.differenceNote?.trim()) {
      need(`${path}/differenceNote`, 'differenceNote');
    }
  });
  return errors;
}

function checkLine(line: DraftLine, path: string): DraftError[] {
  const errors: DraftError[] = [];
  const amounts = {
    quantity: readDecimal(line.quantity),
    massKg: readDecimal(line.massKg),
    damagedMassKg: readDecimal(line.damagedMassKg),
  };
  if (line.category === '') errors.push({ pointer: `${path}/category`, need: 'category' });
  if (line.item.trim() === '') errors.push({ pointer: `${path}/item`, need: 'item' });
  for (const [field, amount] of Object.entries(amounts)) {
    if (amount.kind === 'refused')
      errors.push({ pointer: `${path}/${field}`, need: amount.reason });
    if (amount.kind === 'number' && amount.value === 0) {
      errors.push({ pointer: `${path}/${field}`, need: 'positive' });
    }
  }
  const { quantity, massKg, damagedMassKg } = amounts;
  if (quantity.kind === 'empty' && massKg.kind === 'empty') {
    const isListed = line.shipmentLineId !== undefined;
    errors.push({ pointer: `${path}/massKg`, need: isListed ? 'amount' : 'amountOwn' });
  }
  if (quantity.kind === 'number' && line.unit === '') {
    errors.push({ pointer: `${path}/unit`, need: 'unit' });
  }
  if (damagedMassKg.kind === 'number' && massKg.kind === 'empty') {
    errors.push({ pointer: `${path}/damagedMassKg`, need: 'damagedAlone' });
  }
  if (
    damagedMassKg.kind === 'number' &&
    massKg.kind === 'number' &&
    damagedMassKg.value > massKg.value
  ) {
    errors.push({ pointer: `${path}/damagedMassKg`, need: 'damagedOver' });
  }
  return errors;
}

/** The body of the request; call it on a draft without errors only. */
export function toRequest(draft: DeliveryDraft): RecordDelivery {
  return {
    id: draft.id,
    ...(draft.shipmentId !== '' && { shipmentId: draft.shipmentId }),
    ...(draft.isOutsidePartnership && { isOutsidePartnership: true }),
    sendingCityId: draft.sendingCity?.id ?? '',
    receivingCityId: draft.receivingCity?.id ?? '',
    receivedOn: draft.receivedOn,
    ...(draft.reference.trim() !== '' && { reference: draft.reference.trim() }),
    lines: draft.lines.map(toLine),
  };
}

function toLine(line: DraftLine): RecordDelivery['lines'][number] {
  const quantity = valueOf(line.quantity);
  return {
    ...(line.shipmentLineId !== undefined && { shipmentLineId: line.shipmentLineId }),
    category: line.category,
    item: line.item.trim(),
    ...(line.isMissing
      ? { isNothing: true }
      : {
          ...(quantity !== undefined && { quantity, unit: UNITS.find((one) => one === line.unit) }),
          ...optional('massKg', valueOf(line.massKg)),
          ...optional('damagedMassKg', valueOf(line.damagedMassKg)),
        }),
    ...(line.differenceReason && { differenceReason: line.differenceReason }),
    ...(line.differenceReason === 'other' && { differenceNote: line.differenceNote?.trim() }),
  };
}

/** What is typed so far, in kilograms; what cannot be read yet counts nothing. */
export function typedMassKg(draft: DeliveryDraft): number {
  const grams = draft.lines
    .filter((line) => !line.isMissing)
    .map((line) => Math.round((valueOf(line.massKg) ?? 0) * 1000));
  return grams.reduce((total, one) => total + one, 0) / 1000;
}

function valueOf(typed: string): number | undefined {
  const amount = readDecimal(typed);
  return amount.kind === 'number' ? amount.value : undefined;
}

function optional(name: 'massKg' | 'damagedMassKg', value: number | undefined) {
  return value === undefined ? {} : { [name]: value };
}
