import fc from 'fast-check';
import { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  Corrections,
  DeliveriesService,
  DeliveryDto,
  DeliveryMovements,
} from '@pobratym/deliveries';
import { INSTALLATION } from '@pobratym/identity';
import { DomainError, transact } from '@pobratym/platform';
import { Matching } from '@pobratym/reconciliation';
import {
  DraftShipmentDto,
  ShipmentDrafts,
  ShipmentDto,
  ShipmentMovements,
  ShipmentsService,
} from '@pobratym/shipments';

/** What somebody does; numbers pick a record, a line and an amount of what is there by then. */
export interface Step {
  verb: (typeof VERBS)[number];
  record: number;
  line: number;
  /** Of a hundred: parts of an amount, up to twice of it. */
  part: number;
}

/** What may be drawn, the frequent ones several times. */
export const VERBS = [
  'dispatch',
  'dispatch',
  'arrive',
  'arrive',
  'arrive',
  'deliver',
  'lose',
  'find',
  'turnBack',
  'damage',
  'distribute',
  'sendBack',
  'forward',
  'giveBack',
  'correctShipment',
  'correctDelivery',
  'correctDay',
  'undoMovement',
  'cancel',
  'reconcile',
] as const;

export const steps = (min: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      verb: fc.constantFrom(...VERBS),
      record: fc.nat(1000),
      line: fc.nat(1000),
      part: fc.integer({ min: 0, max: 200 }),
    }),
    { minLength: min, maxLength: min + 10 },
  );

const DISPATCHED_ON = '2023-05-02';
const ARRIVED_ON = '2023-05-05';
const MOVED_ON = '2023-05-06';
/** To which a correction may move a record: in order with the others, or not. */
const DAYS = ['2021-05-01', '2023-05-01', DISPATCHED_ON, '2023-05-04', ARRIVED_ON, MOVED_ON];

/** One history of two cities and a third, to which aid is passed on, through the services. */
export class AidHistory {
  readonly shipments: ShipmentDto[] = [];
  readonly deliveries: DeliveryDto[] = [];
  private readonly movements: { of: 'shipment' | 'delivery'; record: string; id: string }[] = [];
  doneCount = 0;
  readonly done = new Set<string>();

  constructor(
    private readonly app: INestApplicationContext,
    private readonly matching: Matching,
    private readonly place: {
      partnershipId: string;
      sender: string;
      receiver: string;
      third: string;
    },
  ) {}

