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

  /** Null where no agreement stands, or where the day is not known. */
  @Column('date', { name: 'in_force_from', nullable: true })
  inForceFrom!: string | null;

  /** The last day of the term. Null: no agreement stands, or none has been said. */
  @Column('date', { name: 'ends_on', nullable: true })
  endsOn!: string | null;

  /** The cities whose latest word on the agreement is a yes: a signature or a confirmation. */
  @Column('text', { name: 'confirmed_by', array: true })
  confirmedBy!: string[];

  @Column('text', { name: 'denied_by', array: true })
  deniedBy!: string[];

  /** It was signed, or entered from a public list: everybody may see the public part of it. */
  @Column('boolean', { name: 'is_published' })
  isPublished!: boolean;

  @Column('text', { name: 'source_url', nullable: true })
  sourceUrl!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('boolean', { name: 'is_sample' })
  isSample!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
