import { PlaceIndex } from '@pobratym/cities';
import { FieldFault, gramsFromKg, InvalidInputError, quantityFromJson } from '@pobratym/platform';
import { AidLineRecord, readAidLines } from '@pobratym/shipments';
import { RecordDeliveryDto } from './dto/delivery.dto';

/** Both cities are known, and are two. */
export function refuseWrongCities(input: RecordDeliveryDto, places: PlaceIndex): void {
  const { sendingCityId, receivingCityId } = input;
  places.requireCity('/sendingCityId', sendingCityId);
  places.requireCity('/receivingCityId', receivingCityId);
  if (sendingCityId === receivingCityId) {
    throw InvalidInputError.at('/sendingCityId', 'must be another city than receivingCityId');
  }
}

export interface DeliveryLineRecord extends AidLineRecord {
  shipmentLineId: string | null;
  damagedMassGrams: string | null;
  damagedQuantityMilli: string | null;
  isNothing: boolean;
  differenceReason: string | null;
  differenceNote: string | null;
}

/** Lines of a request as records, or one error that names each wrong field. */
export function readDeliveryLines(
  input: Pick<RecordDeliveryDto, 'lines'>,
  places: PlaceIndex,
): DeliveryLineRecord[] {
  const records = readAidLines(input.lines, places);
  const faults: FieldFault[] = [];
  const lines = input.lines.map((line, index) => {
    const { shipmentLineId, damagedMassKg, damagedQuantity, massKg, quantity } = line;
    const fault = (name: string, detail: string) =>
      faults.push({ pointer: `/lines/${index}/${name}`, detail });
    if (damagedMassKg !== undefined && damagedMassKg > (massKg ?? 0)) {
      fault('damagedMassKg', 'must be at most massKg: it is a part of it');
    }
    if (damagedQuantity !== undefined && damagedQuantity > (quantity ?? 0)) {
      fault('damagedQuantity', 'must be at most quantity: it is a part of it');
    }
    if (line.isNothing && !shipmentLineId) {
      fault('isNothing', 'must come with the shipmentLineId of which nothing arrived');
    }
    if (line.isNothing && line.differenceReason === undefined) {
      fault('differenceReason', 'must say why nothing arrived');
    }
    if (line.differenceReason === 'other' && !line.differenceNote) {
      fault('differenceNote', 'must say what the reason is');
    }
    return {
      ...records[index]!,
      shipmentLineId: shipmentLineId ?? null,
      damagedMassGrams: damagedMassKg === undefined ? null : String(gramsFromKg(damagedMassKg)),
      damagedQuantityMilli:
        damagedQuantity === undefined ? null : String(quantityFromJson(damagedQuantity)),
      isNothing: line.isNothing ?? false,
      differenceReason: line.differenceReason ?? null,
      differenceNote: line.differenceNote ?? null,
    };
  });
  if (faults.length > 0) throw InvalidInputError.of(faults);
  return lines;
}

/** The lines of shipments that a delivery's lines say that they came from, each once. */
export const statedLineIds = (lines: { shipmentLineId?: string | null }[]): string[] => [
  ...new Set(lines.flatMap(({ shipmentLineId }) => shipmentLineId ?? [])),
];

const COLUMNS = `line_number, shipment_line_id, category, item, quantity_milli, unit, packages,
  mass_grams, damaged_mass_grams, damaged_quantity_milli, value_minor, currency, batch, expires_on,
  is_cold_chain, is_nothing, difference_reason, difference_note`;

const LINES_OF_JSON = `
  select "lineNumber" as line_number, "shipmentLineId" as shipment_line_id, category, item,
    "quantityMilli" as quantity_milli, unit, packages, "massGrams" as mass_grams,
    "damagedMassGrams" as damaged_mass_grams, "damagedQuantityMilli" as damaged_quantity_milli,
    "valueMinor" as value_minor, currency, batch, "expiresOn" as expires_on,
    "isColdChain" as is_cold_chain, "isNothing" as is_nothing,
    "differenceReason" as difference_reason, "differenceNote" as difference_note
  from jsonb_to_recordset($2::jsonb) as r ("lineNumber" integer, "shipmentLineId" uuid,
    category text, item text, "quantityMilli" bigint, unit text, packages integer,
    "massGrams" bigint, "damagedMassGrams" bigint, "damagedQuantityMilli" bigint,
    "valueMinor" bigint, currency text, batch text, "expiresOn" date, "isColdChain" boolean,
    "isNothing" boolean, "differenceReason" text, "differenceNote" text)`;

export const INSERT_LINES = `
  with added as (
    insert into delivery_line (delivery_id, ${COLUMNS})
    select $1, ${COLUMNS} from (${LINES_OF_JSON}) sent returning *
  ) select a.*, c.minor_digits from added a left join currency c on c.code = a.currency
    order by a.line_number`;

/** $1 id or null … $17 the request; answers as {@link Delivery}, or no row where the id is taken. */
export const INSERT_DELIVERY = `
  insert into delivery (id, shipment_id, partnership_id, is_outside_partnership, is_passed_on, side,
    sending_city_id, sending_country, receiving_city_id, receiving_country, reference, received_on,
    note, place, received_by, received_at, is_sample, recorded_by, request_sha256)
  values (coalesce($1::uuid, uuidv7()), $2, $3, $3::uuid is null and not $4::boolean, $4, 'receiver',
    $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
  on conflict (id) do nothing
  returning id, shipment_id as "shipmentId", partnership_id as "partnershipId",
    is_outside_partnership as "isOutsidePartnership", is_passed_on as "isPassedOn", side,
    sending_city_id as "sendingCityId", sending_city_text as "sendingCityText",
    sending_country as "sendingCountry", receiving_city_id as "receivingCityId",
    receiving_city_text as "receivingCityText", receiving_country as "receivingCountry", reference,
    received_on as "receivedOn", date_precision as "datePrecision", date_text as "dateText",
    source_url as "sourceUrl", place, received_by as "receivedBy", received_at as "receivedAt",
    note, is_sample as "isSample", report_id as "reportId", recorded_at as "recordedAt"`;

/** Whether there is a delivery with an id ($1) that a client has made by just this request ($2). */
export const RECORDED_BEFORE = `
  select coalesce(request_sha256 = $2, false) as "isSame" from delivery where id = $1`;
