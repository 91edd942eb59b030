const TABLE = 'A table with a header row and at least one row below it.';
const CSV =
  'A CSV file, or an Excel workbook (.xlsx): one header row and one row for each kind of goods.';
const SAVED_ANEW =
  'The table saved anew as an Excel workbook (.xlsx) without a password, or as CSV.';
const ONE_ENCODING = 'The whole file in one encoding: save it as UTF-8 (in Excel: CSV UTF-8).';
const QUOTING =
  'A cell that has a quote, the delimiter or a line end stands between quotes, and a quote inside it is written twice ("").';

/** What is wrong with a file before any of its rows is read. */
export const ofFile = {
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
} as const;
