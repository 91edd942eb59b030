const TABLE = 'A table with a header row and at least one row below it.';
const CSV =
  'A CSV file, or an Excel workbook (.xlsx): one header row and one row for each kind of goods.';
const SAVED_ANEW =
  'The table saved anew as an Excel workbook (.xlsx) without a password, or as CSV.';
const VALUE_IN_CELL = 'The value itself in the cell, or an empty cell.';
const ONE_ENCODING = 'The whole file in one encoding: save it as UTF-8 (in Excel: CSV UTF-8).';
const QUOTING =
  'A cell that has a quote, the delimiter or a line end stands between quotes, and a quote inside it is written twice ("").';
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
  'file-empty': { message: 'The file is empty.', expected: TABLE },
  'file-no-header': { message: 'The file has no header.', expected: TABLE },
  'file-no-rows': { message: 'The file has a header but no rows.', expected: TABLE },
  'file-too-large': {
    message: 'The file is larger than 200 MB.',
    expected: 'Several files of at most 200 MB each.',
  },
  'file-too-many-rows': {
    message: 'The file has more than 1,000,000 rows.',
    expected: 'Several files with fewer rows.',
  },
  'file-picture': { message: 'This is a {format} picture, not a table.', expected: CSV },
  'file-document': { message: 'This is a {format} document, not a table.', expected: CSV },
  'file-rtf': { message: 'This is an RTF document, not a table.', expected: CSV },
  'file-archive': { message: 'This is a {format} archive, not a table.', expected: CSV },
  'file-excel': {
    message: 'This Excel workbook is no XLSX; save it as XLSX or CSV.',
    expected: CSV,
  },
  'file-old-office': {
    message:
      'This is an old Excel workbook (.xls), one with a password, or another Microsoft Office file; save it as XLSX or CSV.',
    expected: CSV,
  },
  'file-password': { message: 'The file is locked with a password.', expected: SAVED_ANEW },
  'workbook-damaged': {
    message: 'This Excel workbook is damaged and cannot be read.',
    expected: SAVED_ANEW,
  },
  'workbook-swollen': {
    message: 'This Excel workbook unpacks to more than 20 times its size, or has too many texts.',
    expected: SAVED_ANEW,
  },
  'workbook-no-sheet': { message: 'This Excel workbook has no sheet with rows.', expected: TABLE },
  'sheet-missing': {
    message: 'The workbook has no sheet “{sheet}”; it has: {found}.',
    expected: 'The name of a sheet as it stands on its tab, or none for the first.',
  },
  'sheet-row-too-long': {
    message: 'Row {row} of the sheet is longer than 2 MB.',
    expected: 'Cells of at most 64 KB, and 2 MB in a row.',
  },
  'file-opendocument': {
    message: 'This is an OpenDocument spreadsheet; save it as XLSX or CSV.',
    expected: CSV,
  },
  'file-binary': { message: 'This is a binary file, not text.', expected: CSV },
  'encoding-mixed': {
    message: 'The file begins as UTF-8, but the byte {byte} is not: two encodings are mixed.',
    expected: ONE_ENCODING,
  },
  'encoding-damaged': {
    message: 'The text was read as {encoding}, but is damaged.',
    expected: ONE_ENCODING,
  },
  'quote-never-closed': {
    message: 'A quote opens in this row and is never closed.',
    expected: 'A closing quote at the end of the cell; a quote inside it is written twice ("").',
  },
  'quote-closed-early': { message: 'Text stands behind a closing quote.', expected: QUOTING },
  'quote-inside': {
    message: 'A quote stands behind spaces at the beginning of a cell.',
    expected: QUOTING,
  },
  'row-too-long': {
    message: 'The row is longer than 2 MB; perhaps a quote opens in it and is never closed.',
    expected: 'Cells of at most 64 KB, and a closing quote for each that opens.',
  },

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
  'formula-without-value': {
    message: 'The formula in cell {cell} has no value saved with it.',
    expected: 'The file opened and saved once in a spreadsheet program, or the value itself.',
  },
  'cell-is-error': {
    message: 'The cell {cell} holds the error {error}.',
    expected: VALUE_IN_CELL,
  },
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
  'quantity-decimals': {
    message: 'The quantity has more than 3 decimals.',
    expected: QUANTITY,
  },
  'quantity-too-large': {
    message: 'The quantity is more than 1,000,000,000.',
    expected: QUANTITY,
  },
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
  'value-too-large': {
    message: 'The value is 1,000,000,000,000 or more.',
    expected: VALUE,
  },
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
