import i18next, { type TFunction } from 'i18next';
import { en } from './i18n/en';
import { uk } from './i18n/uk';
import { massText, massWords, tonnesNumber } from './mass';

async function translator(language: 'uk' | 'en-GB'): Promise<TFunction> {
  const instance = i18next.createInstance();
  const resources = { uk: { translation: uk }, 'en-GB': { translation: en } };
  return instance.init({ lng: language, resources, interpolation: { escapeValue: false } });
}

describe('masses', () => {
  it.each([
    [1_000, '1 тонна'],
    [2_000, '2 тонни'],
    [5_000, '5 тонн'],
    [11_000, '11 тонн'],
    [12_000, '12 тонн'],
    [21_000, '21 тонна'],
    [1_500, '1,5 тонни'],
    [12_345.678, '12,345678 тонни'],
    [1, '1 кілограм'],
    [3, '3 кілограми'],
    [999, '999 кілограмів'],
    [0.5, '0,5 кілограма'],
  ])('%d kg are said back in Ukrainian as %s', async (massKg, words) => {
    expect(massWords(massKg, await translator('uk'), 'uk')).toBe(words);
  });

  it.each([
    [1_000, '1 tonne'],
    [12_000, '12 tonnes'],
    [1, '1 kilogram'],
    [12.5, '12.5 kilograms'],
  ])('%d kg are said back in English as %s', async (massKg, words) => {
    expect(massWords(massKg, await translator('en-GB'), 'en-GB')).toBe(words);
  });

  it('is shown in tonnes with one decimal from a tonne on, in kilograms below', async () => {
    const t = await translator('uk');
    const shown = [999.5, 1_000, 475_230, 1_234_567].map((kg) => massText(kg, t, 'uk'));
    expect(shown).toEqual(['999,5 кг', '1,0 т', '475,2 т', '1 234,6 т'].map(withHardSpaces));
  });

  it('never shows as 0.0 what is more than nothing', () => {
    expect(tonnesNumber(0, 'uk')).toBe('0,0');
    expect(tonnesNumber(49, 'uk')).toBe('<0,1');
    expect(tonnesNumber(50, 'uk')).toBe('0,1');
  });
});

function withHardSpaces(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
