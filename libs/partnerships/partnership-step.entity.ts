import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Stage, Step } from './partnership-stage';

/** One step of a partnership: who decided, when, on what paper. Added to, never changed. */
@Entity('partnership_step')
export class PartnershipStep {
  @PrimaryColumn('bigint')
  id!: string;

  @Column('uuid', { name: 'partnership_id' })
  partnershipId!: string;

  @Column('text')
  kind!: Step;

  @Column('date', { name: 'occurred_on', nullable: true })
  occurredOn!: string | null;

  @Column('text', { name: 'date_precision' })
  datePrecision!: string;

  @Column('date', { name: 'in_force_from', nullable: true })
  inForceFrom!: string | null;

  @Column('date', { name: 'ends_on', nullable: true })
  endsOn!: string | null;

  @Column('text', { name: 'imported_stage', nullable: true })
  importedStage!: Stage | null;

  @Column('text', { name: 'decided_by' })
  decidedBy!: string;

  @Column('text', { nullable: true })
  document!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}
