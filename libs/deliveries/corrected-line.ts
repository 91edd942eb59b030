import { AidLineRecord, CorrectedShipmentLineInput } from '@pobratym/shipments';
import { DeliveryLineRecord } from './delivery-input';
import { CorrectedDeliveryLineInput } from './dto/correction.dto';

/** A line as it stands after a correction: what the trigger of `correction_line` writes. */
export interface AfterLine {
  line_id: string;
  after: AfterColumns;
}

/** Columns by their names; amounts are bigint text. */
interface AfterColumns {
  category: string;
  item: string;
  quantity_milli: string | null;
  unit: string | null;
  packages: number | null;
  mass_grams: string | null;
  value_minor: string | null;
  currency: string | null;
  batch: string | null;
  expires_on: string | null;
  is_cold_chain: boolean;
  is_nothing: boolean;
  is_mass_derived?: boolean;
  is_value_derived?: boolean;
  damaged_mass_grams?: string | null;
  damaged_quantity_milli?: string | null;
  difference_reason?: string | null;
  difference_note?: string | null;
}

const columnsOf = (line: AidLineRecord): Omit<AfterColumns, 'is_nothing'> => ({
  category: line.category,
  item: line.item,
  quantity_milli: line.quantityMilli,
  unit: line.unit,
  packages: line.packages,
  mass_grams: line.massGrams,
  value_minor: line.valueMinor,
  currency: line.currency,
  batch: line.batch,
  expires_on: line.expiresOn,
  is_cold_chain: line.isColdChain,
});

export const afterOfShipment = (
  { lineId, isNothing = false }: CorrectedShipmentLineInput,
  line: AidLineRecord,
): AfterLine => ({
  line_id: lineId,
  after: {
    ...columnsOf(line),
    is_nothing: isNothing,
    is_mass_derived: false,
    is_value_derived: false,
  },
});

/** What a line that is passed on takes with its count alone; amounts are bigint text. */
export interface Share {
  id: string;
  mass_grams: string | null;
  value_minor: string | null;
  currency: string | null;
}

/** With its share of what the city holds, where it has one. */
export const withShare = (line: AfterLine, share: Share | undefined): AfterLine => {
  if (!share) return line;
  const { mass_grams, value_minor, currency } = share;
  const mass = mass_grams === null ? {} : { mass_grams, is_mass_derived: true };
  const value = value_minor === null ? {} : { value_minor, currency, is_value_derived: true };
  return { ...line, after: { ...line.after, ...mass, ...value } };
};

export const afterOfDelivery = (
  { lineId }: CorrectedDeliveryLineInput,
  line: DeliveryLineRecord,
): AfterLine => ({
  line_id: lineId,
  after: {
    ...columnsOf(line),
    damaged_mass_grams: line.damagedMassGrams,
    damaged_quantity_milli: line.damagedQuantityMilli,
    is_nothing: line.isNothing,
    difference_reason: line.differenceReason,
    difference_note: line.differenceNote,
  },
});
