import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { CitiesService, PlaceIndex } from '@pobratym/cities';
import { Actor, demand } from '@pobratym/identity';
import {
  constraintOf,
  InvalidInputError,
  isViolationOf,
  once,
  sha256OfRequest,
  transact,
} from '@pobratym/platform';
import { readAidLines } from './aid-line';
import { DraftShipmentDto, ShipmentDto, ShipmentLineDto, ShipmentPlan } from './dto/shipment.dto';
import { whatDiffers } from './edit-conflict';
import { recordShipmentEvent } from './shipment-event';
import { replaceLegs } from './shipment-legs';
import { ShipmentRecords } from './shipment-records';
import { DRAFTED_BEFORE, EDIT_DRAFT, INSERT_DRAFT, INSERT_LINES } from './shipments.sql';
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

  /** Many drafts, all or none: a packing list. */
  async draftAll(
    actor: Actor,
    inputs: DraftShipmentDto[],
    { idempotencyKey: key, request = inputs }: { idempotencyKey?: string; request?: unknown } = {},
  ): Promise<ShipmentDto[]> {
    for (const input of inputs) demand(actor, 'shipment.record', partiesOf(input));
    const places = await this.cities.places();
    const asked = { verb: 'draftAll', request };
    return transact(this.database, (tx) =>
      once(tx, { cityId: inputs[0]?.sendingCityId ?? '', key, asked }, async () => {
        const drafts: ShipmentDto[] = [];
        for (const input of inputs) {
          drafts.push(await this.draftIn(tx, actor, input, places, false));
        }
        return drafts;
      }),
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
      await this.insertLines(tx, id, lines);
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
    const lines = this.linesOf(input, places);
    const id = await this.insertDraft(tx, actor, input, isSample);
    if (id === undefined) {
      const [known] = await tx.query(DRAFTED_BEFORE, [input.id, sha256OfRequest(askedOf(input))]);
      if (known.isSame) return this.records.show(tx, actor, input.id!);
      throw new IdTakenError(`The id ${input.id} belongs to another shipment`);
    }
    await this.insertLines(tx, id, lines);
    await replaceLegs(tx, id, input.legs);
    const after = { partnershipId: input.partnershipId ?? null, lines: lines.length };
    await recordShipmentEvent(tx, actor, 'shipment.draft', { ...input, id }, { after });
    return this.records.show(tx, actor, id);
  }

  private linesOf(input: ShipmentPlan, places: PlaceIndex) {
    return readAidLines(input.lines, places).map((line, index) => ({
      ...line,
      sourceDeliveryLineId: input.lines[index]!.sourceDeliveryLineId ?? null,
    }));
  }

  private async insertLines(tx: EntityManager, id: string, lines: object[]): Promise<void> {
    try {
      await tx.query(INSERT_LINES, [id, JSON.stringify(lines)]);
    } catch (cause) {
      if (!/shipment_line_(is_of_its_source|source)/.test(constraintOf(cause) ?? '')) throw cause;
      throw InvalidInputError.at(
        '/lines',
        'must name as sourceDeliveryLineId, where aid is passed on and only there, a line that the' +
          ' sending city received, in its category, unit and currency',
      );
    }
  }

  private async insertDraft(
    tx: EntityManager,
    actor: Actor,
    input: DraftShipmentDto,
    isSample: boolean,
  ): Promise<string | undefined> {
    const { id, partnershipId, sendingCityId, receivingCityId } = input;
    const cities = [sendingCityId, receivingCityId];
    const sha256 = id === undefined ? null : sha256OfRequest(askedOf(input));
    const by = actor.origin.personId;
    const rest = [JSON.stringify(input), ...cities, isSample, by, sha256];
    try {
      const rows = await tx.query(INSERT_DRAFT, [id ?? null, partnershipId ?? null, ...rest]);
      return rows[0]?.id;
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
