import {
  CityIdField,
  CodeField,
  FlagQueryField,
  PageQuery,
  Shown,
  ShownOrNull,
} from '@pobratym/platform';

export const DIFFERENCE_KINDS = [
  'short',
  'over',
  'damaged',
  'never_announced',
  'never_arrived',
  'category',
  'duplicate',
  'ended_partnership',
] as const;

export class DifferenceQuery extends PageQuery {
  @CityIdField({ optional: true, description: 'differences of this city, sent or received' })
  city?: string;
  @CodeField(DIFFERENCE_KINDS, { optional: true }) kind?: string;
  @FlagQueryField({ description: 'generated records instead of real ones' }) sample?: boolean;
}

export class DifferenceDto {
  @Shown() id!: string;
  @Shown({ enum: DIFFERENCE_KINDS }) kind!: string;
  @Shown({ description: 'superseded: a later record has made it good' })
  state!: string;
  @ShownOrNull('string') shipmentId!: string | null;
  @ShownOrNull('string') shipmentLineId!: string | null;
  @ShownOrNull('string') deliveryLineId!: string | null;
  @ShownOrNull('number') massKg!: number | null;
  @ShownOrNull('number') quantity!: number | null;
  @ShownOrNull('number') value!: number | null;
  @ShownOrNull('string') currency!: string | null;
  @Shown() receivingCityId!: string;
  @ShownOrNull('string') sendingCityId!: string | null;
  @Shown() isSample!: boolean;
  @Shown({ format: 'date-time' }) openedAt!: string;
}

export class DifferencePage {
  @Shown({ type: [DifferenceDto] }) items!: DifferenceDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}
