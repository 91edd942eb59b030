import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { PAPER_KINDS, PaperCity, PaperKind, PapersService, PaperValues } from '@pobratym/papers';

// Goal: each paper is a file that an office opens, prints and signs, with both languages side by
// side and no letter lost. Read with what an office has: LibreOffice, and Poppler for the PDF.

const VALUES: PaperValues = {
  first: {
    nameUk: 'Ґоголів',
    nameEn: 'Gogoliv',
    country: 'UA',
    authorityUk: 'Ґоголівська міська рада',
    authorityEn: 'Gogoliv City Council',
    signerUk: 'Євген Їжакевич',
    signerEn: 'Yevhen Yizhakevych',
    signerTitleUk: 'міський голова',
    signerTitleEn: 'Mayor',
  },
  second: { nameUk: 'Лодзь', nameEn: 'Łódź', country: 'PL', signerEn: 'Żaneta Żak' },
  areas: [{ uk: 'Гуманітарна допомога', en: 'Humanitarian assistance' }],
  day: '2026-05-15',
  place: { uk: 'Ґоголів', en: 'Gogoliv' },
  madeAt: new Date('2026-05-15T10:00:00Z'),
};
const BARE: PaperValues = {
  first: { country: 'UA' },
  second: { country: '??' },
  areas: [],
  madeAt: VALUES.madeAt,
};
const withFirst = (first: Partial<PaperCity>): PaperValues => ({
  ...VALUES,
  first: { ...VALUES.first, ...first },
});

const papers = new PapersService({ templateFolder: undefined });
const PAPER_OF_BOTH: PaperKind = 'twinning_agreement';

/** The path of a program that is installed, or undefined: then its tests are skipped. */
const find = (name: string): string | undefined =>
  ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']
    .map((folder) => path.join(folder, name))
    .find((file) => fs.existsSync(file));
const pdftotext = find('pdftotext');
const soffice = find('soffice');

let folder: string;
beforeAll(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'papers-'))));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** What a reader can copy out of a PDF, with its lines and pages run together. */
function wordsOf(pdf: Buffer): string {
  const file = path.join(folder, 'paper.pdf');
  fs.writeFileSync(file, pdf);
  const words = execFileSync(pdftotext!, ['-enc', 'UTF-8', file, '-'], { encoding: 'utf8' });
  return words.replace(/\s+/g, ' ');
}

async function partsOf(docx: Buffer): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(docx);
  const parts = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    parts.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)));
  }
  return parts;
}

const partOf = async (docx: Buffer, name: string): Promise<string> =>
  (await partsOf(docx)).get(name)!;

/** The words of each cell of the table, row by row. */
async function cellsOf(docx: Buffer): Promise<string[][]> {
  const document = await partOf(docx, 'word/document.xml');
  const rows = document.match(/<w:tr>.*?<\/w:tr>/gs)!;
  return rows.map((row) =>
    row
      .match(/<w:tc>.*?<\/w:tc>/gs)!
      .map((cell) =>
        [...cell.matchAll(/<w:t(?: [^>]*)?>(.*?)<\/w:t>/gs)].map(([, words]) => words).join(' '),
      ),
  );
}

describe('a DOCX', () => {
  const make = async (values = VALUES, kind: PaperKind = PAPER_OF_BOTH): Promise<Buffer> =>
    (await papers.make(kind, 'docx', values)).bytes;

  test('has Ukrainian on the left and English on the right of each row', async () => {
    const rows = await cellsOf(await make());
    expect(rows.every((cells) => cells.length === 2)).toBe(true);
    expect(rows.slice(0, 3)).toEqual([
      ['Угода про побратимство', 'Twinning agreement'],
      [
        'між містом Ґоголів (Україна) та містом Лодзь (Польща)',
        'between the City of Gogoliv (Ukraine) and the City of Łódź (Poland)',
      ],
      ['Ґоголів, 15 травня 2026 р.', 'Gogoliv, 15 May 2026'],
    ]);
    expect(rows).toContainEqual(['Стаття 1. Предмет угоди', 'Article 1. Subject of the agreement']);
    // Each city signs on its side, in both languages.
    expect(rows.at(-1)![0]).toMatch(/^За місто Ґоголів.*For the City of Gogoliv.*Євген Їжакевич/);
    expect(rows.at(-1)![1]).toMatch(/^За місто Лодзь.*For the City of Łódź.*Żaneta Żak$/);
  });

  test('tells languages, font, title and time of making', async () => {
    const bytes = await make();
    const document = await partOf(bytes, 'word/document.xml');
    expect(document).toContain('<w:lang w:val="uk-UA"/>');
    expect(document).toContain('<w:lang w:val="en-GB"/>');
    expect(await partOf(bytes, 'word/styles.xml')).toContain('Times New Roman');
    const core = await partOf(bytes, 'docProps/core.xml');
    expect(core).toContain('<dc:title>Угода про побратимство / Twinning agreement</dc:title>');
    expect(core).toContain('2026-05-15T10:00:00Z</dcterms:created>');
  });

  test('counts its pages and bears the mark at the foot', async () => {
    const foot = await partOf(await make(), 'word/footer1.xml');
    expect(foot).toMatch(
      /Зразок\. Перевірте з юристом\..*Have it checked by a lawyer\..*PAGE.*NUMPAGES/s,
    );
  });

  test('is the same for the same input', async () => {
    const [one, other] = await Promise.all([make(), make()]);
    expect(await partsOf(one)).toEqual(await partsOf(other));
  });

  test('holds a value as text, whatever it looks like', async () => {
    const nameUk = '{{second.nameUk}} <w:p/> & ]]>\u0000';
    const rows = await cellsOf(await make(withFirst({ nameUk })));
    expect(rows[1]![0]).toContain('{{second.nameUk}} &lt;w:p/&gt; &amp; ]]&gt; (Україна)');
  });

  (soffice && pdftotext ? test : test.skip)(
    `opens in LibreOffice with every name readable${soffice ? '' : ' (no soffice: skipped)'}`,
    async () => {
      fs.writeFileSync(path.join(folder, 'office.docx'), await make());
      execFileSync(
        soffice!,
        [
          '--headless',
          `-env:UserInstallation=file://${path.join(folder, 'profile')}`,
          ...['--convert-to', 'pdf', '--outdir', folder, path.join(folder, 'office.docx')],
        ],
        { stdio: 'ignore', timeout: 110_000 },
      );
      const words = wordsOf(fs.readFileSync(path.join(folder, 'office.pdf')));
      for (const name of ['Ґоголів', 'Лодзь', 'Gogoliv', 'Łódź', 'Євген Їжакевич', 'Żaneta Żak']) {
        expect(words).toContain(name);
      }
    },
    120_000,
  );
});

