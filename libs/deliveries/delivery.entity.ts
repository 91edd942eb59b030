import { Column, Entity, PrimaryColumn } from 'typeorm';

export const DELIVERY_SIDES = ['receiver', 'public_source'] as const;
export type DeliverySide = (typeof DELIVERY_SIDES)[number];

/** What a receiving city took in: one case of assistance. Its lines stand in `delivery_line`. */
@Entity('delivery')
export class Delivery {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'shipment_id', nullable: true })
  shipmentId!: string | null;

  @Column('uuid', { name: 'partnership_id', nullable: true })
  partnershipId!: string | null;

  @Column('boolean', { name: 'is_outside_partnership' })
  isOutsidePartnership!: boolean;

  /** From a shipment by which another city passed on what it had received. */
  @Column('boolean', { name: 'is_passed_on' })
  isPassedOn!: boolean;

  @Column('text')
  side!: DeliverySide;

  @Column('text', { name: 'sending_city_id', nullable: true })
  sendingCityId!: string | null;

  /** A public source's own words, where they name no city that we can tell. */
  @Column('text', { name: 'sending_city_text', nullable: true })
  sendingCityText!: string | null;

  @Column('char', { name: 'sending_country', length: 2, nullable: true })
  sendingCountry!: string | null;

  @Column('text', { name: 'receiving_city_id', nullable: true })
  receivingCityId!: string | null;

  @Column('text', { name: 'receiving_city_text', nullable: true })
  receivingCityText!: string | null;

  @Column('char', { name: 'receiving_country', length: 2 })
  receivingCountry!: string;

  @Column('text', { nullable: true })
  reference!: string | null;

  /** Day at the place; for the precision `month` the first of it; null where it is not known. */
  @Column('date', { name: 'received_on', nullable: true })
  receivedOn!: string | null;

  @Column('text', { name: 'date_precision' })
  datePrecision!: string;

  @Column('text', { name: 'date_text', nullable: true })
  dateText!: string | null;

  @Column('text', { name: 'source_url', nullable: true })
  sourceUrl!: string | null;

  /** Where it was taken in, and by whom: for the two cities alone. */
  @Column('text', { nullable: true })
  place!: string | null;

  @Column('text', { name: 'received_by', nullable: true })
  receivedBy!: string | null;

  /** The instant, where it is known beside the day. */
  @Column('timestamptz', { name: 'received_at', nullable: true })
  receivedAt!: Date | null;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('boolean', { name: 'is_sample' })
  isSample!: boolean;

  @Column('uuid', { name: 'report_id', nullable: true })
  reportId!: string | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}
