import { FlagQueryField, Shown, ShownOrNull } from '@pobratym/platform';

export class TieImportQuery {
  @FlagQueryField({ description: 'true: only says what the list would do' })
  dryRun?: boolean;
}

export class TieErrorDto {
  @Shown({ description: 'data row from 1; 0: the header, or the file as a whole' }) row!: number;
  @ShownOrNull('string') column!: string | null;
  @Shown({ description: 'what stood there' }) value!: string;
  @Shown({ description: 'what it must be' }) detail!: string;
}

export class TieImportDto {
  @Shown({ description: 'rows of the list that are not blank' }) rows!: number;
  @Shown({ description: 'ties that are new' }) added!: number;
  @Shown({ description: 'ties that were there and are left as they are' }) known!: number;
  @Shown({ type: [TieErrorDto], description: 'at most 1,000; a list with one is not stored' })
  errors!: TieErrorDto[];
  @Shown() errorCount!: number;
  @Shown() dryRun!: boolean;
}
