import { IsIn } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import {
  CityIdField,
  FlagQueryField,
  IdField,
  Shown,
  ShownOrNull,
  TextField,
} from '@pobratym/platform';
import { ShipmentDto } from '@pobratym/shipments';

/** The text parts of an upload. */
export class PackingListFields {
  @CityIdField() sendingCityId!: string;
  @IdField({ optional: true, description: 'absent: the one in force on the day, else today' })
  partnershipId?: string;
  @CityIdField({ optional: true, description: 'of all rows; they need no partner_city then' })
  receivingCityId?: string;
  @ApiProperty({ enum: ['true', 'false'], description: 'true: only says what would be stored' })
  @IsIn(['true', 'false'], { message: 'must be true or false' })
  dryRun!: 'true' | 'false';
  @TextField(100, { optional: true, description: 'of a workbook; absent: the first' })
  sheet?: string;
  @FlagQueryField({ description: 'yes, a line has more than 1,000 tonnes' })
  confirmLargeMass?: boolean;
}

export class PackingListLineDto {
  @Shown({ description: 'row of the file' }) row!: number;
  @Shown() category!: string;
  @Shown({ description: 'proposed from the item; no person has said so yet' })
  isCategoryProposed!: boolean;
  @Shown({ type: [String], description: 'why a person should look at it' }) flags!: string[];
  @Shown() item!: string;
  @ShownOrNull('number') quantity!: number | null;
  @ShownOrNull('string') unit!: string | null;
  @ShownOrNull('number') packages!: number | null;
  @ShownOrNull('number') massKg!: number | null;
  @ShownOrNull('number') value!: number | null;
  @ShownOrNull('string') currency!: string | null;
}

export class PackingListShipmentDto {
  @Shown() receivingCityId!: string;
  @ShownOrNull('string', { description: 'null: there is none, as an error says' })
  partnershipId!: string | null;
  @ShownOrNull('string') reference!: string | null;
  @ShownOrNull('string', { format: 'date', description: 'day on which it is to leave' })
  plannedOn!: string | null;
  @ShownOrNull('string') declarationCode!: string | null;
  @ShownOrNull('string', { description: 'the notes of its rows, a line each' })
  note!: string | null;
  @Shown({ type: [PackingListLineDto] }) lines!: PackingListLineDto[];
}

export class PackingListErrorDto {
  @Shown({ description: 'row as a report counts it; 0: the header, or the file as a whole' })
  row!: number;
  @ShownOrNull('string') column!: string | null;
  @Shown({ description: 'what stood there' }) value!: string;
  @Shown({ description: 'what is wrong, and what to write instead' }) detail!: string;
}

export class PackingListPreview {
  @Shown({ type: [PackingListShipmentDto], description: 'of the rows that are right' })
  shipments!: PackingListShipmentDto[];
  @Shown({ type: [PackingListErrorDto], description: 'at most 1,000; a list with one is refused' })
  errors!: PackingListErrorDto[];
  @Shown() errorCount!: number;
}

export class PackingListDrafts {
  @Shown({ type: [ShipmentDto] }) items!: ShipmentDto[];
}
