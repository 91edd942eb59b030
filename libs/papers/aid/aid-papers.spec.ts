import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import jsQR from 'jsqr';
import { amounts, counted, figure, kilograms, money, totals } from './figures';
import { Label, LABEL_PAGES_MAX, LABEL_SIZES, LabelSize, renderLabel } from './label';
import { signPaperLink } from './paper-link';
import { printable, renderSheet, Sheet } from './sheet';

const LINK = signPaperLink(
  { secretKey: 'a key that is long enough to be one', publicUrl: 'https://aid.example.org' },
  { shipmentId: '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b', expiresOn: '2026-11-30' },
);
const SHEET: Sheet = {
  title: { uk: 'Товаросупровідна накладна', en: 'Waybill' },
  number: 'CMR-17',
  isSample: false,
  facts: [{ label: { uk: 'Від', en: 'From' }, value: 'Лодзь / Łódź, PL' }],
  columns: [
    { label: { uk: '№', en: 'No.' }, width: 20, isNumber: true },
    { label: { uk: 'Найменування', en: 'Item' }, width: '*' },
    { label: { uk: 'Категорія', en: 'Category' }, width: 105 },
    { label: { uk: 'Маса, кг', en: 'Mass, kg' }, width: 55, isNumber: true },
  ],
  rows: [['1', 'Ґанок, їжа, є', 'їжа / food', kilograms(null)]],
  totals: ['Разом / Total: 0 кг / kg; рядків без маси / lines without mass: 1'],
  notes: [{ uk: '— означає: не вказано', en: '— means: not stated' }],
  signatures: [{ uk: 'Отримав', en: 'Received by' }],
  link: LINK,
  madeAt: new Date('2026-05-15T10:00:00Z'),
};
const LABEL: Label = {
  from: 'Лодзь / Łódź, PL',
  to: 'Ґоголів / Gogoliv, UA',
  number: 'CMR-17',
  contents: ['їжа / food', 'ліки / medical'],
  isColdChain: true,
  isSample: false,
  link: LINK,
  madeAt: SHEET.madeAt,
};
const WIDEST: Label = {
  ...LABEL,
  from: 'Щ'.repeat(300),
  to: 'Щ'.repeat(300),
  number: 'Щ'.repeat(300),
  contents: Array(17).fill('Щ'.repeat(60)),
  isSample: true,
};

/** The path of a program that is installed, or undefined: then its tests are skipped. */
const find = (name: string): string | undefined =>
  ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']
    .map((folder) => path.join(folder, name))
    .find((file) => fs.existsSync(file));
const pdftotext = find('pdftotext');
const pdftoppm = find('pdftoppm');
const withReader = pdftotext ? test : test.skip;
const withDrawer = pdftoppm ? test : test.skip;

let folder: string;
beforeAll(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aid-papers-'))));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function stored(pdf: Buffer): string {
  const file = path.join(folder, 'paper.pdf');
  fs.writeFileSync(file, pdf);
  return file;
}

/** The words within each page's edges, in the order in which they stand. */
function pagesOf(pdf: Buffer): string[] {
  const options = ['-layout', '-enc', 'UTF-8'];
  const text = execFileSync(pdftotext!, [...options, stored(pdf), '-'], { encoding: 'utf8' });
  return text
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/\s+/g, ' '));
}

/** What a telephone reads from the first page. */
function codeOf(pdf: Buffer): string | undefined {
  const options = ['-r', '150', '-gray', '-singlefile', stored(pdf), path.join(folder, 'page')];
  execFileSync(pdftoppm!, options);
  const image = fs.readFileSync(path.join(folder, 'page.pgm'));
  // A portable graymap: three lines of text, then a byte each pixel.
  const [head, width, height] = /^P5\n(\d+) (\d+)\n255\n/.exec(image.toString('latin1', 0, 40))!;
  const pixels = new Uint8ClampedArray(Number(width) * Number(height) * 4);
  image.subarray(head.length).forEach((gray, index) => {
    pixels.set([gray, gray, gray, 255], index * 4);
  });
  return jsQR(pixels, Number(width), Number(height))?.data;
}

