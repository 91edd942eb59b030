import { zipOf } from './zip';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

interface WorkbookParts {
  /** What stands within `<sheetData>`. */
  rows?: string;
  /** What follows it, such as the merged cells. */
  after?: string;
  /** What stands within `<sst>`. */
  strings?: string;
  /** What stands within `<styleSheet>`. */
  styles?: string;
  /** What stands within `<workbook>` before the sheets. */
  properties?: string;
  /** More sheets behind the first, which is called `Sheet`: their names, and what they hold. */
  sheets?: { name: string; rows: string; isHidden?: boolean }[];
  /** Whole parts, by name, instead of or beside the others; null: the part is left out. */
  parts?: Record<string, string | null>;
}

/** An XLSX as small as the format allows, whose parts hold whatever they are told. */
export function workbookOf(options: WorkbookParts): Buffer {
  const parts: Record<string, string | null> = { ...plainParts(options), ...options.parts };
  const kept = Object.entries(parts).filter((part): part is [string, string] => part[1] !== null);
  return zipOf(kept.map(([name, content]) => ({ name, data: Buffer.from(content) })));
}

function plainParts({
  rows = '',
  after = '',
  strings = '',
  styles = '',
  properties = '',
  sheets = [],
}: WorkbookParts) {
  const tabs = sheets.map(({ name, isHidden }, n) => {
    const state = isHidden ? ' state="hidden"' : '';
    return `<sheet name="${name}" sheetId="${n + 2}" r:id="s${n + 2}"${state}/>`;
  });
  const bodies = sheets.map(({ rows: own }, n) => [
    `xl/worksheets/sheet${n + 2}.xml`,
    `<worksheet xmlns="${MAIN}"><sheetData>${own}</sheetData></worksheet>`,
  ]);
  return {
    ...(Object.fromEntries(bodies) as Record<string, string>),
    '_rels/.rels': relationships(['r1', 'officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml':
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${properties}` +
      `<sheets><sheet name="Sheet" sheetId="1" r:id="r1"/>${tabs.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(
      ['r1', 'worksheet', 'worksheets/sheet1.xml'],
      ['r2', 'sharedStrings', 'sharedStrings.xml'],
      ['r3', 'styles', 'styles.xml'],
      ...sheets.map((_, n): [string, string, string] => [
        `s${n + 2}`,
        'worksheet',
        `worksheets/sheet${n + 2}.xml`,
      ]),
    ),
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`,
  };
}

function relationships(...list: [id: string, kind: string, target: string][]): string {
  const items = list.map(
    ([id, kind, target]) =>
      `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}">${items.join('')}</Relationships>`;
}

/** Rows of texts, each in its own cell. */
export const textRows = (...rows: string[][]): string =>
  rows.map((cells) => `<row>${cells.map(textCell).join('')}</row>`).join('');

export const textCell = (text: string): string =>
  `<c t="inlineStr"><is><t>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</t></is></c>`;
