import { Language, oneLine } from './mail-text';
import { NoticeLine } from './notice';

const LOCALES: Record<Language, string> = { uk: 'uk-UA', en: 'en-GB' };
const ITEM_CHARACTERS_MAX = 120;

/** By the count: one, few, many and a part of one; in English one and other. */
const UNITS: Record<Language, Record<string, string>> = {
  uk: {
    piece: 'штука|штуки|штук|штуки',
    box: 'коробка|коробки|коробок|коробки',
    pallet: 'палета|палети|палет|палети',
    package: 'пакунок|пакунки|пакунків|пакунка',
    set: 'комплект|комплекти|комплектів|комплекту',
    pair: 'пара|пари|пар|пари',
    litre: 'літр|літри|літрів|літра',
    vehicle: 'транспортний засіб|транспортні засоби|транспортних засобів|транспортного засобу',
  },
  en: {
    piece: 'piece|pieces',
    box: 'box|boxes',
    pallet: 'pallet|pallets',
    package: 'package|packages',
    set: 'set|sets',
    pair: 'pair|pairs',
    litre: 'litre|litres',
    vehicle: 'vehicle|vehicles',
  },
};
const FORMS = { uk: ['one', 'few', 'many', 'other'], en: ['one', 'other'] } as const;
const KG: Record<Language, string> = { uk: 'кг', en: 'kg' };
const UNTIL: Record<Language, string> = { uk: 'придатне до', en: 'use by' };

/** `Canned meat (Food): 120 boxes, 4,200 kg` */
export function lineText(
  line: NoticeLine,
  categories: Record<string, string>,
  language: Language,
): string {
  const { item, category, quantity, unit, massKg, expiresOn } = line;
  const amounts = [
    ...(quantity === null ? [] : [quantityText(quantity, unit, language)]),
    ...(massKg === null ? [] : [`${numberText(massKg, language)} ${KG[language]}`]),
    ...(expiresOn ? [`${UNTIL[language]} ${dayText(expiresOn, language)}`] : []),
  ].join(', ');
  const name = `${short(item)} (${categories[category] ?? category})`;
  return amounts === '' ? name : `${name}: ${amounts}`;
}

/** A calendar day in words, whatever the zone of who reads it. */
export const dayText = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' })
    .format(new Date(`${day}T00:00:00Z`))
    // The abbreviation would put a dot before that of the sentence.
    .replace(/ р\.$/, ' року');

/** A whole count with the form of the word that suits it. */
export function countText(count: number, forms: string, language: Language): string {
  const rule = new Intl.PluralRules(LOCALES[language]).select(count);
  const names: readonly string[] = FORMS[language];
  const words = forms.split('|');
  return `${numberText(count, language)} ${words[names.indexOf(rule)] ?? words.at(-1)}`;
}

function quantityText(quantity: number, unit: string | null, language: Language): string {
  const forms = unit === null ? undefined : UNITS[language][unit];
  if (forms) return countText(quantity, forms, language);
  return [numberText(quantity, language), ...(unit === null ? [] : [unit])].join(' ');
}

const numberText = (value: number, language: Language): string =>
  new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 3 }).format(value);

function short(item: string): string {
  const characters = [...oneLine(item)];
  const isLong = characters.length > ITEM_CHARACTERS_MAX;
  return isLong ? `${characters.slice(0, ITEM_CHARACTERS_MAX - 1).join('')}…` : characters.join('');
}
