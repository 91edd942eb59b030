import type { Content, ContentCanvas, ContentText, TDocumentDefinitions } from 'pdfmake/interfaces';
import { FONT, makePdf } from '../pdf-paper';
import { printable } from './sheet';

export const LABEL_SIZES = ['A4', 'A6'] as const;
export type LabelSize = (typeof LABEL_SIZES)[number];

/** Of more packages than these one label is made, whose number is filled in by hand. */
export const LABEL_PAGES_MAX = 200;

const KINDS_MAX = 6;
/** What a place, a number and the kinds may take, so that a label of the widest letters is a page. */
const PLACE_LENGTH_MAX = 60;
const PLACE_LENGTH_USUAL = 32;
const NUMBER_LENGTH_MAX = 40;
const KINDS_LENGTH_MAX = 150;
/** Within the margins of an A6 page, in points. */
const WIDTH = 257;
const CODE_SIZE = 148;

/** What is stuck on a pallet. No person, no street, no list of goods: it may be lost. */
export interface Label {
  from: string;
  to: string;
  number: string;
  /** How many in the whole shipment: a page each. Null or left out: not known, one page. */
  packages?: number | null;
  /** Kinds of aid, both languages. */
  contents: string[];
  isColdChain: boolean;
  isSample: boolean;
  link: string;
  madeAt: Date;
}

/** A page for each package; the same for the same input. */
export function renderLabel(label: Label, size: LabelSize): Promise<Buffer> {
  const scale = size === 'A4' ? 2 : 1;
  const definition: TDocumentDefinitions = {
    pageSize: size,
    pageMargins: 20 * scale,
    info: {
      title: `Етикетка / Label ${printable(label.number)}`,
      creator: 'Pobratym',
      producer: 'Pobratym',
      creationDate: label.madeAt,
      modDate: label.madeAt,
    },
    language: 'uk-UA',
    displayTitle: true,
    defaultStyle: { font: FONT },
    content: packageTexts(label.packages ?? null).map((text, index): Content => ({
      stack: pageOf(label, text, scale),
      pageBreak: index > 0 ? 'before' : undefined,
    })),
  };
  return makePdf(definition);
}

function packageTexts(packages: number | null): string[] {
  if (packages === null || packages < 1) return ['___ / ___'];
  if (packages > LABEL_PAGES_MAX) return [`___ / ${packages}`];
  return Array.from({ length: packages }, (_, index) => `${index + 1} / ${packages}`);
}

function pageOf(label: Label, packageText: string, scale: number): Content[] {
  const { from, to, number, isSample } = label;
  const isUsual = Math.max(from.length, to.length) <= PLACE_LENGTH_USUAL;
  const line = (text: string, fontSize: number, rest: object = {}): ContentText => ({
    text,
    fontSize: fontSize * scale,
    ...rest,
  });
  return [
    ...(isSample ? [band('ЗРАЗОК / SAMPLE', scale)] : []),
    line('Гуманітарна допомога / Humanitarian aid', 7),
    line(printable(from, PLACE_LENGTH_MAX), isUsual ? 11 : 8, { margin: [0, 3 * scale, 0, 0] }),
    {
      columns: [
        { ...arrow(scale), width: 22 * scale },
        line(printable(to, PLACE_LENGTH_MAX), isUsual ? 17 : 11, {
          bold: true,
          width: (WIDTH - 22) * scale,
        }),
      ],
    },
    line(`№ ${printable(number, NUMBER_LENGTH_MAX)}`, 10, {
      margin: [0, 2 * scale, 0, 6 * scale],
    }),
    {
      columns: [
        { qr: label.link, fit: CODE_SIZE * scale, eccLevel: 'M', width: (CODE_SIZE + 8) * scale },
        { stack: marksOf(label, packageText, scale), width: (WIDTH - CODE_SIZE - 8) * scale },
      ],
    },
    line(kindsOf(label), 7, { margin: [0, 6 * scale, 0, 0] }),
  ];
}

function marksOf({ isColdChain }: Label, packageText: string, scale: number): Content[] {
  const place: Content = {
    stack: [
      { text: 'місце / package', fontSize: 8 * scale },
      { text: packageText, fontSize: 17 * scale, bold: true },
    ],
    margin: [0, 0, 0, 10 * scale],
  };
  return isColdChain ? [place, band('ХОЛОД\nKEEP COLD', scale)] : [place];
}

function kindsOf({ contents }: Label): string {
  const named = printable(contents.slice(0, KINDS_MAX).join(' · '), KINDS_LENGTH_MAX);
  return contents.length > KINDS_MAX ? `${named} · +${contents.length - KINDS_MAX}` : named;
}

/** White on black: it is seen from afar, and after a copier. */
const band = (text: string, scale: number): Content => ({
  layout: 'noBorders',
  table: {
    widths: ['*'],
    body: [
      [
        {
          text,
          fontSize: 12 * scale,
          bold: true,
          alignment: 'center',
          color: 'white',
          fillColor: 'black',
        },
      ],
    ],
  },
  margin: [0, 0, 0, 4 * scale],
});

/** Drawn, as the font has no arrow. */
const arrow = (scale: number): ContentCanvas => {
  const at = (x: number, y: number): { x: number; y: number } => ({ x: x * scale, y: y * scale });
  const [start, end] = [at(0, 12), at(12, 12)];
  return {
    canvas: [
      { type: 'line', x1: start.x, y1: start.y, x2: end.x, y2: end.y, lineWidth: 2 * scale },
      {
        type: 'polyline',
        closePath: true,
        color: 'black',
        points: [at(10, 7), at(18, 12), at(10, 17)],
      },
    ],
  };
};
