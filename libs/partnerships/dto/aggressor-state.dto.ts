import { DayField, Shown, TextField } from '@pobratym/platform';

export class AggressorStateInput {
  @DayField({ description: 'the first day on which nothing new is agreed with its cities' })
  since!: string;
  @TextField(1000, { description: 'the act that it rests on' }) legalGround!: string;
}

export class AggressorStateDto {
  @Shown({ description: 'ISO 3166-1 alpha-2', example: 'RU' }) country!: string;
  @Shown({ format: 'date', description: 'nothing new is agreed with its cities from this day on' })
  since!: string;
  @Shown() legalGround!: string;
}

export class AggressorStateList {
  @Shown({ type: [AggressorStateDto] }) items!: AggressorStateDto[];
}
