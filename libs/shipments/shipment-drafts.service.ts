import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { CitiesService, PlaceIndex } from '@pobratym/cities';
import { Actor, demand } from '@pobratym/identity';
import {
  constraintOf,
  InvalidInputError,
  isViolationOf,
  once,
  Request,
  sha256OfRequest,
  transact,
} from '@pobratym/platform';
import { readAidLines } from './aid-line';
import { DraftShipmentDto, ShipmentDto, ShipmentLineDto, ShipmentPlan } from './dto/shipment.dto';
import { whatDiffers } from './edit-conflict';
import { recordDrafts, recordShipmentEvent } from './shipment-event';
import { replaceLegs } from './shipment-legs';
import { ShipmentRecords } from './shipment-records';
import { DRAFTED_BEFORE, EDIT_DRAFT, INSERT_DRAFTS, INSERT_LINES } from './shipments.sql';
import {
  ChangedSinceError,
  foreignPartnership,
  IdTakenError,
  NoVersionError,
  ShipmentStateError,
} from './shipments.errors';

/** What is to be sent, while it may still be edited. Nothing of it is posted. */
@Injectable()
export class ShipmentDrafts {
  constructor(
    private readonly database: DataSource,
    private readonly cities: CitiesService,
    private readonly records: ShipmentRecords,
  ) {}

  /** A draft posts nothing; the same client-made id again answers with what is there. */
  async draft(
    actor: Actor,
    input: DraftShipmentDto,
    { isSample = false, key }: { isSample?: boolean; key?: string } = {},
  ): Promise<ShipmentDto> {
    demand(actor, 'shipment.record', partiesOf(input));
    const places = await this.cities.places();
    const request = { cityId: input.sendingCityId, key, asked: askedOf(input) };
    return transact(this.database, (tx) =>
      once(tx, request, () => this.draftIn(tx, actor, input, places, isSample)),
    );
  }

  /** Many drafts, all or none, as one set: a packing list. */
  async draftAll(
    actor: Actor,
    inputs: DraftShipmentDto[],
    request: Request,
  ): Promise<ShipmentDto[]> {
    for (const input of inputs) demand(actor, 'shipment.record', partiesOf(input));
    const places = await this.cities.places();
    return transact(this.database, (tx) =>
      once(tx, request, () => this.draftAllIn(tx, actor, inputs, places, false)),
    );
  }

  /**
   * The last one again: a new draft with its lines, without its days and its way. Of lines that a
   * correction has set to nothing, nothing is left: it may have none, and is edited before it goes.
   */
  async copy(actor: Actor, id: string, key?: string): Promise<ShipmentDto> {
    const { sendingCityId, receivingCityId } = await this.records.find(
      this.database.manager,
      actor,
      id,
    );
    demand(actor, 'shipment.record', partiesOf({ sendingCityId, receivingCityId }));
    const places = await this.cities.places();
    // Asked is for a copy of it, whatever it says by now.
    const request = { cityId: sendingCityId, key, asked: { verb: 'copy', id } };
    return transact(this.database, (tx) =>
      once(tx, request, async () => {
        const copied = copyOf(await this.records.show(tx, actor, id));
        return this.draftIn(tx, actor, copied, places, false);
      }),
    );
  }

  /** @param version what the editor has read; an older one is refused with what differs */
  async edit(
    actor: Actor,
    id: string,
    version: number | undefined,
    input: ShipmentPlan,
  ): Promise<ShipmentDto> {
    const places = await this.cities.places();
    return transact(this.database, async (tx) => {
      const shipment = await this.records.findToRecord(tx, actor, id);
      if (!['draft', 'announced'].includes(shipment.state)) {
        throw new ShipmentStateError(shipment.state, 'edited');
      }
      if (version === undefined) throw new NoVersionError();
      if (version !== shipment.version) {
        const current = await this.records.show(tx, actor, id);
        throw new ChangedSinceError(current, whatDiffers(input, current));
      }
      const lines = this.linesOf(input, places);
      await tx.query(EDIT_DRAFT, [id, version, JSON.stringify(input)]);
      await tx.query(`delete from shipment_line where shipment_id = $1`, [id]);
      await this.insertLines(
        tx,
        lines.map((line) => ({ ...line, shipmentId: id })),
      );
      await replaceLegs(tx, id, input.legs);
      await recordShipmentEvent(tx, actor, 'shipment.edit', shipment, {
        after: { lines: lines.length },
      });
      return this.records.show(tx, actor, id);
    });
  }

  private async draftIn(
    tx: EntityManager,
    actor: Actor,
    input: DraftShipmentDto,
    places: PlaceIndex,
    isSample: boolean,
  ): Promise<ShipmentDto> {
    const [drafted] = await this.draftAllIn(tx, actor, [input], places, isSample);
    return drafted!;
  }

