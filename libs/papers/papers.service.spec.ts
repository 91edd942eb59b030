import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Test } from '@nestjs/testing';
import { Config, ConfigModule, InvalidInputError, NotFoundError } from '@pobratym/platform';
import { countryName } from './country-name';
import { PAPER_FORMATS, PAPER_KINDS, PaperKind } from './paper-kind';
import { PaperTemplateError } from './paper-template';
import { PaperCity, PaperValues } from './paper-values';
import { PapersModule } from './papers.module';
import { PapersService } from './papers.service';

const VALUES: PaperValues = {
  first: { nameUk: 'Ґоголів', nameEn: 'Gogoliv', country: 'UA' },
  second: { nameUk: 'Лодзь', nameEn: 'Łódź', country: 'PL' },
  areas: [{ uk: 'Гуманітарна допомога', en: 'Humanitarian assistance' }],
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

// Goal: who asks for a paper gets a file with a safe name, or is told which value is wrong. What
// the files hold is tested in test/papers.e2e-spec.ts.
describe('papers', () => {
  test('are listed with their titles', () => {
    expect(papers.kinds().map(({ kind }) => kind)).toEqual([...PAPER_KINDS]);
    expect(papers.kinds()).toContainEqual({
      kind: 'twinning_agreement',
      title: { uk: 'Угода про побратимство', en: 'Twinning agreement' },
    });
  });

  test.each(PAPER_FORMATS)(
    'are made as %s with all values, and with hardly any',
    async (format) => {
      for (const kind of PAPER_KINDS) {
        for (const values of [VALUES, BARE]) {
          const { bytes, fileName } = await papers.make(kind, format, values);
          expect(bytes.subarray(0, 4).toString('latin1')).toBe(
            format === 'pdf' ? '%PDF' : 'PK\x03\x04',
          );
          expect(fileName).toMatch(/^[a-z0-9-]+\.(docx|pdf)$/);
        }
      }
    },
  );

  test.each<[string, Partial<PaperCity>, string]>([
    ['as it is', {}, 'letter-of-intent-gogoliv-ua-lodz-pl.docx'],
    [
      'with an apostrophe',
      { nameEn: 'Kam’ianets-Podilskyi' },
      'letter-of-intent-kamianets-podilskyi-ua-lodz-pl.docx',
    ],
    [
      'with letters of many languages',
      { nameEn: 'Gießen Ørsted Łęczna' },
      'letter-of-intent-giessen-orsted-leczna-ua-lodz-pl.docx',
    ],
    [
      'with a path in it',
      { nameEn: '../../etc', country: '/' },
      'letter-of-intent-etc-xx-lodz-pl.docx',
    ],
    ['in no Latin letters', { nameEn: 'Київ' }, 'letter-of-intent-city-ua-lodz-pl.docx'],
    [
      'of great length',
      { nameEn: 'a'.repeat(300) },
      `letter-of-intent-${'a'.repeat(40)}-ua-lodz-pl.docx`,
    ],
  ])('bear the cities in a safe file name: %s', async (_, first, fileName) => {
    const paper = await papers.make('letter_of_intent', 'docx', withFirst(first));
    expect(paper.fileName).toBe(fileName);
  });

  test('refuse what cannot be printed, naming each value', async () => {
    const values: PaperValues = {
      ...withFirst({ nameUk: 'а'.repeat(301) }),
      day: '2026-02-30',
      areas: [{ uk: 'а'.repeat(301), en: 'a' }],
    };
    const refusal = await papers.make('letter_of_intent', 'docx', values).catch((error) => error);
    expect(refusal).toBeInstanceOf(InvalidInputError);
    expect(refusal.faults.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/day',
      '/first/nameUk',
      '/areas/0/uk',
    ]);
    const areas = Array(51).fill({ uk: 'а', en: 'a' });
    await expect(papers.make('letter_of_intent', 'pdf', { ...VALUES, areas })).rejects.toThrow(
      /\/areas: must be at most 50/,
    );
  });

  test.each(['山田', '☃', '😀', 'გორი'])(
    'refuse %s, which the font of the PDF lacks, and take it in DOCX',
    async (signerEn) => {
      const values = withFirst({ signerEn });
      await expect(papers.make('letter_of_intent', 'pdf', values)).rejects.toThrow(
        new RegExp(`/first/signerEn: has “${[...signerEn][0]}”.*DOCX`, 'u'),
      );
      const { mediaType } = await papers.make('letter_of_intent', 'docx', values);
      expect(mediaType).toContain('wordprocessingml');
    },
  );

  test('are refused where there is no such paper', async () => {
    await expect(papers.make('toString' as PaperKind, 'pdf', VALUES)).rejects.toThrow(
      NotFoundError,
    );
  });

  test('come from the folder of the configuration, and a wrong one stops the start', async () => {
    const templateFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'papers-'));
    const config = ConfigModule.of({ templateFolder } as Config);
    const start = () => Test.createTestingModule({ imports: [config, PapersModule] }).compile();
    const file = path.join(templateFolder, 'letter-of-intent.txt');
    fs.writeFileSync(file, '[title]\nuk: Наш лист\nen: Our letter\n');
    const module = await start();
    expect(module.get(PapersService).kinds()).toContainEqual({
      kind: 'letter_of_intent',
      title: { uk: 'Наш лист', en: 'Our letter' },
    });
    await module.close();
    fs.writeFileSync(file, '[title]\nuk: Наш лист\n');
    await expect(start()).rejects.toThrow(PaperTemplateError);
    fs.rmSync(templateFolder, { recursive: true });
  });
});

describe('the name of a country', () => {
  test.each([
    ['UA', 'Україна', 'Ukraine'],
    ['pl', 'Польща', 'Poland'],
    ['GB', 'Велика Британія', 'United Kingdom'],
    ['ZZ', undefined, undefined],
    ['P', undefined, undefined],
    ['004', undefined, undefined],
    ['', undefined, undefined],
  ])('of %p', (code, uk, en) => {
    expect([countryName(code, 'uk'), countryName(code, 'en')]).toEqual([uk, en]);
  });
});
