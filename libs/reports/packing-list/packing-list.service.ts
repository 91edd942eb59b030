import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CategoryMemory, CitiesService, PlaceIndex } from '@pobratym/cities';
import { Actor, demand } from '@pobratym/identity';
import {
  answeredBefore,
  checkInput,
  Clock,
  gramsToKg,
  InvalidInputError,
  minorToJson,
  quantityToJson,
} from '@pobratym/platform';
import { DraftShipmentDto, readAidLines, ShipmentDrafts, ShipmentDto } from '@pobratym/shipments';
import { ERROR_COLUMN, Language, sayError } from '../error-texts';
import { CellError, CellProblem, ReportColumn, shorten } from '../file';
import { recallCategories } from '../recall-categories';
import { StagedLine } from '../report-line';
import { FIND_PARTNERSHIPS } from './packing-list.sql';
import {
  PackingListDrafts,
  PackingListErrorDto,
  PackingListFields,
  PackingListLineDto,
  PackingListPreview,
  PackingListShipmentDto,
} from './packing-list.dto';
import { PackingListNotAcceptedError } from './packing-list.errors';
import { noteOf, PackedShipment, PackingList, readPackingList } from './read-packing-list';

/** Makes drafts of shipments from the list that was packed by, all of them or none. */
@Injectable()
export class PackingListService {
  constructor(
    private readonly database: DataSource,
    private readonly cities: CitiesService,
    private readonly memory: CategoryMemory,
    private readonly drafts: ShipmentDrafts,
    private readonly clock: Clock,
  ) {}

  /** What the list would become; stores nothing. */
  async preview(
    actor: Actor,
    fields: PackingListFields,
    path: string,
    language: Language,
  ): Promise<PackingListPreview> {
    const { sendingCityId: sender, receivingCityId: receiver, partnershipId } = fields;
    demand(actor, 'shipment.record', { sender, ...(receiver && { receiver }) });
    const places = await this.cities.places();
    places.requireCity('/sendingCityId', sender);
    if (receiver) places.requireCity('/receivingCityId', receiver);
    const list = await readPackingList(fs.createReadStream(path), {
      places,
      sendingCityId: sender,
      receivingCityId: receiver,
      sheet: fields.sheet,
      isLargeMassConfirmed: fields.confirmLargeMass ?? false,
    });
    const lines = list.shipments.flatMap((shipment) => shipment.lines);
    await recallCategories(this.database.manager, this.memory, lines, 'sender');
    const found = await this.findPartnerships(list, sender, partnershipId);
    const shipments = list.shipments.map((shipment, n) => show(shipment, found[n] ?? null, places));
    for (const [n, shipment] of shipments.entries()) {
      // Ten thousand take a second or two, in which others want their answers.
      if (n % 100 === 99) await setImmediate();
      list.refuse(...(await findFaults(toDraft(shipment, fields), shipment, places)));
    }
    return {
      shipments,
      errors: list.errors.map((error) => say(error, language)),
      errorCount: list.errorCount,
    };
  }

  /** @throws PackingListNotAcceptedError where a row is wrong: nothing is stored then */
  async draft(
    actor: Actor,
    fields: PackingListFields,
    path: string,
    { language, key }: { language: Language; key: string | undefined },
  ): Promise<PackingListDrafts> {
    const { sendingCityId: cityId, receivingCityId: receiver } = fields;
    demand(actor, 'shipment.record', { sender: cityId, ...(receiver && { receiver }) });
    const asked = { verb: 'draftAll', request: { ...fields, sha256: await sha256Of(path) } };
    const request = { cityId, key, asked };
    // What was stored is there, even where the list could not be accepted any more.
    const known = await answeredBefore<ShipmentDto[]>(this.database.manager, request);
    if (known) return { items: known };
    const preview = await this.preview(actor, fields, path, language);
    if (preview.errorCount > 0) throw new PackingListNotAcceptedError(preview);
    const inputs = preview.shipments.map((shipment) => toDraft(shipment, fields));
    return { items: await this.drafts.draftAll(actor, inputs, request) };
  }

