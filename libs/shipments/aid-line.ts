import {
  FieldFault,
  gramsFromKg,
  InvalidInputError,
  minorFromJson,
  quantityFromJson,
} from '@pobratym/platform';
import { PlaceIndex } from '@pobratym/cities';
import { AidLineInput } from './dto/aid-line.dto';

/** A line as the database takes it; bigints as text, since JSON carries it there. */
export interface AidLineRecord {
  lineNumber: number;
  category: string;
  item: string;
  quantityMilli: string | null;
  unit: string | null;
  packages: number | null;
  massGrams: string | null;
  valueMinor: string | null;
  currency: string | null;
  batch: string | null;
  expiresOn: string | null;
  isColdChain: boolean;
}

/** More on one line is nearly always kilograms taken for tonnes, or grams for kilograms. */
const MASS_KG_UNCONFIRMED_MAX = 1_000_000;

/**
 * Turns lines of a request into records, or throws one error that names each wrong field.
 * Amounts were checked by the DTO; here stands what needs the code lists or two fields at once.
 */
export function readAidLines(lines: LineInput[], places: PlaceIndex): AidLineRecord[] {
  const faults: FieldFault[] = [];
  const records = lines.map((line, index) => {
    const fault = (name: string, detail: string) =>
      void faults.push({ pointer: `/lines/${index}/${name}`, detail });
    return readLine(line, index + 1, places, fault);
  });
  if (faults.length > 0) throw InvalidInputError.of(faults);
  return records;
}

/** A line of a delivery may say that nothing arrived. */
type LineInput = AidLineInput & { isNothing?: boolean };

function readLine(
  line: LineInput,
  lineNumber: number,
  places: PlaceIndex,
  fault: (name: string, detail: string) => void,
): AidLineRecord {
  const { category, item, quantity, unit, packages, massKg, value, currency } = line;
  if (places.readCategory(category) !== category) {
    fault('category', 'must be a code of /api/v1/categories');
  }
  const hasAmount = massKg !== undefined || quantity !== undefined || value !== undefined;
  if (line.isNothing && hasAmount) fault('isNothing', 'must not come with an amount');
  if (!line.isNothing && !hasAmount) {
    fault('massKg', 'must be given, or else quantity or value: a line says how much');
  }
  if ((massKg ?? 0) > MASS_KG_UNCONFIRMED_MAX && !line.isMassConfirmed) {
    fault(
      'massKg',
      'is over 1000 t: were tonnes or grams meant? If it is so, send isMassConfirmed: true',
    );
  }
  if (quantity !== undefined && unit === undefined) fault('unit', 'must say of what the count is');
  return {
    lineNumber,
    category,
    item,
    quantityMilli: quantity === undefined ? null : String(quantityFromJson(quantity)),
    unit: quantity === undefined ? null : (unit ?? null),
    packages: packages ?? null,
    massGrams: massKg === undefined ? null : String(gramsFromKg(massKg)),
    ...readMoney(value, currency, places, fault),
    batch: line.batch ?? null,
    expiresOn: line.expiresOn ?? null,
    isColdChain: line.isColdChain ?? false,
  };
}

function readMoney(
  value: number | undefined,
  currency: string | undefined,
  places: PlaceIndex,
  fault: (name: string, detail: string) => void,
): Pick<AidLineRecord, 'valueMinor' | 'currency'> {
  const none = { valueMinor: null, currency: null };
  if (value === undefined && currency === undefined) return none;
  if (currency === undefined) fault('currency', 'must be given with a value');
  if (value === undefined) fault('value', 'must be given with a currency');
  if (value === undefined || currency === undefined) return none;
  const digits = places.minorDigitsOf(currency);
  if (digits === undefined) {
    fault('currency', 'must be an ISO 4217 code in use, such as EUR');
    return none;
  }
  const minor = minorFromJson(value, digits);
  if (minor === null) fault('value', `must have at most ${digits} decimals in ${currency}`);
  return { valueMinor: minor === null ? null : String(minor), currency };
}
