import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import { FONT, makePdf } from '../pdf-paper';
import { printable } from './sheet';

export const LABEL_SIZES = ['A4', 'A6'] as const;
export type LabelSize = (typeof LABEL_SIZES)[number];

/** What is stuck on a pallet. No person, no street, no list of goods: it may be lost. */
export interface Label {
  from: string;
  to: string;
  number: string;
  /** Kinds of aid, both languages. */
  contents: string[];
  isColdChain: boolean;
  isSample: boolean;
  link: string;
  madeAt: Date;
}

/** One page; the same for the same input. */
export function renderLabel(label: Label, size: LabelSize): Promise<Buffer> {
  const scale = size === 'A4' ? 2 : 1;
  const marks = [
    label.isColdChain ? 'ХОЛОД / KEEP COLD' : '',
    label.isSample ? 'ЗРАЗОК / SAMPLE' : '',
  ].filter(Boolean);
  const line = (text: string, fontSize: number, rest: object = {}): Content => ({
    text: printable(text),
    fontSize: fontSize * scale,
    ...rest,
  });
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
    content: [
      line('Гуманітарна допомога / Humanitarian aid', 8),
      line(label.from, 11, { margin: [0, 6 * scale, 0, 0] }),
      line(`→ ${label.to}`, 16, { bold: true }),
      line(`№ ${label.number}`, 11, { margin: [0, 4 * scale, 0, 6 * scale] }),
      { qr: label.link, fit: 120 * scale, eccLevel: 'M', alignment: 'center' },
      line(label.contents.slice(0, 6).join(' · '), 7, { margin: [0, 6 * scale, 0, 0] }),
      ...marks.map((mark) => line(mark, 12, { bold: true, alignment: 'center' })),
    ],
  };
  return makePdf(definition);
}
