import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UNITS } from '@pobratym/shipments';
import { MASS_UNITS, unitOf } from '../file';
import { ErrorCode, LANGUAGES, sayError, wantedLanguage } from '.';
import { en } from './en';
import { uk } from './uk';

const SLICE = join(__dirname, '..');
const CODES = Object.keys(en) as ErrorCode[];

// Goal: whatever is wrong with a file can be said whole in each language, and nothing else stands
// here. That keys and blanks agree, and that each error fills its blanks, is the type check's part.
describe('the texts of errors', () => {
  it('are each of an error that exists', () => {
    const source = readdirSync(SLICE, { recursive: true, encoding: 'utf8' })
      .filter((name) => /(?<!\.spec)\.ts$/.test(name) && !name.startsWith('error-texts'))
      .map((name) => readFileSync(join(SLICE, name), 'utf8'))
      .join('\n');
    expect(CODES.filter((code) => !source.includes(`'${code}'`))).toEqual([]);
  });

  it.each(LANGUAGES)('leave no blank in %s once it is filled', (language) => {
    const params = new Proxy({}, { get: (_, name) => `<${String(name)}>` });
    for (const code of CODES) {
      const { message, expected } = sayError(language, { code, params });
      expect(message + expected).not.toMatch(/[{}]/);
      expect(message).toMatch(/\S[.]$/);
      expect(expected).not.toBe('');
    }
  });

  it('are not filled a second time with what stood in the file', () => {
    const params = { behind: '{unit}', unit: '$&' };
    expect(sayError('en', { code: 'unit-twice', params }).message).toBe(
      'The quantity says “{unit}”, the column unit says “$&”.',
    );
  });

  it('bear no letter that only Russian has', () => {
    expect(Object.values(uk).filter((text) => /[ыэёъ]/i.test(JSON.stringify(text)))).toEqual([]);
  });

  it.each(LANGUAGES)('name in %s every unit by a word that is read', (language) => {
    const { expected } = sayError(language, { code: 'unit-unknown', params: { unit: 'x' } });
    const words = expected.replace(/^[^:]* of |^.*: |\.$/g, '').split(', ');
    expect(words.map(unitOf).sort()).toEqual([...UNITS, ...MASS_UNITS].sort());
  });
});

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['uk', 'uk'],
    ['uk-UA', 'uk'],
    ['UK-ua, en;q=0.9', 'uk'],
    ['en-GB,en;q=0.9,uk;q=0.8', 'en'],
    ['en;q=0.5, uk ; q=0.7', 'uk'],
    ['pl,uk;q=0.3,*;q=0.1', 'uk'],
    ['pl, de', 'en'],
    ['uk;q=0, en;q=0.1', 'en'],
    ['uk;q=x', 'en'],
    ['ukx', 'en'],
    ['*', 'en'],
  ])('for Accept-Language %j is %s', (header, language) => {
    expect(wantedLanguage(header)).toBe(language);
  });
});
