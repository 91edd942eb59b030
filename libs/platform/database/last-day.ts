/**
 * SQL for the last day that a record's date may mean: a month counts only in a period that holds
 * it whole.
 */
export const lastDayOf = (day: string, precision: string): string =>
  `case ${precision} when 'month' then (${day} + interval '1 month' - interval '1 day')::date
    else ${day} end`;
