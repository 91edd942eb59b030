import { en } from './en';
import { uk } from './uk';

function texts(catalogue: object, path = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[path + key, value] as [string, string]]
      : texts(value as object, `${path}${key}.`),
  );
}

const blanks = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('the catalogues', () => {
  const ukrainian = texts(uk);
  const english = new Map(texts(en));

  it('have the same blanks to fill in each text', () => {
    for (const [key, text] of ukrainian) {
      const other = english.get(key) ?? english.get(key.replace(/_(few|many)$/, '_other'));
      expect([key, blanks(other ?? '')]).toEqual([key, blanks(text)]);
    }
  });

  it('have every plural form that their language has', () => {
    const roots = ukrainian
      .map(([key]) => key)
      .filter((key) => key.endsWith('_one'))
      .map((key) => key.slice(0, -'_one'.length));
    const keys = new Set(ukrainian.map(([key]) => key));
    expect(roots.length).toBeGreaterThan(0);
    for (const root of roots) {
      for (const form of new Intl.PluralRules('uk').resolvedOptions().pluralCategories) {
        expect(keys).toContain(`${root}_${form}`);
      }
      for (const form of new Intl.PluralRules('en').resolvedOptions().pluralCategories) {
        expect([...english.keys()]).toContain(`${root}_${form}`);
      }
    }
  });

  it('bear no letter that only Russian has', () => {
    expect(ukrainian.filter(([, text]) => /[ыэёъ]/i.test(text))).toEqual([]);
  });
});
