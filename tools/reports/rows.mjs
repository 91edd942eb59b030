// The cells of both files, as two city halls write them: each its own languages, words and numbers.
import { nameOf } from './cities.mjs';
import { dayOf, pointed } from './days.mjs';
import { UNIT_WORDS } from './goods.mjs';
import { KG_STYLES } from './masses.mjs';

const LANGUAGE_OF = { PL: 'pl', DE: 'de', AT: 'de', CH: 'de' };
const LABELS = {
  food: ['Food', 'Продукти харчування'],
  medical: ['Medical', 'Медицина'],
  hygiene: ['Hygiene', 'Гігієна'],
  clothing: ['Clothing', 'Одяг і взуття'],
  bedding: ['Bedding', 'Постіль'],
  shelter: ['Shelter', 'Житло'],
  household: ['Household goods', 'Побутові товари'],
  energy: ['Energy', 'Енергетика'],
  water: ['Water supply', 'Водопостачання'],
  vehicles: ['Vehicles', 'Транспорт'],
  rescue: ['Rescue', 'Порятунок'],
  it: ['IT and communication', 'ІТ і зв’язок'],
  education: ['Education', 'Освіта'],
  reconstruction: ['Reconstruction', 'Відбудова'],
  other: ['Other', 'Інше'],
};
const CATEGORY_STYLES = {
  code: (category) => category,
  english: (category) => LABELS[category][0],
  ukrainian: (category) => LABELS[category][1],
  none: () => '',
};
const OWN_LANGUAGE = 0.85; // of the receiver's rows; the rest copies the sender's language
const RECEIVER_SHOWS = { count: 0.75, hiddenCount: 0.15, packages: 0.2, value: 0.3 };

/** How a pair of cities writes its reports, one habit a side. */
export function drawHabits(random, { sender }) {
  const own = LANGUAGE_OF[sender.country] ?? 'en';
  const language = random.weighted({ [own]: 75, en: own === 'en' ? 0 : 15, uk: 10 });
  return {
    sender: {
      language,
      cityNames: random.pick([['native', 'en'], ['en']]),
      partnerNames: [language, 'en'],
      category: random.weighted({ code: 60, english: 25, none: 15 }),
      kg: random.weighted({ point: 8, comma: 2 }),
      date: random.weighted({ iso: 8, points: 2 }),
    },
    receiver: {
      language: 'uk',
      cityNames: ['uk'],
      partnerNames: random.pick([['uk'], ['uk'], ['native', 'uk'], ['en']]),
      category: random.weighted({ none: 65, code: 15, ukrainian: 20 }),
      kg: random.weighted({ point: 4, comma: 4, spaced: 2 }),
      date: random.weighted({ iso: 5, points: 5 }),
    },
  };
}

/** → `[{ cells, item, language }]`, one a line of the shipments. */
export function senderRows(random, pair, shipments, habits) {
  return shipments.flatMap(({ day, reference, lines }) =>
    lines.map((line) => {
      const { goods, centikg, count, isCountShown, packages, value } = line;
      const item = random.pick(goods.words[habits.language]);
      const shown = isCountShown ? counted(random, goods, count, habits.language) : ['', ''];
      const cells = [
        ...head(random, habits, reference, day, pair.sender, pair.receiver),
        CATEGORY_STYLES[habits.category](goods.category),
        cased(random, item),
        ...shown,
        packages,
        KG_STYLES[habits.kg](centikg),
        value,
        value === '' ? '' : line.currency,
      ];
      return { cells, item, language: habits.language, line };
    }),
  );
}

/** → `[{ day, cells, sources, kind, copyOf }]`, one an arrival. */
export function receiverRows(random, pair, arrivals, sent, habits) {
  const rows = new Map();
  for (const arrival of arrivals) {
    const { copyOf, day, sources, kind } = arrival;
    const original = rows.get(copyOf);
    const cells = original?.cells ?? receiverCells(random, pair, arrival, sent, habits);
    rows.set(arrival, { day, cells, sources, kind, copyOf: original });
  }
  return [...rows.values()];
}

function receiverCells(random, pair, arrival, sent, habits) {
  const { day, reference, goods, count, centikg, otherwise, sources } = arrival;
  const source = sent[sources[0]];
  const language = random.chance(OWN_LANGUAGE) ? habits.language : (source?.language ?? 'en');
  const words = goods.words[language];
  const others = words.filter((word) => word !== source?.item);
  const item = random.pick(others.length > 0 ? others : words);
  const share = source && !source.line.isCountShown ? 'hiddenCount' : 'count';
  const shown = random.chance(RECEIVER_SHOWS[share])
    ? counted(random, goods, count, language)
    : ['', ''];
  const isMassInQuantity = otherwise?.massText === '';
  const hasValue = arrival.value !== '' && random.chance(RECEIVER_SHOWS.value);
  return [
    ...head(random, habits, reference, day, pair.receiver, pair.sender),
    CATEGORY_STYLES[habits.category](goods.category),
    cased(random, item),
    ...(isMassInQuantity ? [otherwise.quantity, otherwise.unit] : shown),
    random.chance(RECEIVER_SHOWS.packages) ? Math.ceil(count / goods.perPackage) : '',
    otherwise?.massText ?? KG_STYLES[habits.kg](centikg),
    hasValue ? arrival.value : '',
    hasValue ? arrival.currency : '',
  ];
}

function head(random, { date, cityNames, partnerNames }, reference, day, city, partner) {
  const iso = dayOf(day);
  const names = [nameOf(random, city, cityNames), nameOf(random, partner, partnerNames)];
  return [reference, date === 'iso' ? iso : pointed(iso), ...names];
}

const counted = (random, { unit }, count, language) => [
  count,
  random.pick(random.chance(0.5) ? [unit] : UNIT_WORDS[unit][language]),
];

const cased = (random, item) => (random.chance(0.2) ? item[0].toLowerCase() + item.slice(1) : item);