// Goal: nothing of an amount is lost or invented on its way to the paper.
describe('figures on papers', () => {
  test.each([
    [null, '—'],
    [0, '0'],
    [0.001, '0,001'],
    [12000.125, '12\u00a0000,125'],
    [1234567.5, '1\u00a0234\u00a0567,5'],
  ])('write %p as %j', (value, text) => {
    expect(figure(value)).toBe(text);
    expect(kilograms(value)).toBe(text);
  });

  test('name the unit of a count, and tell no count from none', () => {
    expect(counted(1200, 'box')).toBe('1\u00a0200 ящ. / box');
    expect(counted(0, 'piece')).toBe('0 шт. / pcs');
    expect(counted(null, 'piece')).toBe('—');
    expect(counted(2, null)).toBe('2');
  });

  test.each([
    ['1200.5', 'EUR', '1\u00a0200,50\u00a0EUR'],
    ['123456789012345.67', 'UAH', '123\u00a0456\u00a0789\u00a0012\u00a0345,67\u00a0UAH'],
    ['5000', 'JPY', '5\u00a0000\u00a0JPY'],
    ['0.125', 'KWD', '0,125\u00a0KWD'],
  ])('write the sum %s in %s with the digits of its currency', (value, currency, text) => {
    expect(money(value, currency)).toBe(text);
  });

  test('say all that is known of a line, and a dash of what is not', () => {
    const line = { massKg: 2.5, quantity: 3, unit: 'box', value: 10, currency: 'EUR' };
    expect(amounts(line)).toBe('2,5 кг / kg; 3 ящ. / box; 10,00\u00a0EUR');
    expect(amounts({ massKg: null, quantity: null, unit: null })).toBe('—');
  });

  test('sum without the dust of floats, each currency by itself, and what came as nothing as nothing', () => {
    const line = { massKg: null, quantity: null, unit: null };
    const cents = Array.from({ length: 10 }, () => ({ ...line, value: 0.1, currency: 'EUR' }));
    const lines = [
      ...cents.map((one) => ({ ...one, massKg: 0.001 })),
      { ...line, value: 7, currency: 'JPY' },
      { ...line, isNothing: true },
    ];
    expect(totals(lines)).toEqual([
      'Разом / Total: 0,01 кг / kg; рядків без маси / lines without mass: 1',
      'Вартість / Value: 1,00\u00a0EUR',
      'Вартість / Value: 7\u00a0JPY',
    ]);
  });
});

