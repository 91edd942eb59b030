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
}

/** Lines of a request as records, or one error that names each wrong field. */
export function readDeliveryLines(
  input: RecordDeliveryDto,
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
    if (shipmentLineId && !input.shipmentId) {
      fault('shipmentLineId', 'must come with the shipmentId that it is a line of');
    }
    return {
      ...records[index]!,
      shipmentLineId: shipmentLineId ?? null,
      damagedMassGrams: damagedMassKg === undefined ? null : String(gramsFromKg(damagedMassKg)),
      damagedQuantityMilli:
        damagedQuantity === undefined ? null : String(quantityFromJson(damagedQuantity)),
    };
  });
  if (faults.length > 0) throw InvalidInputError.of(faults);
  return lines;
}

const COLUMNS = [
  'line_number',
  'shipment_line_id',
  'category',
  'item',
  'quantity_milli',
  'unit',
  'packages',
  'mass_grams',
  'damaged_mass_grams',
  'damaged_quantity_milli',
  'value_minor',
  'currency',
].join(', ');

const LINES_OF_JSON = `
  select "lineNumber" as line_number, "shipmentLineId" as shipment_line_id, category, item,
    "quantityMilli" as quantity_milli, unit, packages, "massGrams" as mass_grams,
    "damagedMassGrams" as damaged_mass_grams, "damagedQuantityMilli" as damaged_quantity_milli,
    "valueMinor" as value_minor, currency
  from jsonb_to_recordset($2::jsonb) as r ("lineNumber" integer, "shipmentLineId" uuid,
    category text, item text, "quantityMilli" bigint, unit text, packages integer,
    "massGrams" bigint, "damagedMassGrams" bigint, "damagedQuantityMilli" bigint,
    "valueMinor" bigint, currency text)`;

export const INSERT_LINES = `
  insert into delivery_line (delivery_id, ${COLUMNS})
  select $1, ${COLUMNS} from (${LINES_OF_JSON}) sent`;

export const SAME_DELIVERY = `
  select 1 from delivery d where d.id = $1 and d.sending_city_id = $3
    and d.receiving_city_id = $4 and d.received_on = $5
    and d.partnership_id is not distinct from $6 and d.shipment_id is not distinct from $7
    and d.reference is not distinct from $8 and d.note is not distinct from $9
    and (select count(*) from delivery_line l where l.delivery_id = d.id)
      = jsonb_array_length($2::jsonb)
    and not exists (
      select ${COLUMNS} from (${LINES_OF_JSON}) sent
      except select ${COLUMNS} from delivery_line l where l.delivery_id = d.id)`;
