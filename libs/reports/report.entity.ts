import { Column, Entity, PrimaryColumn } from 'typeorm';

export const REPORT_SIDES = ['sender', 'receiver', 'public_source'] as const;
export type ReportSide = (typeof REPORT_SIDES)[number];
export const REPORT_STATES = [
  'received',
  'previewed',
  'posted',
  'rejected',
  'failed',
  'cancelled',
] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** What a report would post, of the rows that are right. */
export interface ReportPreview {
  cases: number;
  lines: number;
  /** Bigint as text. */
  massGrams: string;
  linesWithoutMass: number;
  linesWithUnknownCity: number;
  /** The first hundred, as they are written. */
  unknownCities: string[];
  /** Ids of the cities from or to which this side has told of no aid before. */
  newPartners: string[];
}

/** Many shipments or deliveries filed together by one side. Posted whole, or not at all. */
@Entity('report')
export class Report {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  side!: ReportSide;

  /** Null where each row names its own city. */
  @Column('text', { name: 'city_id', nullable: true })
  cityId!: string | null;

  @Column('uuid', { name: 'file_id' })
  fileId!: string;

  @Column('char', { length: 64 })
  sha256!: string;

  /** Of a workbook; null: its first sheet that is not hidden. */
  @Column('text', { nullable: true })
  sheet!: string | null;

  /** Of a public source: the day on which it was read. */
  @Column('date', { name: 'source_read_on', nullable: true })
  sourceReadOn!: string | null;

  /** Of a public source: SHA-256 of what was read, in hex. */
  @Column('char', { name: 'source_sha256', length: 64, nullable: true })
  sourceHash!: string | null;

  /** Of a public source: who made a table of its words. */
  @Column('text', { name: 'coded_by', nullable: true })
  codedBy!: string | null;

  /**
   * received → posted, rejected (the rows are at fault), failed (we are) or cancelled (by a person).
   * A preview: received → previewed → received, then no preview any more.
   */
  @Column('text')
  state!: ReportState;

  /** It is read and checked, and nothing of it is posted. */
  @Column('boolean', { name: 'is_preview' })
  isPreview!: boolean;

  @Column('jsonb', { nullable: true })
  preview!: ReportPreview | null;

  @Column('text', { array: true, nullable: true })
  headers!: string[] | null;

  @Column('integer', { name: 'row_count', nullable: true })
  rowCount!: number | null;

  @Column('integer', { name: 'error_count' })
  errorCount!: number;

  @Column('integer', { name: 'cases_posted', nullable: true })
  casesPosted!: number | null;

  @Column('integer', { name: 'lines_posted', nullable: true })
  linesPosted!: number | null;

  /** Null until the lines have been reconciled. */
  @Column('integer', { name: 'lines_matched', nullable: true })
  linesMatched!: number | null;

  @Column('text', { name: 'failure_reason', nullable: true })
  failureReason!: string | null;

  @Column('boolean', { name: 'is_sample' })
  isSample!: boolean;

  /** Null: by the installation itself. */
  @Column('uuid', { name: 'filed_by', nullable: true })
  filedBy!: string | null;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}
