import { ofFile } from './en-file';

const VALUE_IN_CELL = 'The value itself in the cell, or an empty cell.';
const LINE = 'An object on one line, with fields such as item and massKg.';
const NUMBER =
  'A plain decimal number such as 1234.5 or 1 234,5, or an empty cell where it is not known.';
const MASS =
  'A mass above 0 and up to 1,000,000 t, such as 12.5, 12,5 т, 500 g or 44 lb; without a unit it is in the unit of the column.';
const QUANTITY = 'A number above 0 with at most 3 decimals, such as 20 or 2.5.';
const UNIT = 'One of piece, box, pallet, package, set, pair, litre, vehicle, kg, t, g, lb.';
const VALUE =
  'A sum above 0, such as 1234.50, and its currency in the column currency; an empty cell where it is not known.';
const PACKAGES = 'A whole number from 1 to 1,000,000,000.';
const DAY = 'A day such as 2023-04-13 or 13.04.2023.';
const AS_PRECISE = 'A date as precise as date_precision says, or another date_precision.';
const CURRENCY = 'Three letters, such as UAH or EUR.';
const ADDRESS = 'The address of the page, beginning with https:// or http://.';
const CITY = 'an id, Wikidata id, KATOTTG, UN/LOCODE, or a name of one city';

/**
 * What each error says is wrong, and what it asks for instead. A blank in braces is filled from the
 * error's params. Codes and blanks are stored with a rejected report, so none is ever renamed.
 */