// Goal: what was written is what can be read, on any page, however long or strange it is.
describe('a paper of aid', () => {
  test('is the same for the same input', async () => {
    expect((await renderSheet(SHEET)).equals(await renderSheet(SHEET))).toBe(true);
    const label = await renderLabel(LABEL, 'A6');
    expect(label.equals(await renderLabel(LABEL, 'A6'))).toBe(true);
    expect(label.equals(await renderLabel({ ...LABEL, number: 'CMR-18' }, 'A6'))).toBe(false);
  });

  withReader('keeps ґ, є, ї, ł, and shows what is not known as a dash', async () => {
    const [page] = pagesOf(await renderSheet(SHEET));
    for (const words of ['Лодзь / Łódź, PL', 'Ґанок, їжа, є', 'Waybill', 'їжа / food — Разом']) {
      expect(page).toContain(words);
    }
    expect(page).toContain('lines without mass: 1');
    expect(page).not.toMatch(/SAMPLE|U\+/);
  });

  withReader('holds each of 300 lines, with the head on each page and its number', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => [
      String(index + 1),
      `річ-${index + 1}.`,
      'їжа / food',
      `${index + 1},5`,
    ]);
    const pages = pagesOf(await renderSheet({ ...SHEET, rows, isSample: true }));
    expect(pages.length).toBeGreaterThan(3);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain('Найменування');
      expect(page).toContain(`${index + 1} / ${pages.length}`);
    }
    const text = pages.join(' ');
    expect(rows.filter((row) => !text.includes(`${row[0]} ${row[1]}`))).toEqual([]);
  });

  withReader('keeps all columns on the page beside a word without an end', async () => {
    const rows = [['1', 'Щ'.repeat(1000), 'їжа / food', '12,5']];
    const facts = [{ label: { uk: 'Від', en: 'From' }, value: 'W'.repeat(400) }];
    const text = pagesOf(await renderSheet({ ...SHEET, rows, facts })).join(' ');
    expect(text).toContain('12,5');
    expect(text).toContain('їжа / food');
    expect(text.match(/Щ/g)).toHaveLength(1000);
    expect(text.match(/W/g)).toHaveLength(401);
  });

  withReader('gives a sign that the font lacks by its code, and says so', async () => {
    const rows = [['1', 'чай 山 😀', 'їжа / food', '1']];
    const [page] = pagesOf(await renderSheet({ ...SHEET, rows }));
    expect(page).toContain('[U+5C71] [U+1F600]');
    expect(page).toContain('sign that the font lacks');
  });

  test('marks a text that is cut, and cuts no sign in two', () => {
    expect(printable('а'.repeat(1200))).toHaveLength(1200);
    expect(printable('а'.repeat(1201))).toBe(`${'а'.repeat(1199)}…`);
    expect(printable('😀😀😀', 20)).toBe('[U+1F600][U+1F600]…');
    expect(printable('a\u0000\u202e\n b')).toBe('a b');
  });

  withDrawer('has a code that can be read, also under the mark of a sample', async () => {
    expect(codeOf(await renderSheet(SHEET))).toBe(LINK);
    expect(codeOf(await renderSheet({ ...SHEET, isSample: true }))).toBe(LINK);
    const long = { ...SHEET, link: LINK.replace('example.org', `${'a'.repeat(60)}.example.org`) };
    expect(codeOf(await renderSheet(long))).toBe(long.link);
  });
});

// Goal: whoever finds a pallet learns where it goes, and nothing that endangers anybody.
describe.each(LABEL_SIZES)('a label on %s', (size: LabelSize) => {
  withReader('says from where to where, its number, its kinds and that it is cold', async () => {
    const [page, ...rest] = pagesOf(await renderLabel(LABEL, size));
    expect(rest).toEqual([]);
    for (const words of [
      'Łódź',
      'Ґоголів',
      '№ CMR-17',
      'їжа / food · ліки',
      'KEEP COLD',
      '___ /',
    ]) {
      expect(page).toContain(words);
    }
    expect(page).not.toMatch(/SAMPLE|U\+/);
  });

  withReader('is one page a package, up to a limit', async () => {
    const pagesFor = async (packages: number) =>
      pagesOf(await renderLabel({ ...LABEL, packages }, size));
    const pages = await pagesFor(3);
    expect(pages.map((page) => /(\d) ?\/ ?3\b/.exec(page)?.[1])).toEqual(['1', '2', '3']);
    const one = await pagesFor(LABEL_PAGES_MAX + 1);
    expect(one).toHaveLength(1);
    expect(one[0]).toMatch(/___ ?\/ ?201\b/);
    expect(await pagesFor(0)).toHaveLength(1);
  });

  withReader('stays on one page with the widest letters', async () => {
    const pages = pagesOf(await renderLabel(WIDEST, size));
    expect(pages).toHaveLength(1);
    expect(pages[0]).toMatch(/ЗРАЗОК.*KEEP COLD.*… · \+11/);
  });

  withDrawer('has a code that can be read', async () => {
    expect(codeOf(await renderLabel(LABEL, size))).toBe(LINK);
    expect(codeOf(await renderLabel(WIDEST, size))).toBe(LINK);
  });
});
