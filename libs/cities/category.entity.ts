import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A kind of aid; the code list of STANDARDS.md. */
@Entity('category')
export class Category {
  @PrimaryColumn('text')
  code!: string;

  @Column('smallint')
  position!: number;

  @Column('text', { name: 'label_en' })
  labelEn!: string;

  @Column('text', { name: 'label_uk' })
  labelUk!: string;

  @Column('text')
  covers!: string;

  /** OECD purpose code (IATI sector vocabulary 1). */
  @Column('char', { length: 5 })
  dac!: string;

  /** IASC global cluster by name. */
  @Column('text', { nullable: true })
  cluster!: string | null;
}
