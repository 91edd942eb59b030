import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Stage, Step } from './partnership-stage';
import { MinistryApproval } from './step-rules';

/** One step of a partnership: who decided, when, on what paper. Added to, never changed. */
@Entity('partnership_step')
export class PartnershipStep {
  @PrimaryColumn('bigint')
  id!: string;

  @Column('uuid', { name: 'partnership_id' })
  partnershipId!: string;

  @Column('text')
  kind!: Step;

  /** On whose behalf it was recorded; null: by the installation. */
  @Column('text', { name: 'city_id', nullable: true })
  cityId!: string | null;

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

  /** The step that it takes the place of, or annuls where it is a withdrawal. */
  @Column('bigint', { name: 'corrects_id', nullable: true })
  correctsId!: string | null;

  @Column('boolean', { name: 'is_withdrawal' })
  isWithdrawal!: boolean;

  @Column('text', { name: 'decided_by' })
  decidedBy!: string;

  @Column('text', { name: 'decision_number', nullable: true })
  decisionNumber!: string | null;

  @Column('text', { nullable: true })
  place!: string | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { name: 'ministry_approval', nullable: true })
  ministryApproval!: MinistryApproval | null;

  /** Where an imported tie was read: an address, not one of the partnership's documents. */
  @Column('text', { nullable: true })
  document!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}
