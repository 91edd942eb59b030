import { EntityManager } from 'typeorm';
import { AfterLine } from './corrected-line';
import { differenceOf, ON_THE_ROAD, OnTheRoad, refuseUnexplained } from './difference-reason';

interface Standing {
  id: string;
  shipmentLineId: string | null;
  differenceReason: string | null;
  differenceNote: string | null;
  sendingCityId: string;
  receivingCityId: string;
  isAtShipment: boolean;
}

const STANDING = `
  select l.id, l.shipment_line_id as "shipmentLineId", l.difference_reason as "differenceReason",
    l.difference_note as "differenceNote", d.sending_city_id as "sendingCityId",
    d.receiving_city_id as "receivingCityId", d.shipment_id is not null as "isAtShipment"
  from delivery_line l join delivery d on d.id = l.delivery_id where l.id = any($1)`;

/**
 * A correction must say why a line is not what is on the road, as its record had to; a reason that
 * stands on the line is kept for as long as it is needed. Whoever calls holds the road, to which
 * the matches of these lines were given back.
 */
export async function explainCorrected(
  tx: EntityManager,
  lines: AfterLine[],
): Promise<AfterLine[]> {
  const rows: Standing[] = await tx.query(STANDING, [lines.map((line) => line.line_id)]);
  const [first] = rows;
  if (!first) return lines;
  const standingOf = new Map(rows.map((row) => [row.id, row]));
  const stated = rows.flatMap((row) => row.shipmentLineId ?? []);
  const { sendingCityId, receivingCityId, isAtShipment } = first;
  const road: OnTheRoad[] = await tx.query(ON_THE_ROAD, [stated, sendingCityId, receivingCityId]);
  const roadOf = new Map(road.map((line) => [line.id, line]));
  const said = lines.map(({ line_id, after }) => {
    const { shipmentLineId, differenceReason } = standingOf.get(line_id)!;
    return {
      shipmentLineId,
      isNothing: after.is_nothing,
      category: after.category,
      unit: after.unit,
      currency: after.currency,
      massGrams: after.mass_grams,
      quantityMilli: after.quantity_milli,
      valueMinor: after.value_minor,
      differenceReason: after.difference_reason ?? differenceReason,
    };
  });
  refuseUnexplained(said, road, isAtShipment);
  return lines.map((line, index) => {
    const { differenceReason, differenceNote } = standingOf.get(line.line_id)!;
    const announced = roadOf.get(said[index]!.shipmentLineId ?? '');
    const isKept =
      (line.after.difference_reason ?? null) === null &&
      differenceOf(said[index]!, announced, isAtShipment) !== null;
    if (!isKept) return line;
    const reason = { difference_reason: differenceReason, difference_note: differenceNote };
    return { ...line, after: { ...line.after, ...reason } };
  });
}