  private async draftAllIn(
    tx: EntityManager,
    actor: Actor,
    inputs: DraftShipmentDto[],
    places: PlaceIndex,
    isSample: boolean,
  ): Promise<ShipmentDto[]> {
    const linesOf = inputs.map((input) => this.linesOf(input, places));
    const idOf = await this.insertDrafts(tx, actor, inputs, isSample);
    const added = inputs.flatMap((input, n) => {
      const id = idOf.get(n);
      return id === undefined ? [] : [{ ...input, id, lines: linesOf[n]! }];
    });
    await this.insertLines(
      tx,
      added.flatMap(({ id, lines }) => lines.map((line) => ({ ...line, shipmentId: id }))),
    );
    for (const { id, legs } of added) if (legs.length > 0) await replaceLegs(tx, id, legs);
    const told = added.map(({ partnershipId = null, lines, ...draft }) => ({
      ...draft,
      after: { partnershipId, lines: lines.length },
    }));
    await recordDrafts(tx, actor, told);
    for (const [n, input] of inputs.entries()) if (!idOf.has(n)) await refuseOther(tx, input);
    const ids = inputs.map((input, n) => idOf.get(n) ?? input.id!);
    return this.records.showMany(tx, actor, ids);
  }

  private linesOf(input: ShipmentPlan, places: PlaceIndex) {
    return readAidLines(input.lines, places).map((line, index) => ({
      ...line,
      sourceDeliveryLineId: input.lines[index]!.sourceDeliveryLineId ?? null,
    }));
  }

  private async insertLines(tx: EntityManager, lines: object[]): Promise<void> {
    try {
      await tx.query(INSERT_LINES, [JSON.stringify(lines)]);
    } catch (cause) {
      if (!/shipment_line_(is_of_its_source|source)/.test(constraintOf(cause) ?? '')) throw cause;
      throw InvalidInputError.at(
        '/lines',
        'must name as sourceDeliveryLineId, where aid is passed on and only there, a line that the' +
          ' sending city received, in its category, unit and currency',
      );
    }
  }

  /** @returns by the place of the input the id of each that is new */
  private async insertDrafts(
    tx: EntityManager,
    actor: Actor,
    inputs: DraftShipmentDto[],
    isSample: boolean,
  ): Promise<Map<number, string>> {
    const sent = inputs.map(({ lines: _, legs: __, ...input }, n) => ({ ...input, n }));
    const hashed = sent.map((input, n) =>
      input.id === undefined ? input : { ...input, requestSha256: hashOf(inputs[n]!) },
    );
    const values = [JSON.stringify(hashed), isSample, actor.origin.personId];
    try {
      const rows: { n: number; id: string }[] = await tx.query(INSERT_DRAFTS, values);
      return new Map(rows.map(({ n, id }) => [n, id]));
    } catch (cause) {
      if (isViolationOf(cause, 'shipment_not_with_aggressor')) {
        throw InvalidInputError.at('/receivingCityId', 'must not be in an aggressor state');
      }
      const isForeign = FOREIGN_PARTNERSHIP.some((name) => isViolationOf(cause, name));
      throw isForeign ? foreignPartnership() : cause;
    }
  }
}

const askedOf = (input: DraftShipmentDto) => ({ verb: 'draft', input });
const hashOf = (input: DraftShipmentDto): string => sha256OfRequest(askedOf(input)).toString('hex');

/** Its id is taken: by just this request that was sent before, or by another. */
async function refuseOther(tx: EntityManager, input: DraftShipmentDto): Promise<void> {
  const [known] = await tx.query(DRAFTED_BEFORE, [input.id, hashOf(input)]);
  if (!known.isSame) throw new IdTakenError(`The id ${input.id} belongs to another shipment`);
}

const partiesOf = (input: Pick<DraftShipmentDto, 'sendingCityId' | 'receivingCityId'>) => ({
  sender: input.sendingCityId,
  receiver: input.receivingCityId,
});

/** What was said of a line, without what is its record's and what a dispatch has derived. */
function saidOf({
  id: _,
  lineNumber: __,
  isCategoryProposed: ___,
  reportRow: ____,
  isNothing: _____,
  isMassDerived,
  isValueDerived,
  ...line
}: ShipmentLineDto): object {
  const { massKg, value, currency, ...rest } = line;
  return withoutNulls({
    ...rest,
    massKg: isMassDerived ? null : massKg,
    value: isValueDerived ? null : value,
    currency: isValueDerived ? null : currency,
  });
}

function copyOf(shipment: ShipmentDto): DraftShipmentDto {
  const { partnershipId, sendingCityId, receivingCityId, funder, consignor, consignee } = shipment;
  const lines = shipment.lines
    .filter((line) => !line.isNothing)
    .map((line) => ({ ...saidOf(line), isMassConfirmed: true }));
  const parties = { partnershipId, funder, consignor, consignee };
  const copied = { ...withoutNulls(parties), sendingCityId, receivingCityId, lines };
  return { legs: [], ...copied } as unknown as DraftShipmentDto;
}

function withoutNulls<T extends object>(record: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== null),
  ) as Partial<T>;
}

const FOREIGN_PARTNERSHIP = [
  'shipment_is_of_its_partnership',
  'shipment_partnership_id_fkey',
  'shipment_cities_differ',
  'shipment_sending_city_id_fkey',
  'shipment_receiving_city_id_fkey',
];
