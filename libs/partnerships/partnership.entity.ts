import { Column, Entity, PrimaryColumn } from 'typeorm';
import { PartnershipKind, Stage } from './partnership-stage';

/** The tie between two cities, in the order of their ids. Its stage follows from its steps. */
@Entity('partnership')
export class Partnership {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'first_city_id' })
  firstCityId!: string;

  @Column('text', { name: 'second_city_id' })
  secondCityId!: string;

  @Column('text')
  kind!: PartnershipKind;

  @Column('text')
  stage!: Stage | 'none';

  /** Null where it is not signed, or where the day of the signature is not known. */
  @Column('date', { name: 'signed_on', nullable: true })
  signedOn!: string | null;

  @Column('text', { name: 'source_url', nullable: true })
  sourceUrl!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('boolean', { name: 'is_sample' })
  isSample!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
