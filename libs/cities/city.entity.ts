import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A municipality anywhere. Its other names stand in `city_name`. */
@Entity('city')
export class City {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'name_en' })
  nameEn!: string;

  @Column('text', { name: 'name_uk', nullable: true })
  nameUk!: string | null;

  @Column('text', { name: 'name_native', nullable: true })
  nameNative!: string | null;

  /** ISO 3166-1 alpha-2. */
  @Column('char', { length: 2 })
  country!: string;

  @Column('text', { nullable: true })
  region!: string | null;

  @Column('numeric', { precision: 8, scale: 5 })
  latitude!: string;

  @Column('numeric', { precision: 8, scale: 5 })
  longitude!: string;

  @Column('integer', { nullable: true })
  population!: number | null;

  @Column('smallint', { name: 'population_year', nullable: true })
  populationYear!: number | null;

  @Column('text', { nullable: true })
  wikidata!: string | null;

  @Column('text', { nullable: true })
  katottg!: string | null;

  @Column('text', { nullable: true })
  unlocode!: string | null;

  @Column('text')
  source!: string;
}
