import { FieldFault } from '@pobratym/platform';
import { ShipmentDto, ShipmentPlan } from './dto/shipment.dto';

const FIELDS = [
  'reference',
  'note',
  'plannedDispatchOn',
  'plannedArrivalOn',
  'declarationCode',
  'clearedOn',
  'funder',
  'consignor',
  'consignee',
] as const;
const LINE_FIELDS = [
  'category',
  'item',
  'quantity',
  'unit',
  'packages',
  'massKg',
  'value',
  'currency',
  'batch',
  'expiresOn',
] as const;

/** Where an edit and what stands there now say different things; pointers into the edit. */
export function whatDiffers(input: ShipmentPlan, current: ShipmentDto): FieldFault[] {
  const differs = (pointer: string, yours: unknown, theirs: unknown): FieldFault[] =>
    (yours ?? null) === (theirs ?? null)
      ? []
      : [{ pointer, detail: `stands there now: ${JSON.stringify(theirs ?? null)}` }];
  const plan = FIELDS.flatMap((name) => differs(`/${name}`, input[name], current[name]));
  const count = Math.max(input.lines.length, current.lines.length);
  const lines = Array.from({ length: count }, (_, index) => {
    const [mine, theirs] = [input.lines[index], current.lines[index]];
    if (!mine || !theirs) return differs(`/lines/${index}`, mine?.item, theirs?.item);
    return LINE_FIELDS.flatMap((name) =>
      differs(`/lines/${index}/${name}`, mine[name], theirs[name]),
    );
  });
  return [...plan, ...lines.flat()].slice(0, 100);
}