  /** A refusal is an answer; anything else that fails is a fault. */
  async take(step: Step): Promise<void> {
    try {
      if (await this[step.verb](step)) {
        this.doneCount++;
        this.done.add(step.verb);
      }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }

  private async dispatch({ part, line }: Step): Promise<boolean> {
    const { partnershipId, sender, receiver } = this.place;
    const lines = [
      { category: 'food', item: 'Canned meat', massKg: 100 + part },
      { category: 'energy', item: 'Generator', massKg: 10 + part, quantity: 3, unit: 'piece' },
      { category: 'water', item: 'Pump', quantity: 1 + (part % 7), unit: 'piece' },
      { category: 'money', item: 'Donation', value: 10 + part, currency: 'EUR' },
    ];
    const start = line % lines.length;
    const parties = { sendingCityId: sender, receivingCityId: receiver, partnershipId };
    return this.send({ ...parties, legs: [], lines: lines.slice(start, start + 2) });
  }

  private async send(input: object): Promise<boolean> {
    const draft = await this.app.get(ShipmentDrafts).draft(INSTALLATION, input as DraftShipmentDto);
    const day = { dispatchedOn: MOVED_ON };
    if ((input as DraftShipmentDto).partnershipId) day.dispatchedOn = DISPATCHED_ON;
    const service = this.app.get(ShipmentsService);
    this.shipments.push(await service.dispatch(INSTALLATION, draft.id, day));
    return true;
  }

  private async cancel({ part }: Step): Promise<boolean> {
    const { partnershipId, sender, receiver } = this.place;
    const draft = await this.app.get(ShipmentDrafts).draft(INSTALLATION, {
      ...{ partnershipId, sendingCityId: sender, receivingCityId: receiver, legs: [] },
      lines: [{ category: 'food', item: 'Rice', massKg: 1 + part }],
    });
    const service = this.app.get(ShipmentsService);
    await service.cancel(INSTALLATION, draft.id);
    // What is cancelled never leaves.
    await service.dispatch(INSTALLATION, draft.id, { dispatchedOn: DISPATCHED_ON });
    throw new Error('A cancelled shipment left');
  }

  private async arrive({ record, part, line }: Step): Promise<boolean> {
    const shipment = pick(this.shipments, record);
    if (!shipment) return false;
    const differenceReason = 'surplus' as const;
    const lines = shipment.lines.map((sent, index) => {
      const { category, item } = sent;
      const of = { category, item, shipmentLineId: sent.id, differenceReason };
      const share = (part + 37 * index * line) % 160;
      if (share === 0) return { ...of, isNothing: true };
      if (sent.value !== null) return { ...of, value: sumOf(sent.value, share), currency: 'EUR' };
      // A count alone: the mass is derived.
      const isCounted = sent.quantity !== null && (sent.massKg === null || line % 2 === 0);
      if (isCounted) return { ...of, quantity: 1 + (share % 4), unit: 'piece' };
      const massKg = partOf(sent.massKg!, share);
      return line % 5 === 0 ? { ...of, massKg, damagedMassKg: 0.001 } : { ...of, massKg };
    });
    const isForwarded = shipment.partnershipId === null;
    const receivedOn = isForwarded ? MOVED_ON : ARRIVED_ON;
    const service = this.app.get(DeliveriesService);
    this.deliveries.push(
      await service.recordArrival(INSTALLATION, shipment.id, { receivedOn, lines }),
    );
    return true;
  }

  private async deliver({ part }: Step): Promise<boolean> {
    const { sender, receiver } = this.place;
    const service = this.app.get(DeliveriesService);
    const delivery = await service.record(INSTALLATION, {
      ...{ sendingCityId: sender, receivingCityId: receiver, receivedOn: ARRIVED_ON },
      // The same sizes as dispatched: a worker may find what it is of.
      lines: [{ category: 'food', item: 'Meat', massKg: 100 + part }],
    });
    this.deliveries.push(delivery);
    return true;
  }

  private lose = (step: Step) => this.moveOnRoad(step, 'loss');
  private find = (step: Step) => this.moveOnRoad(step, 'found');
  private turnBack = (step: Step) => this.moveOnRoad(step, 'return');
  private damage = (step: Step) => this.moveHeld(step, 'damage');
  private distribute = (step: Step) => this.moveHeld(step, 'distribution');
  private sendBack = (step: Step) => this.moveHeld(step, 'return');

  private async moveOnRoad(
    { record, line, part }: Step,
    kind: 'loss' | 'found' | 'return',
  ): Promise<boolean> {
    const shipment = pick(this.shipments, record);
    if (!shipment) return false;
    const lines = movedOf(shipment.lines, line, part);
    const service = this.app.get(ShipmentMovements);
    const input = { kind, occurredOn: MOVED_ON, ...lines };
    const { id } = await service.record(INSTALLATION, shipment.id, input);
    this.movements.push({ of: 'shipment', record: shipment.id, id });
    return true;
  }

  private async moveHeld(
    { record, line, part }: Step,
    kind: 'damage' | 'distribution' | 'return',
  ): Promise<boolean> {
    const delivery = pick(this.deliveries, record);
    if (!delivery) return false;
    const recipient =
      kind === 'distribution' ? { recipient: 'Лікарня', recipientKind: 'hospital' as const } : {};
    const input = { kind, occurredOn: MOVED_ON, ...recipient };
    const lines = movedOf(delivery.lines, line, part);
    const service = this.app.get(DeliveryMovements);
    const { id } = await service.record(INSTALLATION, delivery.id, { ...input, ...lines });
    this.movements.push({ of: 'delivery', record: delivery.id, id });
    return true;
  }

  private async forward({ record, line, part }: Step): Promise<boolean> {
    const delivery = pick(this.deliveries, record);
    const held = delivery && pick(delivery.lines, line);
    if (!held || delivery.receivingCityId !== this.place.receiver) return false;
    const { category, item } = held;
    const amount =
      held.massKg !== null
        ? { massKg: partOf(held.massKg, part) }
        : held.value !== null
          ? { value: sumOf(held.value, part), currency: held.currency! }
          : { quantity: 1 + (part % 3), unit: 'piece' };
    const { receiver, third } = this.place;
    const onward = { category, item, sourceDeliveryLineId: held.id, ...amount };
    return this.send({
      ...{ sendingCityId: receiver, receivingCityId: third, legs: [] },
      // Two pallets of one line, of the same size or not.
      lines: part % 3 === 0 ? [onward] : [onward, { ...onward, ...partedOf(amount, line) }],
    });
  }

  /** Of what is passed on: back to the city that had held it. */
  private async giveBack({ record, line, part }: Step): Promise<boolean> {
    const shipment = pick(
      this.shipments.filter((one) => one.partnershipId === null),
      record,
    );
    if (!shipment) return false;
    const input = { kind: 'return' as const, occurredOn: MOVED_ON };
    const lines = movedOf(shipment.lines, line, part);
    const service = this.app.get(ShipmentMovements);
    const { id } = await service.record(INSTALLATION, shipment.id, { ...input, ...lines });
    this.movements.push({ of: 'shipment', record: shipment.id, id });
    return true;
  }

  private async correctDay({ record, line, part }: Step): Promise<boolean> {
    const service = this.app.get(Corrections);
    const day = DAYS[part % DAYS.length]!;
    const reason = 'wrong_day' as const;
    if (line % 2 === 0) {
      const shipment = pick(this.shipments, record);
      if (!shipment) return false;
      await service.correctShipment(INSTALLATION, shipment.id, { reason, dispatchedOn: day });
    } else {
      const delivery = pick(this.deliveries, record);
      if (!delivery) return false;
      await service.correctDelivery(INSTALLATION, delivery.id, { reason, receivedOn: day });
    }
    return true;
  }

  private async correctShipment({ record, line, part }: Step): Promise<boolean> {
    const shipment = pick(this.shipments, record);
    const sent = shipment && pick(shipment.lines, line);
    if (!sent) return false;
    const { category, item } = sent;
    const input = { reason: 'typing_error' as const, lines: [] as never[] };
    const corrected = { lineId: sent.id, category, item, ...correctedOf(sent, part) };
    await this.app
      .get(Corrections)
      .correctShipment(INSTALLATION, shipment.id, { ...input, lines: [corrected] });
    return true;
  }

  private async correctDelivery({ record, line, part }: Step): Promise<boolean> {
    const delivery = pick(this.deliveries, record);
    const got = delivery && pick(delivery.lines, line);
    if (!got) return false;
    const { category, item } = got;
    const differenceReason = 'misreported' as const;
    const amount = correctedOf(got, part);
    const isNothing = 'isNothing' in amount;
    if (isNothing && got.shipmentLineId === null && part % 2 === 0) return false;
    const corrected = { lineId: got.id, category, item, differenceReason, ...amount };
    await this.app
      .get(Corrections)
      .correctDelivery(INSTALLATION, delivery.id, { reason: 'recounted', lines: [corrected] });
    return true;
  }

  private async undoMovement({ record }: Step): Promise<boolean> {
    const movement = pick(this.movements, record);
    if (!movement) return false;
    const input = { reason: 'duplicate' as const, movementId: movement.id };
    const service = this.app.get(Corrections);
    if (movement.of === 'shipment') {
      await service.correctShipment(INSTALLATION, movement.record, input);
    } else await service.correctDelivery(INSTALLATION, movement.record, input);
    return true;
  }

  private async reconcile(): Promise<boolean> {
    await transact(this.app.get(DataSource), (tx) =>
      this.matching.run(tx, [this.place.partnershipId], []),
    );
    return true;
  }
}

const pick = <T>(list: T[], n: number): T | undefined =>
  list.length === 0 ? undefined : list[n % list.length];

/** In hundredths, and never nothing: whole grams, and whole euros. */
const partOf = (amount: number, hundredths: number): number =>
  Math.max(1, Math.floor((Math.round(amount * 1000) * hundredths) / 100)) / 1000;
const sumOf = (amount: number, hundredths: number): number =>
  Math.max(1, Math.floor((amount * hundredths) / 100));

interface Amounts {
  id: string;
  massKg: number | null;
  quantity: number | null;
  value: number | null;
  currency: string | null;
}

/** Of one line, of its mass or its count; or all that is there. */
function movedOf(lines: Amounts[], n: number, part: number): object {
  const line = pick(lines, n);
  if (!line || part === 0) return {};
  const { id: lineId, massKg, quantity } = line;
  if (quantity !== null && part % 2 === 0) return { lines: [{ lineId, quantity: 1 + (part % 2) }] };
  if (massKg !== null) return { lines: [{ lineId, massKg: partOf(massKg, part % 110) }] };
  return {};
}

function correctedOf({ massKg, quantity, value, currency }: Amounts, part: number): object {
  if (part % 9 === 0) return { isNothing: true };
  if (value !== null) return { value: sumOf(value, 1 + part), currency: currency! };
  const count = quantity === null ? {} : { quantity: 1 + (part % 5), unit: 'piece' };
  return massKg === null ? count : { massKg: partOf(massKg, 1 + part), ...count };
}

/** The same once more, or another amount of the same measure. */
function partedOf(amount: Partial<Amounts>, n: number): object {
  if (n % 2 === 0) return {};
  if (amount.massKg) return { massKg: partOf(amount.massKg, 1 + (n % 60)) };
  if (amount.value) return { value: sumOf(amount.value, 1 + (n % 60)) };
  return { quantity: 1 + (n % 4) };
}
