import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ShipmentState } from './shipment-state';

/** What a sending city dispatches; its lines stand in `shipment_line`. */
@Entity('shipment')
export class Shipment {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'partnership_id' })
  partnershipId!: string;

  @Column('text', { name: 'sending_city_id' })
  sendingCityId!: string;

  @Column('text', { name: 'receiving_city_id' })
  receivingCityId!: string;

  @Column('text', { nullable: true })
  reference!: string | null;

  @Column('text')
  state!: ShipmentState;

  @Column('date', { name: 'dispatched_on', nullable: true })
  dispatchedOn!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('boolean', { name: 'is_sample' })
  isSample!: boolean;

  @Column('uuid', { name: 'report_id', nullable: true })
  reportId!: string | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}
