import { CodeField, DayField, Shown, ShownOrNull, TextField } from '@pobratym/platform';

export const MODES = ['road', 'rail', 'air', 'sea'] as const;

/** A part of the way. What it says puts people in danger in wrong hands: two cities see it. */
export class LegInput {
  @CodeField(MODES) mode!: (typeof MODES)[number];
  @TextField(300, { optional: true }) carrier?: string;
  @TextField(100, { optional: true, description: 'its plate or number' }) vehicle?: string;
  @TextField(200, { optional: true }) driver?: string;
  @TextField(200, { optional: true }) borderCrossing?: string;
  @TextField(200, { optional: true, description: 'where it is handed over' }) hub?: string;
  @DayField({ optional: true }) plannedDepartureOn?: string;
  @DayField({ optional: true }) plannedArrivalOn?: string;
  @DayField({ optional: true }) departedOn?: string;
  @DayField({ optional: true }) arrivedOn?: string;
}

export class LegDto {
  @Shown() number!: number;
  @Shown({ enum: MODES }) mode!: (typeof MODES)[number];
  @ShownOrNull('string') carrier!: string | null;
  @ShownOrNull('string') vehicle!: string | null;
  @ShownOrNull('string') driver!: string | null;
  @ShownOrNull('string') borderCrossing!: string | null;
  @ShownOrNull('string') hub!: string | null;
  @ShownOrNull('string', { format: 'date' }) plannedDepartureOn!: string | null;
  @ShownOrNull('string', { format: 'date' }) plannedArrivalOn!: string | null;
  @ShownOrNull('string', { format: 'date' }) departedOn!: string | null;
  @ShownOrNull('string', { format: 'date' }) arrivedOn!: string | null;
}
