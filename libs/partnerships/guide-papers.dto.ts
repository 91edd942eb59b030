import { PAPER_FORMATS, PAPER_KINDS, PaperFormat, PaperKind } from '@pobratym/papers';
import { CityIdField, DayField, Shown, ShownOrNull } from '@pobratym/platform';

export class PaperQuery {
  @CityIdField({
    optional: true,
    description:
      'the city that the paper comes from; default: the Ukrainian one, or for a letter of' +
      ' solidarity your own',
  })
  from?: string;

  @DayField({ optional: true, description: 'of the paper; default: a line to fill in by hand' })
  day?: string;
}

export class PaperKindDto {
  @Shown({ enum: PAPER_KINDS }) kind!: PaperKind;
  @Shown() titleEn!: string;
  @Shown() titleUk!: string;
  @Shown({ enum: PAPER_FORMATS, isArray: true }) formats!: PaperFormat[];
}

export class PaperKindPage {
  @Shown({ type: [PaperKindDto] }) items!: PaperKindDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}
