import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ShipmentState } from './shipment-state';

/** What a sending city dispatches; its lines stand in `shipment_line`, its way in `shipment_leg`. */
@Entity('shipment')
export class Shipment {
  @PrimaryColumn('uuid')
  id!: string;

  /** Null: aid that the city had received and passes on. */
  @Column('uuid', { name: 'partnership_id', nullable: true })
  partnershipId!: string | null;

  @Column('text', { name: 'sending_city_id' })
  sendingCityId!: string;

  @Column('text', { name: 'receiving_city_id' })
  receivingCityId!: string;

  @Column('text', { nullable: true })
  reference!: string | null;

  @Column('text')
  state!: ShipmentState;

  @Column('date', { name: 'planned_dispatch_on', nullable: true })
  plannedDispatchOn!: string | null;

  @Column('date', { name: 'planned_arrival_on', nullable: true })
  plannedArrivalOn!: string | null;

  @Column('date', { name: 'dispatched_on', nullable: true })
  dispatchedOn!: string | null;

  @Column('timestamptz', { name: 'dispatched_at', nullable: true })
  dispatchedAt!: Date | null;

  @Column('text', { name: 'declaration_code', nullable: true })
  declarationCode!: string | null;

  /** Customs clearance: the 90 days of the register count from it. */
  @Column('date', { name: 'cleared_on', nullable: true })
  clearedOn!: string | null;

  @Column('text', { nullable: true })
  funder!: string | null;

  @Column('text', { nullable: true })
  consignor!: string | null;

  @Column('text', { nullable: true })
  consignee!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('boolean', { name: 'is_sample' })
  isSample!: boolean;

  @Column('uuid', { name: 'report_id', nullable: true })
  reportId!: string | null;

  /** Counted up with each edit. */
  @Column('integer')
  version!: number;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}
