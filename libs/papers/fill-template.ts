import { Bilingual, Block, BlockName, PaperTemplate } from './paper-template';
import { PaperCity, PaperValues } from './paper-values';
import { BLANK, Filling, fillPlaceholders, placeholdersIn } from './placeholders';

/** A paper as both formats draw it, row under row. */
export interface FilledPaper {
  title: Bilingual;
  rows: Row[];
  foot: Bilingual | undefined;
}

/** Left Ukrainian, right English: a row each pair, so that both languages stay side by side. */
export interface PairRow {
  kind: 'pair';
  block: Exclude<BlockName, 'signature' | 'signatures' | 'foot'>;
  /** Number or dash that hangs before the text, the same in both languages; often empty. */
  mark: string;
  text: Bilingual;
  /** No page ends between this row and the next one. */
  isKeptWithNext: boolean;
}

/** Left the first city, right the second, each in both languages: one signs once. */
export interface SignatureRow {
  kind: 'signature';
  /** One or two. */
  signatures: Signature[];
  isKeptWithNext: false;
}
export type Row = PairRow | SignatureRow;

export interface Signature {
  /** For which city. */
  city: Bilingual;
  signerTitle: Bilingual;
  signer: Bilingual;
}

export function fillTemplate(template: PaperTemplate, values: PaperValues): FilledPaper {
  const mark = markBlocks();
  const rows: Row[] = [{ ...pair('title', template.title, ''), isKeptWithNext: true }];
  for (const block of template.blocks) {
    if (block.name === 'signature' || block.name === 'signatures') {
      rows.push(signatureRow(block, values));
      continue;
    }
    for (const { filling, end } of fillingsOf(block, values)) {
      const { number, words } = mark(block.name);
      const text = {
        uk: unparted(words.uk + fillPlaceholders(block.text.uk, filling) + end),
        en: unparted(words.en + fillPlaceholders(block.text.en, filling) + end),
      };
      rows.push(pair(block.name as PairRow['block'], text, number));
    }
  }
  return { title: template.title, rows: keepTogether(rows), foot: template.foot };
}

const pair = (block: PairRow['block'], text: Bilingual, mark: string): PairRow => ({
  kind: 'pair',
  block,
  mark,
  text,
  isKeptWithNext: false,
});

/**
 * A line that speaks of one area is there once for each, with the sign that a list asks for at its
 * end; without areas once, to fill by hand.
 */
function fillingsOf(block: Block, values: PaperValues): { filling: Filling; end: string }[] {
  const isOfEachArea = placeholdersIn(block.text.uk).includes('areaUk');
  if (!isOfEachArea) return [{ filling: { values }, end: '' }];
  if (values.areas.length === 0) return [{ filling: { values }, end: '.' }];
  return values.areas.map((area, index) => ({
    filling: { values, area },
    end: index < values.areas.length - 1 ? ';' : '.',
  }));
}

interface Mark {
  number: string;
  words: Bilingual;
}

/** Counts as the blocks go by: articles and sections in one row, points within each. */
function markBlocks(): (block: BlockName) => Mark {
  let headings = 0;
  let points = 0;
  return (block) => {
    if (block === 'article' || block === 'section') {
      headings += 1;
      points = 0;
    }
    if (block === 'point') points += 1;
    const pointNumber = headings > 0 ? `${headings}.${points}.` : `${points}.`;
    const number = { point: pointNumber, item: '–' }[block as string] ?? '';
    const words = {
      article: { uk: `Стаття ${headings}. `, en: `Article ${headings}. ` },
      section: { uk: `${headings}. `, en: `${headings}. ` },
    }[block as string] ?? { uk: '', en: '' };
    return { number, words };
  };
}

function signatureRow(block: Block, values: PaperValues): SignatureRow {
  const cities = block.name === 'signature' ? [values.first] : [values.first, values.second];
  return {
    kind: 'signature',
    signatures: cities.map((city) => signatureOf(city, block.text, values)),
    isKeptWithNext: false,
  };
}

/** No line begins with a dash, and none ends with the sign of a number. */
const unparted = (text: string): string =>
  text.replace(/ (?=[—–])/g, '\u00a0').replace(/№ /g, '№\u00a0');

function signatureOf(city: PaperCity, text: Bilingual, values: PaperValues): Signature {
  const fill = (uk: string, en: string): Bilingual => ({
    uk: fillPlaceholders(uk, { values, city }),
    en: fillPlaceholders(en, { values, city }),
  });
  const title = fill('{{city.signerTitleUk}}', '{{city.signerTitleEn}}');
  const signer = fill('{{city.signerUk}}', '{{city.signerEn}}');
  return {
    city: fill(text.uk, text.en),
    signerTitle: captioned(title, { uk: 'посада', en: 'position' }),
    signer: captioned(signer, { uk: 'ім’я та прізвище', en: 'name' }),
  };
}

/** Says what belongs on a line that is left to be filled in. */
function captioned(text: Bilingual, caption: Bilingual): Bilingual {
  return {
    uk: text.uk === BLANK ? `${BLANK} (${caption.uk})` : text.uk,
    en: text.en === BLANK ? `${BLANK} (${caption.en})` : text.en,
  };
}

const HEADINGS: BlockName[] = ['title', 'subtitle', 'heading', 'section', 'article'];

/** A heading stays with its text, a list with its lead-in, a signature with the last words. */
function keepTogether(rows: Row[]): Row[] {
  return rows.map((row, index) => {
    const next = rows[index + 1];
    if (row.kind === 'signature' || !next) return row;
    const announces = next.kind === 'pair' && next.block === 'item' && row.block !== 'item';
    const isKeptWithNext = HEADINGS.includes(row.block) || announces || next.kind === 'signature';
    return { ...row, isKeptWithNext };
  });
}
