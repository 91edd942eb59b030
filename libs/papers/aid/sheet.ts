import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import { characterMissingInPdfFont, cleanText } from '../clean-text';
import type { Bilingual } from '../paper-template';
import { FONT, makePdf } from '../pdf-paper';

const TEXT_LENGTH_MAX = 400;
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

/** A character without a picture is shown as such: it never vanishes. */
export const printable = (text: string): string => {
  let clean = cleanText(text).slice(0, TEXT_LENGTH_MAX);
  for (let tries = 0; tries < TEXT_LENGTH_MAX; tries++) {
    const missing = characterMissingInPdfFont(clean);
    if (missing === undefined) return clean;
    clean = clean.replaceAll(missing, '?');
  }
  throw new Error('A text could not be made printable');
};

/** A4; the same for the same input. */
export function renderSheet(sheet: Sheet): Promise<Buffer> {
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: [42, 42, 42, 48],
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
      margin: [42, 16, 42, 0],
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
  const code = { qr: link, fit: 84, eccLevel: 'M', width: 90 };
  return { columns: [words, code], margin: [0, 0, 0, 10] } as Content;
}

function factsOf({ facts }: Sheet): Content {
  const body = facts.map(({ label, value }): TableCell[] => [
    { text: both(label), color: GREY },
    { text: printable(value) || '—' },
  ]);
  if (body.length === 0) return '';
  return { layout: 'noBorders', table: { widths: [190, '*'], body }, margin: [0, 0, 0, 10] };
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
      // The head again on each page; a row is never cut.
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ width }) => width),
      body: [head, ...body],
    },
  };
}

function footOf({ totals, notes }: Sheet): Content {
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
