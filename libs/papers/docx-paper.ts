import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import type { IParagraphOptions, IRunOptions } from 'docx';
import { FilledPaper, fillTemplate, PairRow, Row, Signature } from './fill-template';
import { Bilingual, PaperTemplate } from './paper-template';
import { PaperValues } from './paper-values';

// A4 and its margins in twentieths of a point, as OOXML counts.
const PAGE = { width: 11_906, height: 16_838 };
const MARGIN = { top: 1_020, bottom: 1_020, left: 1_134, right: 1_020 };
const TEXT_WIDTH = PAGE.width - MARGIN.left - MARGIN.right;
const COLUMN_WIDTH = TEXT_WIDTH / 2;
const GAP = 200;
const MARK_WIDTH = 560;

/** Every office has it; sizes are half points. */
const FONT = 'Times New Roman';
const SIZE = 22;
const SIZE_SMALL = 16;
const LANGUAGE = { uk: { value: 'uk-UA' }, en: { value: 'en-GB' } };
const SIGNATURE_LINE = '_'.repeat(28);

type Language = keyof Bilingual;

/**
 * A4 in two columns, one table row for each pair of texts.
 * @returns a .docx; the same for the same input but for the times that the archive's entries bear
 */
export async function renderDocx(template: PaperTemplate, values: PaperValues): Promise<Buffer> {
  const paper = fillTemplate(template, values);
  const document = new Document({
    styles: { default: styles() },
    sections: [
      {
        properties: { page: { size: PAGE, margin: MARGIN } },
        footers: { default: new Footer({ children: [footLine(paper)] }) },
        children: [
          new Table({
            rows: paper.rows.map(tableRow),
            width: { size: TEXT_WIDTH, type: WidthType.DXA },
            columnWidths: [COLUMN_WIDTH, COLUMN_WIDTH],
            layout: TableLayoutType.FIXED,
            borders: TableBorders.NONE,
          }),
          // Word wants a paragraph after a table; this one takes no room that would make a page.
          new Paragraph({ spacing: { line: 20, lineRule: LineRuleType.EXACT } }),
        ],
      },
    ],
  });
  return Packer.toBuffer(document, undefined, [
    { path: 'docProps/core.xml', data: coreProperties(paper.title, values.madeAt) },
  ]);
}

/** Headings are headings to a screen reader and to Word's outline, in plain black. */
function styles() {
  const run = { font: FONT, size: SIZE, color: '000000' };
  return {
    document: { run: { ...run, language: LANGUAGE.uk } },
    title: { run: { ...run, size: 28, bold: true } },
    heading1: { run: { ...run, bold: true } },
  };
}

const PARAGRAPHS: Record<PairRow['block'], IParagraphOptions> = {
  title: {
    heading: HeadingLevel.TITLE,
    alignment: AlignmentType.CENTER,
    spacing: { before: 0, after: 120 },
  },
  subtitle: { alignment: AlignmentType.CENTER, spacing: { after: 200 } },
  heading: { heading: HeadingLevel.HEADING_1, spacing: { before: 160, after: 80 } },
  section: { heading: HeadingLevel.HEADING_1, spacing: { before: 160, after: 80 } },
  article: { heading: HeadingLevel.HEADING_1, spacing: { before: 160, after: 80 } },
  point: { spacing: { after: 100 } },
  text: { spacing: { after: 100 } },
  item: { spacing: { after: 60 } },
};

function tableRow(row: Row): TableRow {
  const cells =
    row.kind === 'pair'
      ? [[pairParagraph(row, 'uk')], [pairParagraph(row, 'en')]]
      : [row.signatures[0], row.signatures[1]].map(signatureParagraphs);
  return new TableRow({
    cantSplit: true,
    children: cells.map(
      (children, column) =>
        new TableCell({
          children,
          width: { size: COLUMN_WIDTH, type: WidthType.DXA },
          margins: { left: column === 0 ? 0 : GAP, right: column === 0 ? GAP : 0 },
        }),
    ),
  });
}

function pairParagraph(row: PairRow, language: Language): Paragraph {
  const mark = row.mark ? [row.mark, new Tab()] : [];
  return new Paragraph({
    ...PARAGRAPHS[row.block],
    keepNext: row.isKeptWithNext,
    indent: row.mark ? { left: MARK_WIDTH, hanging: MARK_WIDTH } : undefined,
    children: [
      run(language, {
        children: [...mark, row.text[language]],
        bold: row.block === 'subtitle' || undefined,
      }),
    ],
  });
}

const run = (language: Language, options: IRunOptions): TextRun =>
  new TextRun({ ...options, language: LANGUAGE[language] });

function signatureParagraphs(signature: Signature | undefined): Paragraph[] {
  if (!signature) return [new Paragraph({})];
  const line = (language: Language, text: string, options: IParagraphOptions = {}): Paragraph =>
    new Paragraph({ ...options, children: [run(language, { text })] });
  const small = (language: Language, text: string): TextRun =>
    run(language, { text, size: SIZE_SMALL });
  return [
    new Paragraph({
      spacing: { before: 360 },
      children: [run('uk', { text: signature.city.uk, bold: true })],
    }),
    new Paragraph({
      spacing: { after: 120 },
      children: [run('en', { text: signature.city.en, bold: true })],
    }),
    line('uk', signature.signerTitle.uk),
    line('en', signature.signerTitle.en),
    line('uk', SIGNATURE_LINE, { spacing: { before: 480 } }),
    new Paragraph({
      spacing: { after: 80 },
      children: [small('uk', 'підпис, печатка / '), small('en', 'signature, seal')],
    }),
    line('uk', signature.signer.uk),
    line('en', signature.signer.en),
  ];
}

function footLine({ foot }: FilledPaper): Paragraph {
  const small = (language: Language, options: IRunOptions): TextRun =>
    run(language, { ...options, size: SIZE_SMALL });
  return new Paragraph({
    tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
    children: [
      ...(foot ? [small('uk', { text: `${foot.uk} / ` }), small('en', { text: foot.en })] : []),
      small('en', {
        children: [new Tab(), PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
      }),
    ],
  });
}

/** Written here, as the library knows no language and takes no other time than now. */
function coreProperties(title: Bilingual, madeAt: Date): string {
  const time = `${madeAt.toISOString().slice(0, 19)}Z`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties',
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escapeXml(`${title.uk} / ${title.en}`)}</dc:title>`,
    '<dc:creator>Pobratym</dc:creator><dc:language>uk-UA</dc:language>',
    `<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified>`,
    '</cp:coreProperties>',
  ].join('');
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
