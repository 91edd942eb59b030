import { posix } from 'node:path';
import { BrokenText } from '../broken-text';
import { CellProblem, shorten } from '../cell-error';
import { type Archive, damaged } from './archive';
import { builtInFormat, type CellFormat, formatOf } from './cell-format';
import { type Attributes, readXml } from './xml';

/** The parts of which a sheet is read, and what its cells mean. */
export interface Workbook {
  sheetPart: string;
  /** Null where the workbook has none. */
  stringsPart: string | null;
  /** By the style of a cell. */
  formats: CellFormat[];
  /** Days are counted from 1904 and not from 1900, as early Macs did. */
  is1904: boolean;
}

interface Sheet {
  name: string;
  relationship: string;
  isHidden: boolean;
}

interface Relationship {
  /** The last word of its type: the words before differ between the two editions of the standard. */
  kind: string;
  part: string;
}

/** More styles than a workbook may have (65,490 in Excel). */
const STYLES_MAX = 100_000;
const SHEETS_MAX = 10_000;

/** Finds the sheet of that name, or else the first that is not hidden. */
export async function openWorkbook(archive: Archive, sheetName?: string): Promise<Workbook> {
  const { sheets, relationships, is1904 } = await listSheets(archive);
  const sheet = chooseSheet(sheets, sheetName);
  const partOf = (kind: string): string | null =>
    [...relationships.values()].find((one) => one.kind === kind)?.part ?? null;
  const stylesPart = partOf('styles');
  return {
    sheetPart: relationships.get(sheet.relationship)!.part,
    stringsPart: partOf('sharedStrings'),
    formats: stylesPart === null ? [] : await readFormats(archive, stylesPart),
    is1904,
  };
}

/** The sheets that are tables, in their order. */
export async function listSheets(archive: Archive): Promise<{
  sheets: Sheet[];
  relationships: Map<string, Relationship>;
  is1904: boolean;
}> {
  const root = await readRelationships(archive, '');
  const main = [...root.values()].find(({ kind }) => kind === 'officeDocument');
  if (!main || !/\/workbook[^/]*$/i.test(main.part)) throw notAWorkbook(archive);
  if (/\.bin$/i.test(main.part)) throw new BrokenText(new CellProblem('file-excel'));
  const { sheets, is1904 } = await readMain(archive, main.part);
  const relationships = await readRelationships(archive, main.part);
  const isTable = ({ relationship }: Sheet) =>
    relationships.get(relationship)?.kind === 'worksheet';
  return { sheets: sheets.filter(isTable), relationships, is1904 };
}

function notAWorkbook(archive: Archive): BrokenText {
  const document = (format: string) => new CellProblem('file-document', { format });
  if (archive.has('word/document.xml')) return new BrokenText(document('Word'));
  if (archive.has('ppt/presentation.xml')) return new BrokenText(document('PowerPoint'));
  if (archive.has('mimetype') && archive.has('content.xml')) {
    return new BrokenText(new CellProblem('file-opendocument'));
  }
  return new BrokenText(new CellProblem('file-archive', { format: 'ZIP' }));
}

function chooseSheet(sheets: Sheet[], name: string | undefined): Sheet {
  const sheet =
    name === undefined
      ? (sheets.find(({ isHidden }) => !isHidden) ?? sheets[0])
      : sheets.find((one) => isSheetNamed(one.name, name));
  if (sheet) return sheet;
  if (name === undefined) throw new BrokenText(new CellProblem('workbook-no-sheet'));
  const found = shorten(sheets.map((one) => one.name).join(', '));
  throw new BrokenText(new CellProblem('sheet-missing', { sheet: shorten(name), found }));
}

/** True where `name`, as somebody writes it, is that of the sheet. */
export const isSheetNamed = (sheet: string, name: string): boolean =>
  sheet.trim().normalize('NFC') === name.trim().normalize('NFC');

async function readMain(
  archive: Archive,
  part: string,
): Promise<{ sheets: Sheet[]; is1904: boolean }> {
  const sheets: Sheet[] = [];
  let is1904 = false;
  await readXml(archive.part(part), {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = /^(1|true|on)$/i.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      if (sheets.length >= SHEETS_MAX) throw damaged();
      sheets.push({
        name: attributes.name ?? '',
        relationship: attributeNamed('id', attributes),
        isHidden: /hidden/i.test(attributes.state ?? ''),
      });
    },
  });
  return { sheets, is1904 };
}

function attributeNamed(localName: string, attributes: Attributes): string {
  const key = Object.keys(attributes).find((name) => name.split(':').at(-1) === localName);
  return key === undefined ? '' : (attributes[key] ?? '');
}

/** Of a part, or of the whole package (''), by id; those that lead out of the file are left out. */
async function readRelationships(
  archive: Archive,
  part: string,
): Promise<Map<string, Relationship>> {
  const { dir, base } = posix.parse(part);
  const relationships = new Map<string, Relationship>();
  const list = posix.join(dir, '_rels', `${base}.rels`);
  if (!archive.has(list)) return relationships;
  await readXml(archive.part(list), {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      if (relationships.size >= SHEETS_MAX) throw damaged();
      const path = Target.startsWith('/') ? Target.slice(1) : posix.join(dir, Target);
      relationships.set(Id, { kind: Type.split('/').at(-1) ?? '', part: path });
    },
  });
  return relationships;
}

async function readFormats(archive: Archive, part: string): Promise<CellFormat[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let isOfCells = false;
  await readXml(archive.part(part), {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'cellXfs') isOfCells = true;
      else if (name === 'numFmt') codes.set(Number(numFmtId), formatCode);
      else if (name === 'xf' && isOfCells) ids.push(Number(numFmtId));
      if (codes.size > STYLES_MAX || ids.length > STYLES_MAX) throw damaged();
    },
    close(name) {
      if (name === 'cellXfs') isOfCells = false;
    },
  });
  return ids.map((id) => {
    const code = codes.get(id);
    return code === undefined ? builtInFormat(id) : formatOf(code);
  });
}