  /** By position of the shipment; one without is an error in each of its rows. */
  private async findPartnerships(
    list: PackingList,
    sender: string,
    partnershipId: string | undefined,
  ): Promise<(string | null)[]> {
    const today = this.clock.todayAnywhere();
    const asked = list.shipments.map(({ receivingCityId: receiver, plannedOn }, n) => ({
      ...{ n, receiver, day: plannedOn ?? today },
    }));
    const rows: { partnershipId: string | null }[] = await this.database.query(FIND_PARTNERSHIPS, [
      sender,
      JSON.stringify(asked),
      partnershipId ?? null,
    ]);
    list.shipments.forEach(({ lines, receivingCityId }, n) => {
      if (rows[n]?.partnershipId) return;
      const params = { sendingCity: sender, receivingCity: receivingCityId };
      const problem = partnershipId
        ? new CellProblem('partnership-of-others', params)
        : new CellProblem('no-partnership', { ...params, day: asked[n]!.day });
      for (const { row } of lines) {
        list.refuse({
          row: Number(row),
          column: 'partner_city',
          value: receivingCityId,
          ...problem,
        });
      }
    });
    return rows.map((row) => row.partnershipId);
  }
}

function show(
  shipment: PackedShipment,
  partnershipId: string | null,
  places: PlaceIndex,
): PackingListShipmentDto {
  const { receivingCityId, reference, plannedOn, declarationCode, lines } = shipment;
  const said = { reference, plannedOn, declarationCode, note: noteOf(shipment) };
  const shown = lines.map((line) => showLine(line, places));
  return { receivingCityId, partnershipId, ...said, lines: shown };
}

function showLine(line: StagedLine, places: PlaceIndex): PackingListLineDto {
  const { quantity_milli: milli, mass_grams: grams, value_minor: minor, currency } = line;
  const digits = places.minorDigitsOf(String(currency)) ?? 2;
  return {
    row: Number(line.row),
    category: String(line.category),
    isCategoryProposed: line.is_category_proposed === true,
    flags: line.flags as string[],
    item: String(line.item),
    quantity: milli === null ? null : quantityToJson(milli as bigint),
    unit: line.unit as string | null,
    packages: line.packages as number | null,
    massKg: grams === null ? null : gramsToKg(grams as bigint),
    value: minor === null ? null : minorToJson(minor as bigint, digits),
    currency: currency as string | null,
  };
}

function toDraft(
  { lines, plannedOn: plannedDispatchOn, ...shipment }: PackingListShipmentDto,
  { sendingCityId, confirmLargeMass: isMassConfirmed = false }: PackingListFields,
): DraftShipmentDto {
  const inputs = lines.map(({ row: _, isCategoryProposed: __, flags: ___, ...line }) => ({
    ...said(line),
    isMassConfirmed,
  }));
  const plan = said({ ...shipment, plannedDispatchOn });
  const draft = { sendingCityId, ...plan, legs: [], lines: inputs };
  return Object.assign(new DraftShipmentDto(), draft);
}

/**
 * By the very rules of a draft that is typed in, so that what a preview calls right can be stored.
 * Most of what breaks them was told before, and in the reader's language.
 */
async function findFaults(
  draft: DraftShipmentDto,
  { lines }: PackingListShipmentDto,
  places: PlaceIndex,
): Promise<CellError[]> {
  try {
    const { lines: inputs } = await checkInput(DraftShipmentDto, draft);
    readAidLines(inputs, places);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return error.faults.map(({ pointer, detail }) => {
      const [, ofLine, ofShipment] = /^\/lines\/(\d+)\/\w+$|^\/(\w+)/.exec(pointer) ?? [];
      const row = lines[Number(ofLine ?? 0)]!.row;
      const name = pointer.split('/').at(-1)!;
      const said: unknown = ofShipment ? draft[name as keyof DraftShipmentDto] : undefined;
      const value = shorten(typeof said === 'string' ? said : '');
      const problem = new CellProblem('not-for-a-draft', { detail: `${name} ${detail}` });
      return { row, column: COLUMNS[name] ?? name, value, ...problem };
    });
  }
}

/** Where what a draft calls so stands in a list. */
const COLUMNS: Readonly<Record<string, ReportColumn>> = {
  massKg: 'mass_kg',
  plannedDispatchOn: 'date',
  declarationCode: 'declaration',
  receivingCityId: 'partner_city',
};

/** In a request, what nobody has said is not there. */
function said<T extends object>(record: T): Partial<T> {
  const entries = Object.entries(record).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as Partial<T>;
}

function say({ row, column, value, code, params }: CellError, language: Language) {
  const { message, expected } = sayError(language, { code, params });
  const detail = `${message} ${ERROR_COLUMN[language].expected}: ${expected}`;
  return { row, column, value, detail } satisfies PackingListErrorDto;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(fs.createReadStream(path), hash);
  return hash.digest('hex');
}
