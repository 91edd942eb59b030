import { EntityManager } from 'typeorm';
import { InvalidInputError, isViolationOf } from '@pobratym/platform';
import { LegInput } from './dto/leg.dto';
import { INSERT_LEGS } from './shipments.sql';

/** A way is told whole: it takes the place of what stood there. */
export async function replaceLegs(tx: EntityManager, id: string, legs: LegInput[]): Promise<void> {
  await tx.query(`delete from shipment_leg where shipment_id = $1`, [id]);
  if (legs.length === 0) return;
  const numbered = legs.map((leg, index) => ({ ...leg, number: index + 1 }));
  try {
    await tx.query(INSERT_LEGS, [id, JSON.stringify(numbered)]);
  } catch (cause) {
    if (!isViolationOf(cause, 'shipment_leg_check')) throw cause;
    throw InvalidInputError.at('/legs', 'must arrive on or after the day of their departure');
  }
}
