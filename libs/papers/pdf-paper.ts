import pdfmake from 'pdfmake';
import type {
  Content,
  CustomTableLayout,
  Style,
  TableCell,
  TDocumentDefinitions,
} from 'pdfmake/interfaces';
import { FilledPaper, fillTemplate, PairRow, Row, Signature } from './fill-template';
import { Bilingual, PaperTemplate } from './paper-template';
import { PaperValues } from './paper-values';

// A4 in points.
const PAGE_WIDTH = 595.28;
const MARGIN_LEFT = 57;
const MARGIN_RIGHT = 51;
const GAP = 20;
const COLUMN_WIDTH = (PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT - GAP) / 2;
const MARK_WIDTH = 26;
const SIZE = 9.5;
const SIZE_SMALL = 7.5;

/**
 * pdfmake loses what a block that may not break has beyond one page, so a long one may break. In
 * the widest letters (Щ, 23 to a line) so many characters take 48 of the 56 lines of a page.
 */
const UNBREAKABLE_LENGTH_MAX = 1_100;
/** A row takes a line and its spacing however short its text is. */
const ROW_LENGTH_MIN = 80;

export const FONT = 'NotoSerif';
const FONT_FILES = {
  normal: '@expo-google-fonts/noto-serif/400Regular/NotoSerif_400Regular.ttf',
  bold: '@expo-google-fonts/noto-serif/700Bold/NotoSerif_700Bold.ttf',
};
const fonts = {
  [FONT]: {
    normal: require.resolve(FONT_FILES.normal),
    bold: require.resolve(FONT_FILES.bold),
  },
};
pdfmake.setFonts(fonts);
// Nothing that a text could hold makes pdfmake fetch or open anything but the two fonts.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((file) => Object.values(fonts[FONT]!).includes(file));

/**
 * A4 in two columns, with Noto Serif embedded.
 * @returns a PDF, the same for the same input
 */
export function renderPdf(template: PaperTemplate, values: PaperValues): Promise<Buffer> {
  const paper = fillTemplate(template, values);
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: [MARGIN_LEFT, 51, MARGIN_RIGHT, 56],
    info: {
      title: `${paper.title.uk} / ${paper.title.en}`,
      creator: 'Pobratym',
      producer: 'Pobratym',
      creationDate: values.madeAt,
      modDate: values.madeAt,
    },
    language: 'uk-UA',
    displayTitle: true,
    defaultStyle: { font: FONT, fontSize: SIZE, lineHeight: 1 },
    content: groupsOf(paper.rows).map(drawGroup),
    footer: (page, pages) => footLine(paper, page, pages),
  };
  return makePdf(definition);
}

/** Bytes of a document whose text is in {@link FONT}. */
export const makePdf = (definition: TDocumentDefinitions): Promise<Buffer> =>
  pdfmake.createPdf(definition).getBuffer();

/** Rows between which no page may end. */
function groupsOf(rows: Row[]): Row[][] {
  const groups: Row[][] = [[]];
  for (const row of rows) {
    groups.at(-1)!.push(row);
    if (!row.isKeptWithNext) groups.push([]);
  }
  return groups.filter((group) => group.length > 0);
}

const LAYOUT: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: (column) => (column === 0 ? 0 : GAP / 2),
  paddingRight: (column) => (column === 0 ? GAP / 2 : 0),
  paddingTop: () => 0,
  paddingBottom: () => 0,
};

function drawGroup(rows: Row[]): Content {
  const length = rows.reduce((sum, row) => sum + ROW_LENGTH_MIN + lengthOf(row), 0);
  return {
    unbreakable: length <= UNBREAKABLE_LENGTH_MAX,
    layout: LAYOUT,
    table: { widths: [COLUMN_WIDTH, COLUMN_WIDTH], body: rows.map(cellsOf) },
  };
}

/** Of the longer side, in characters. */
function lengthOf(row: Row): number {
  if (row.kind === 'pair') return Math.max(row.text.uk.length, row.text.en.length);
  return Math.max(...row.signatures.map((signature) => JSON.stringify(signature).length));
}

function cellsOf(row: Row): TableCell[] {
  if (row.kind === 'pair') return [pairCell(row, 'uk'), pairCell(row, 'en')];
  return [row.signatures[0], row.signatures[1]].map(signatureCell);
}

/** Margins are left, top, right, bottom. */
const STYLES: Record<PairRow['block'], Style> = {
  title: { fontSize: 13, bold: true, alignment: 'center', margin: [0, 0, 0, 6] },
  subtitle: { bold: true, alignment: 'center', margin: [0, 0, 0, 10] },
  heading: { bold: true, margin: [0, 8, 0, 4] },
  section: { bold: true, margin: [0, 8, 0, 4] },
  article: { bold: true, margin: [0, 8, 0, 4] },
  point: { margin: [0, 0, 0, 5] },
  text: { margin: [0, 0, 0, 5] },
  item: { margin: [0, 0, 0, 3] },
};

function pairCell(row: PairRow, language: keyof Bilingual): TableCell {
  const text = row.text[language];
  if (!row.mark) return { text, ...STYLES[row.block] };
  // Widths in points: with a width to be found, one long word would push the column wider.
  return {
    columns: [
      { text: row.mark, width: MARK_WIDTH },
      { text, width: COLUMN_WIDTH - MARK_WIDTH },
    ],
    ...STYLES[row.block],
  };
}

function signatureCell(signature: Signature | undefined): TableCell {
  if (!signature) return '';
  return {
    stack: [
      { text: signature.city.uk, bold: true },
      { text: signature.city.en, bold: true, margin: [0, 0, 0, 6] },
      signature.signerTitle.uk,
      signature.signerTitle.en,
      {
        canvas: [{ type: 'line', x1: 0, y1: 0, x2: 170, y2: 0, lineWidth: 0.5 }],
        margin: [0, 28, 0, 2],
      },
      { text: 'підпис, печатка / signature, seal', fontSize: SIZE_SMALL, margin: [0, 0, 0, 4] },
      signature.signer.uk,
      signature.signer.en,
    ],
    margin: [0, 18, 0, 0],
  };
}

function footLine({ foot }: FilledPaper, page: number, pages: number): Content {
  return {
    columns: [
      { text: foot ? `${foot.uk} / ${foot.en}` : '', width: '*' },
      { text: `${page} / ${pages}`, width: 50, alignment: 'right' },
    ],
    fontSize: SIZE_SMALL,
    margin: [MARGIN_LEFT, 22, MARGIN_RIGHT, 0],
  };
}