describe('a PDF', () => {
  const make = async (values = VALUES, kind: PaperKind = PAPER_OF_BOTH): Promise<Buffer> =>
    (await papers.make(kind, 'pdf', values)).bytes;
  const withReader = pdftotext ? test : test.skip;
  const note = pdftotext ? '' : ' (no pdftotext: skipped)';

  test('tells language, title and time of making, and embeds its font', async () => {
    const raw = (await make()).toString('latin1');
    expect(raw.replaceAll('\0', '')).toContain('Twinning agreement');
    expect(raw).toContain('/Lang (uk-UA)');
    expect(raw).toContain('D:20260515100000Z');
    expect(raw).toMatch(/\/FontFile2/);
    expect(raw).toMatch(/\/ToUnicode/);
  });

  test('is the same for the same input', async () => {
    expect((await make()).equals(await make())).toBe(true);
  });

  withReader(`gives back every letter${note}`, async () => {
    const words = wordsOf(await make());
    for (const name of ['Ґоголів', 'Лодзь', 'Łódź', 'Євген Їжакевич', 'Żaneta Żak', 'Стаття 8.']) {
      expect(words).toContain(name);
    }
    expect(words).toContain(
      'Зразок. Перевірте з юристом. / Template. Have it checked by a lawyer.',
    );
    expect(words).toMatch(/ 1 ?\/ ?3 .* 2 ?\/ ?3 .* 3 ?\/ ?3 $/);
  });

  withReader(`shows what is unknown as a line, never as undefined${note}`, async () => {
    for (const kind of PAPER_KINDS) {
      const words = wordsOf(await make(BARE, kind));
      expect(words).toContain('__________');
      expect(words).not.toMatch(/undefined|null|NaN|\[object|\{\{/);
    }
  });

  withReader(`does not expand a value that looks like a placeholder${note}`, async () => {
    const words = wordsOf(await make(withFirst({ nameUk: '{{second.nameUk}}' })));
    expect(words).toContain('між містом {{second.nameUk}} (Україна)');
  });

  withReader(`loses nothing of long words and long paragraphs${note}`, async () => {
    const long = {
      nameUk: 'Щ'.repeat(300),
      signerUk: 'Ж'.repeat(300),
      signerTitleUk: 'Ш'.repeat(300),
    };
    const words = wordsOf(await make(withFirst(long))).replaceAll(' ', '');
    // In the subtitle, the first paragraph and the signature; each time whole.
    expect([...words].filter((letter) => letter === 'Щ')).toHaveLength(900);
    expect([...words].filter((letter) => letter === 'Ж')).toHaveLength(600);
    expect([...words].filter((letter) => letter === 'Ш')).toHaveLength(600);
  });

  // 4,000 characters are a page and a half; headings keep together with what follows; Щ is widest.
  const words = (count: number, text = 'w'): string[] =>
    Array.from({ length: count }, (_, index) => `${text}${index}`);
  withReader.each([
    ['a paragraph longer than a page', [words(800).join(' ')]],
    ['more headings than a page holds', words(120)],
    ['a paragraph of the widest letters', [words(50, 'Щ'.repeat(18)).join(' ')]],
    ['a paragraph of one word', [`щ${'Щ'.repeat(3990)}щ`]],
  ])(`loses nothing of a template with %s${note}`, async (_, headings) => {
    const ours = fs.mkdtempSync(path.join(folder, 'long-'));
    const blocks = headings.map((text) => `[heading]\nuk: ${text}\nen: ${text}\n`);
    fs.writeFileSync(
      path.join(ours, 'letter-of-intent.txt'),
      `[title]\nuk: Лист\nen: Letter\n${blocks.join('')}[text]\nuk: а\nen: a\n`,
    );
    const service = new PapersService({ templateFolder: ours });
    const { bytes } = await service.make('letter_of_intent', 'pdf', VALUES);
    const lettersOf = (text: string): string => [...text.replace(/\s/g, '')].sort().join('');
    const expected = lettersOf(headings.join('').repeat(2)) + 'аaЛистLetter';
    const pages = Number(/(\d+)\s*$/.exec(wordsOf(bytes))![1]);
    const numbers = words(pages + 1, '')
      .slice(1)
      .map((page) => `${page}/${pages}`);
    expect(lettersOf(wordsOf(bytes))).toBe(lettersOf(expected + numbers.join('')));
  });
});
