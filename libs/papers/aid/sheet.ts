import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import { characterMissingInPdfFont, cleanText } from '../clean-text';
import type { Bilingual } from '../paper-template';
import { FONT, makePdf } from '../pdf-paper';

/** An item has up to 1000 characters; batch and days may follow it in one cell. */
const TEXT_LENGTH_MAX = 1_200;
/** pdfmake loses what a row that may not break has beyond a page; so long a cell may break. */
const UNBREAKABLE_LENGTH_MAX = 400;
// A4 in points.
const MARGIN = 42;
const CONTENT_WIDTH = 595.28 - 2 * MARGIN;
/** Of the layout `lightHorizontalLines`, on both sides of what parts two columns. */
const CELL_PADDING = 8;
const FACT_LABEL_WIDTH = 190;
/** Whole points a module: up to 57 modules (a link of 180 characters) have two of them. */
const CODE_SIZE = 114;
const GREY = '#555555';

/** A paper of aid: facts on top, a table, totals, signatures; both languages in each place. */
export interface Sheet {
  title: Bilingual;
  /** The waybill's number, or the beginning of the record's id. */
  number: string;
  isSample: boolean;
  facts: { label: Bilingual; value: string }[];
  /** `width`: of a column, in points, or * for what is left. */
  columns: { label: Bilingual; width: number | '*'; isNumber?: boolean }[];
  rows: string[][];
  /** Below the table, each a line. */
  totals: string[];
  notes: Bilingual[];
  signatures: Bilingual[];
  /** What the QR code holds; none: no code. */
  link?: string;
  madeAt: Date;
}

const CODES_NOTE: Bilingual = {
  uk: '[U+…] — код знака, якого немає у шрифті',
  en: '[U+…] is the code of a sign that the font lacks',
};

/**
 * One line that the font can show. A character without a picture is given by its code, so that it
 * can be looked up; a text that is cut ends in `…`.
 */
export function printable(text: string, lengthMax = TEXT_LENGTH_MAX): string {
  const signs = [...cleanText(text)].map((character) =>
    characterMissingInPdfFont(character) === undefined ? character : codeOf(character),
  );
  const shown = signs.join('');
  if (shown.length <= lengthMax) return shown;
  let cut = '';
  for (const sign of signs) {
    if (cut.length + sign.length >= lengthMax) break;
    cut += sign;
  }
  return `${cut}…`;
}

const codeOf = (character: string): string =>
  `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;

/** A4; the same for the same input. */
export function renderSheet(sheet: Sheet): Promise<Buffer> {
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: [MARGIN, MARGIN, MARGIN, 48],
    info: {
      title: `${sheet.title.uk} / ${sheet.title.en}`,
      creator: 'Pobratym',
      producer: 'Pobratym',
      creationDate: sheet.madeAt,
      modDate: sheet.madeAt,
    },
    language: 'uk-UA',
    displayTitle: true,
    defaultStyle: { font: FONT, fontSize: 8.5 },
    content: [headOf(sheet), factsOf(sheet), tableOf(sheet), footOf(sheet), signaturesOf(sheet)],
    footer: (page, pages) => ({
      text: `${printable(sheet.number)} · ${page} / ${pages}`,
      alignment: 'right',
      fontSize: 7.5,
      margin: [MARGIN, 16, MARGIN, 0],
    }),
    watermark: sheet.isSample
      ? { text: 'ЗРАЗОК / SAMPLE', font: FONT, opacity: 0.15, bold: true }
      : undefined,
  };
  return makePdf(definition);
}

const both = ({ uk, en }: Bilingual): string => `${printable(uk)} / ${printable(en)}`;

function headOf({ title, number, link, isSample }: Sheet): Content {
  const words = {
    stack: [
      ...(isSample ? [{ text: 'ЗРАЗОК / SAMPLE', bold: true, color: '#b00020' }] : []),
      { text: title.uk, fontSize: 15, bold: true },
      { text: title.en, fontSize: 10, color: GREY },
      { text: `№ ${printable(number)}`, fontSize: 11, bold: true, margin: [0, 6, 0, 0] },
    ],
    width: '*',
  };
  if (link === undefined) return { columns: [words], margin: [0, 0, 0, 10] } as Content;
  const code = { qr: link, fit: CODE_SIZE, eccLevel: 'M', width: CODE_SIZE };
  return { columns: [words, code], margin: [0, 0, 0, 10] } as Content;
}

function factsOf({ facts }: Sheet): Content {
  const body = facts.map(({ label, value }): TableCell[] => [
    { text: both(label), color: GREY },
    { text: printable(value) || '—' },
  ]);
  if (body.length === 0) return '';
  // Widths in points: with one to be found, a long word would push its column off the page.
  const widths = [FACT_LABEL_WIDTH, CONTENT_WIDTH - FACT_LABEL_WIDTH - 2 * CELL_PADDING];
  return { layout: 'noBorders', table: { widths, body }, margin: [0, 0, 0, 10] };
}

function tableOf({ columns, rows }: Sheet): Content {
  const head = columns.map(({ label, isNumber }): TableCell => ({
    stack: [
      { text: label.uk, bold: true },
      { text: label.en, color: GREY, fontSize: 7 },
    ],
    alignment: isNumber ? 'right' : 'left',
  }));
  const body = rows.map((row) =>
    row.map((text, column): TableCell => ({
      text: printable(text),
      alignment: columns[column]?.isNumber ? 'right' : 'left',
    })),
  );
  return {
    layout: 'lightHorizontalLines',
    table: {
      // The head again on each page; no row of common length is cut.
      headerRows: 1,
      dontBreakRows: rows.flat().every((text) => text.length <= UNBREAKABLE_LENGTH_MAX),
      widths: widthsOf(columns),
      body: [head, ...body],
    },
  };
}

/** In points, as with the facts: what is left is shared by the columns that have no width. */
function widthsOf(columns: Sheet['columns']): number[] {
  const fixed = columns.reduce((sum, { width }) => sum + (width === '*' ? 0 : width), 0);
  const padding = 2 * CELL_PADDING * (columns.length - 1);
  const open = columns.filter(({ width }) => width === '*').length;
  const share = (CONTENT_WIDTH - fixed - padding) / open;
  return columns.map(({ width }) => (width === '*' ? share : width));
}

function footOf({ number, facts, rows, totals, notes: own }: Sheet): Content {
  const texts = [number, ...facts.map(({ value }) => value), ...rows.flat(), ...totals];
  const hasCodes = texts.some((text) => characterMissingInPdfFont(cleanText(text)) !== undefined);
  const notes = hasCodes ? [...own, CODES_NOTE] : own;
  return {
    stack: [
      ...totals.map((text) => ({ text: printable(text), bold: true })),
      ...notes.map((note) => ({ text: both(note), fontSize: 7.5, color: GREY })),
    ],
    margin: [0, 8, 0, 0],
  };
}

function signaturesOf({ signatures }: Sheet): Content {
  const columns = signatures.map((who): Content => ({
    stack: [
      { text: who.uk, bold: true },
      { text: who.en, color: GREY },
      {
        canvas: [{ type: 'line', x1: 0, y1: 0, x2: 150, y2: 0, lineWidth: 0.5 }],
        margin: [0, 26, 0, 2],
      },
      { text: 'підпис, ім’я, дата / signature, name, date', fontSize: 7 },
    ],
    unbreakable: true,
  }));
  return { columns, margin: [0, 24, 0, 0], unbreakable: true } as Content;
}
