import { Matches } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import {
  CityIdField,
  DayField,
  IdField,
  PageQuery,
  Shown,
  ShownOrNull,
  TextField,
} from '@pobratym/platform';

const CODE = /^[a-z_-]+(\.[a-z_-]+)?$/;

export class AuditQuery extends PageQuery {
  @CityIdField({ optional: true, description: 'of the asker’s cities, this one' })
  city?: string;
  @TextField(40, { optional: true, example: 'shipment' })
  @Matches(CODE, { message: 'must be a kind of record' })
  subjectKind?: string;
  @TextField(100, { optional: true }) subjectId?: string;
  @IdField({ optional: true, description: 'what this person did' }) person?: string;
  @TextField(60, { optional: true, example: 'shipment.dispatch' })
  @Matches(CODE, { message: 'must be a kind of action' })
  action?: string;
  @DayField({ optional: true, description: 'first day, UTC' }) from?: string;
  @DayField({ optional: true, description: 'last day, UTC' }) to?: string;
}

export class AuditPersonDto {
  @Shown() id!: string;
  @ShownOrNull('string', { description: 'null: erased, or not of the asker’s cities' })
  name!: string | null;
}

export class AuditSubjectDto {
  @Shown() kind!: string;
  @Shown() id!: string;
}

export class AuditEventDto {
  @Shown() id!: string;
  @Shown({ format: 'date-time' }) occurredAt!: string;
  @Shown({ type: AuditPersonDto, nullable: true, description: 'null: nobody, or the installation' })
  person!: AuditPersonDto | null;
  @Shown({ enum: ['session', 'token', 'installation', 'nobody'] }) via!: string;
  @ShownOrNull('string', { description: 'network that it came from', example: '192.0.2.0/24' })
  network!: string | null;
  @Shown({ example: 'shipment.dispatch' }) action!: string;
  @Shown({ type: AuditSubjectDto }) subject!: AuditSubjectDto;
  @Shown({ type: [String], description: 'those of the asker’s cities that it is of' })
  cityIds!: string[];
  @ApiProperty({ type: Object, nullable: true, description: 'what stood there' })
  before!: object | null;
  @ApiProperty({ type: Object, nullable: true, description: 'what stands there now' })
  after!: object | null;
}

export class AuditPage {
  @Shown({ type: [AuditEventDto] }) items!: AuditEventDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}