export const en = {
  ...ofFile,

  'column-repeated': {
    message:
      'The column {column} stands twice: as “{first}” in column {firstNumber} and as “{second}” in column {secondNumber}.',
    expected: 'One column {column}: remove or rename the other.',
  },
  'column-missing': {
    message: 'The column {column} is missing; the header has: {found}.',
    expected: 'A column with the header {column} or {ukrainian}.',
  },
  'column-filing-city-missing': {
    message: 'No city files this report, and the file has no column reporting_city.',
    expected: 'cityId with the upload, or a column reporting_city',
  },

  'row-cell-count': {
    message: 'The row has {cells} cells, the header {wanted}.',
    expected: 'As many cells as the header has; a cell with the delimiter stands in quotes.',
  },
  'cell-too-long': {
    message: 'The cell is longer than 64 KB.',
    expected: 'At most 64 KB; shorten the text.',
  },
  'cell-nul': {
    message: 'The cell has a NUL byte in it.',
    expected: 'Text without control characters.',
  },
  'cell-half-character': {
    message: 'The text has half of a character in it.',
    expected: 'Text in which each surrogate stands with its other half.',
  },
  'line-not-json': { message: 'The line is not JSON.', expected: LINE },
  'line-not-object': { message: 'The line is JSON, but no object.', expected: LINE },
  'line-too-long': {
    message: 'The line is longer than 2 MB.',
    expected: 'Texts of at most 64 KB, and each object on a line of its own.',
  },
  'field-unknown': {
    message: '“{field}” is not a field of a line.',
    expected: 'The fields that the description of the interface names, such as item and massKg.',
  },
  'field-not-text': {
    message: 'The field is neither a text nor a number.',
    expected: 'A text, a number, or null where it is not known.',
  },
  'formula-without-value': {
    message: 'The formula in cell {cell} has no value saved with it.',
    expected: 'The file opened and saved once in a spreadsheet program, or the value itself.',
  },
  'cell-is-error': { message: 'The cell {cell} holds the error {error}.', expected: VALUE_IN_CELL },
  'amount-merged': {
    message: 'The cells {range} are merged, so it is not known how much is of which row.',
    expected: 'Cells that are not merged, with the amount of each row in its own.',
  },
  'item-missing': { message: 'The item is empty.', expected: 'What was sent, in any language.' },
  'amount-missing': {
    message: 'The row has neither a mass nor a quantity nor a value.',
    expected: 'At least one of mass_kg, quantity (with its unit) and value (with its currency).',
  },

  'number-unreadable': { message: 'The value is not a number.', expected: NUMBER },
  'number-formula': { message: 'The value is a formula, not a number.', expected: NUMBER },
  'number-negative': { message: 'The value is negative.', expected: NUMBER },
  'number-signed': { message: 'The value has a sign before it.', expected: NUMBER },
  'number-exponent': { message: 'The value is written with an exponent.', expected: NUMBER },
  'number-range': { message: 'The value is a range of two numbers.', expected: NUMBER },
  'number-separators': {
    message: 'The value has separators that do not stand where they can.',
    expected: NUMBER,
  },
  'number-too-long': { message: 'The value is too long for a number.', expected: NUMBER },
  'number-too-many-digits': {
    message: 'The value has more than 15 digits before its decimal mark.',
    expected: NUMBER,
  },
  'number-two-readings': {
    message: '“{number}” can be read as {whole}{fraction} or as {whole}.{fraction}.',
    expected:
      '{whole}{fraction} if the mark separates thousands, {whole}.{fraction}0 if it is decimal.',
  },
  'mass-unit-unknown': { message: '“{unit}” is not a unit of mass.', expected: MASS },
  'mass-zero': { message: 'The mass is zero.', expected: MASS },
  'mass-too-small': { message: 'The mass is less than half a gram.', expected: MASS },
  'mass-too-large': { message: 'The mass is more than 1,000,000 t.', expected: MASS },
  'mass-twice': {
    message: 'The mass is given twice, as {mass} here and as {quantity}.',
    expected: 'One mass: leave one of the cells mass_kg and quantity empty, or make them agree.',
  },
  'quantity-suffix': { message: '“{suffix}” stands behind the number.', expected: QUANTITY },
  'quantity-zero': { message: 'The quantity is zero.', expected: QUANTITY },
  'quantity-decimals': { message: 'The quantity has more than 3 decimals.', expected: QUANTITY },
  'quantity-too-large': { message: 'The quantity is more than 1,000,000,000.', expected: QUANTITY },
  'unit-unknown': { message: 'The unit “{unit}” is unknown.', expected: UNIT },
  'unit-twice': {
    message: 'The quantity says “{behind}”, the column unit says “{unit}”.',
    expected: 'The number alone, with its unit in the column unit.',
  },
  'packages-suffix': { message: '“{suffix}” stands behind the number.', expected: PACKAGES },
  'packages-not-whole': { message: 'Packages are counted whole.', expected: PACKAGES },
  'packages-out-of-range': {
    message: 'The number of packages is out of range.',
    expected: PACKAGES,
  },
  'value-suffix': { message: '“{suffix}” stands behind the sum.', expected: VALUE },
  'value-zero': { message: 'The value is zero.', expected: VALUE },
  'value-too-large': { message: 'The value is 1,000,000,000,000 or more.', expected: VALUE },
  'value-missing': {
    message: 'The currency has no value.',
    expected: 'A sum such as 1234.50, or no currency.',
  },
  'value-decimals': {
    message: '{currency} has {decimals} decimals.',
    expected: 'a sum without more',
  },
  'currency-missing': { message: 'The value has no currency.', expected: CURRENCY },
  'currency-not-code': { message: 'The currency is not a code.', expected: CURRENCY },
  'currency-unknown': {
    message: 'No currency has this code.',
    expected: 'an ISO 4217 code, as EUR',
  },

  'date-unreadable': { message: 'The value is not a date that can be read.', expected: DAY },
  'date-missing': { message: 'The date is empty.', expected: DAY },
  'date-only-month': { message: 'The date says no day, only a month.', expected: DAY },
  'date-only-year': { message: 'The date says no day, only a year.', expected: DAY },
  'date-no-such-day': { message: 'There is no day {day} in the calendar.', expected: DAY },
  'date-no-such-month': { message: 'There is no month {month} in the calendar.', expected: DAY },
  'date-two-readings': {
    message: '“{date}” can be read as {european} or as {american}.',
    expected: '{european} or {american}, whichever is meant.',
  },
  'date-too-early': { message: '{date} is before {first}.', expected: DAY },
  'date-too-late': { message: '{date} is after today, {today}.', expected: DAY },
  'precision-unknown': {
    message: 'The precision of the date is unknown.',
    expected: 'One of day, month, period, unknown, or an empty cell.',
  },
  'precision-of-own-report': {
    message: 'Only a public source may leave the day open.',
    expected: 'The precision day, or an empty cell.',
  },
  'precision-without-date': {
    message: 'The precision is {precision}, but the date is empty.',
    expected: AS_PRECISE,
  },
  'precision-above-month': {
    message: 'The precision is {precision}, but the date is only a month.',
    expected: AS_PRECISE,
  },
  'precision-above-year': {
    message: 'The precision is {precision}, but the date is only a year.',
    expected: AS_PRECISE,
  },

  'source-missing': { message: 'The source is empty.', expected: ADDRESS },
  'source-not-address': { message: 'The source is not a web address.', expected: ADDRESS },
  'category-unknown': {
    message: 'No category has this code or label.',
    expected: 'a code or label of the category list, or empty',
  },
  'partner-city-missing': {
    message: 'The partner city is empty.',
    expected: 'The name or the code of a city.',
  },
  'city-missing': { message: 'The city is missing.', expected: CITY },
  'city-unknown': { message: 'No city of this name is known.', expected: CITY },
  'city-several': {
    message: 'This name fits several cities: {cities}.',
    expected: 'one of {cities}',
  },
  'city-of-another-report': {
    message: 'This row is of another city than the one that files the report.',
    expected: '{city}, or an empty cell',
  },
  'reference-too-long': {
    message: 'This reference is longer than 200 characters.',
    expected: 'a number of at most 200 characters',
  },
  'city-to-itself': { message: 'A city cannot send aid to itself.', expected: 'another city' },
  'item-too-long': {
    message: 'The item is longer than 1,000 characters.',
    expected: 'At most 1,000 characters; the rest in a note.',
  },
  'declaration-too-long': {
    message: 'The code of the declaration is longer than 100 characters.',
    expected: 'The code alone.',
  },
  'item-is-total': {
    message: 'This row is a sum of the others and would count them twice.',
    expected: 'The list without its row of totals.',
  },
  'unit-missing': { message: 'The quantity has no unit.', expected: UNIT },
  'mass-unconfirmed': {
    message: 'The mass is over 1000 t; perhaps tonnes or grams were meant.',
    expected: 'The mass in kilograms, or confirmLargeMass with the upload if it is so.',
  },
  'text-not-plain': {
    message: 'The text holds control characters that cannot be seen.',
    expected: 'Text without control characters.',
  },
  'packages-too-many': {
    message: 'The number of packages is over 1,000,000.',
    expected: 'A whole number from 1 to 1,000,000.',
  },
  'date-too-far': { message: '{date} is after {last}.', expected: DAY },
  'not-for-a-draft': {
    message: 'A draft of a shipment does not take this: {detail}.',
    expected: 'What could be typed in for a shipment.',
  },
  'list-too-many-rows': {
    message: 'The packing list has more than 10,000 rows.',
    expected: 'Several lists with fewer rows.',
  },
  'shipment-too-many-lines': {
    message: 'The shipment has more than 1,000 lines.',
    expected: 'Another case or reference for what goes in another shipment.',
  },
  'city-of-another-list': {
    message: 'This row goes to another city than the list.',
    expected: '{city}, or an empty cell.',
  },
  'partnership-of-others': {
    message: 'The partnership is not one between {sendingCity} and {receivingCity}.',
    expected: 'The partnership of these two cities, or none: then the one in force is found.',
  },
  'case-contradictory': {
    message: 'The rows of this case tell of different days or cities.',
    expected: 'one day and one pair of cities in a case',
  },
  'no-partnership': {
    message:
      'No partnership between {sendingCity} and {receivingCity} is signed and in force on {day}.',
    expected: 'a city with a signed partnership, or a day on which it is in force',
  },
} as const;
