import { Matches } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import {
  CityIdField,
  CodeField,
  DayField,
  FlagQueryField,
  gramsToKg,
  PageQuery,
  Shown,
  ShownOrNull,
  TextField,
} from '@pobratym/platform';
import { ErrorCode, Language, LANGUAGES } from '../error-texts';
import {
  REPORT_SIDES,
  REPORT_STATES,
  ReportPreview,
  ReportSide,
  ReportState,
} from '../report.entity';

export class ReportQuery extends PageQuery {
  @CityIdField({ optional: true }) city?: string;
  @CodeField(REPORT_SIDES, { optional: true }) side?: ReportSide;
  @FlagQueryField({ description: 'generated records instead of real ones' }) sample?: boolean;
}

const SHEET = 'of a workbook, the name on its tab; absent: the first that is not hidden';

/** What is said of a report beside its file: in the form, in the object, or in the address. */
export class FileReportDto {
  @CodeField(REPORT_SIDES) side!: ReportSide;
  @CityIdField({ optional: true, description: 'the filing city, unless each row names its own' })
  cityId?: string;
  @TextField(100, { optional: true, description: SHEET }) sheet?: string;
  @DayField({ optional: true, description: 'public source: the day on which it was read' })
  sourceReadOn?: string;
  @TextField(64, { optional: true, description: 'public source: SHA-256 of what was read' })
  @Matches(/^[0-9a-f]{64}$/, { message: 'must be a SHA-256 in 64 hexadecimal digits, small' })
  sourceHash?: string;
  @TextField(200, { optional: true, description: 'public source: who made a table of it' })
  codedBy?: string;
  @FlagQueryField({ description: 'true: only read, checked and counted, until it is committed' })
  isPreview?: boolean;
}

/** What a report would post; of one with errors, what its right rows would. */
export class ReportPreviewDto {
  @Shown({ description: 'shipments or deliveries' }) cases!: number;
  @Shown() lines!: number;
  @Shown() massKg!: number;
  @Shown() linesWithoutMass!: number;
  @Shown({ description: 'lines one of whose cities cannot be told' })
  linesWithUnknownCity!: number;
  @Shown({ type: [String], description: 'the first hundred, as the file writes them' })
  unknownCities!: string[];
  @Shown({
    type: [String],
    description: 'ids of the cities from or to which this side has told of no aid before',
  })
  newPartners!: string[];

  static of({ massGrams, ...preview }: ReportPreview): ReportPreviewDto {
    return { ...preview, massKg: gramsToKg(BigInt(massGrams)) };
  }
}

export class ReportDto {
  @Shown() id!: string;
  @Shown({ enum: REPORT_SIDES }) side!: ReportSide;
  @ShownOrNull('string') cityId!: string | null;
  @Shown() fileName!: string;
  @Shown() sha256!: string;
  @ShownOrNull('string', { description: 'of a workbook; null: its first that is not hidden' })
  sheet!: string | null;
  @ShownOrNull('string', { format: 'date', description: 'public source: when it was read' })
  sourceReadOn!: string | null;
  @ShownOrNull('string', { description: 'public source: SHA-256 of what was read' })
  sourceHash!: string | null;
  @ShownOrNull('string', {
    description: 'public source: who made a table of it; null for who sees it as published alone',
  })
  codedBy!: string | null;
  @Shown({ enum: REPORT_STATES }) state!: ReportState;
  @Shown({ description: 'nothing of it is posted before it is committed' }) isPreview!: boolean;
  @ApiProperty({ type: ReportPreviewDto, nullable: true }) preview!: ReportPreviewDto | null;
  @ShownOrNull('number') rowCount!: number | null;
  @Shown() errorCount!: number;
  @ShownOrNull('number') casesPosted!: number | null;
  @ShownOrNull('number') linesPosted!: number | null;
  @ShownOrNull('number', { description: 'null: not reconciled yet' })
  linesMatched!: number | null;
  @ShownOrNull('string') failureReason!: string | null;
  @Shown() isSample!: boolean;
  @Shown({ format: 'date-time' }) receivedAt!: string;
  @ShownOrNull('string', { format: 'date-time' }) finishedAt!: string | null;
}

export class ReportPage {
  @Shown({ type: [ReportDto] }) items!: ReportDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}

const LANGUAGE = { optional: true, description: 'of the errors; wins over Accept-Language' };

export class LanguageQuery {
  @CodeField(LANGUAGES, LANGUAGE) language?: Language;
}

export class ReportErrorQuery extends PageQuery {
  @CodeField(LANGUAGES, LANGUAGE) language?: Language;
}

export class ReportErrorDto {
  @Shown({
    description:
      'data row from 1, the header not counted; of a workbook as its sheet numbers it, of JSON the line; 0: the file as a whole',
  })
  row!: number;
  @ShownOrNull('string') column!: string | null;
  @Shown({ description: 'what stood there' }) value!: string;
  @Shown({ type: String, example: 'mass-unit-unknown', description: 'stable, in kebab-case' })
  code!: ErrorCode;
  @Shown({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { unit: 'шт' },
    description: 'what stands in the blanks of message and expected',
  })
  params!: Readonly<Record<string, string>>;
  @Shown({ description: 'what is wrong' }) message!: string;
  @Shown({ description: 'what to write instead' }) expected!: string;
}

export class ReportErrorPage {
  @Shown({ type: [ReportErrorDto] }) items!: ReportErrorDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}

export class ReportLineDto {
  @Shown({ description: 'data row from 1; of a workbook as its sheet numbers it' })
  row!: number;
  @Shown({
    type: [String],
    description: 'the cells as they stood in the file; none for who sees it as published alone',
  })
  cells!: string[];
  @ShownOrNull('string') shipmentId!: string | null;
  @ShownOrNull('string') deliveryId!: string | null;
  @Shown() lineId!: string;
}

export class ReportLinePage {
  @Shown({ type: [ReportLineDto] }) items!: ReportLineDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}
