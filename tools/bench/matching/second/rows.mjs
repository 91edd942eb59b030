// The cells of both files of the second generator.
import { nameOf } from '../../../reports/cities.mjs';
import { dayOf, pointed } from '../../../reports/days.mjs';
import { hundredths } from '../../../reports/masses.mjs';
import { itemText } from './item-text.mjs';

const LANGUAGE_OF = { PL: 'pl', DE: 'de', AT: 'de', CH: 'de', LI: 'de' };
/** What a clerk takes goods of a category for. */
const TAKEN_FOR = {
  food: ['other', 'hygiene'],
  medical: ['hygiene', 'rescue'],
  hygiene: ['medical', 'household'],
  clothing: ['bedding', 'rescue'],
  bedding: ['household', 'shelter'],
  shelter: ['reconstruction', 'household'],
  household: ['energy', 'bedding'],
  energy: ['household', 'it'],
  water: ['reconstruction', 'household'],
  vehicles: ['rescue', 'reconstruction'],
  rescue: ['medical', 'clothing'],
  it: ['energy', 'education'],
  education: ['other', 'household'],
  reconstruction: ['shelter', 'vehicles'],
  other: ['household', 'education'],
};
const UNITS = {
  uk: { piece: 'шт.', box: 'кор.', vehicle: 'од.' },
  en: { piece: 'pcs', box: 'cartons', vehicle: 'unit' },
  pl: { piece: 'szt.', box: 'kartonów', vehicle: 'szt.' },
  de: { piece: 'St.', box: 'Kartons', vehicle: 'Fahrzeug' },
};
const SIDES = {
  sender: { count: 0.7, boxes: 0.5, packages: 0.5, value: 0.1, wrongCategory: 0.06, typos: 0.04 },
  receiver: { count: 0.6, boxes: 0.3, packages: 0.3, value: 0, wrongCategory: 0.1, typos: 0.09 },
};
const FOREIGN_WORDS = 0.1; // of the receiver's rows are copied in the sender's language

export function drawManners(random, { sender }) {
  const own = LANGUAGE_OF[sender.country] ?? 'en';
  const language = random.chance(0.12) ? 'uk' : own;
  return {
    sender: {
      language,
      hasCategories: random.chance(0.8),
      isPointed: random.chance(0.4),
      hasComma: random.chance(0.4),
      cityNames: random.pick([['native'], ['en'], []]),
      partnerNames: random.pick([[own, 'en'], ['en'], ['uk'], []]),
    },
    receiver: {
      language: 'uk',
      foreign: language,
      hasCategories: random.chance(0.35),
      isPointed: random.chance(0.7),
      hasComma: random.chance(0.6),
      cityNames: random.pick([['uk'], ['uk'], []]),
      partnerNames: random.pick([['uk'], ['native', 'en'], ['en']]),
    },
  };
}

/** → `[{ cells }]`, one a line. */
export function dispatchRows(random, pair, shipments, manners) {
  return shipments.flatMap(({ day, waybill, lines }) =>
    lines.map((line) => {
      const entry = { ...line, day, waybill };
      return { cells: cellsOf(random, 'sender', pair.sender, pair.receiver, entry, manners) };
    }),
  );
}

/** → `[{ day, cells, sources, kind, copyOf }]`, one a receipt. */
export function receiptRows(random, pair, receipts, manners) {
  const rows = new Map();
  for (const receipt of receipts) {
    const { day, sources, kind, isRetyped } = receipt;
    const copyOf = rows.get(receipt.copyOf);
    const cells =
      copyOf && !isRetyped
        ? copyOf.cells
        : cellsOf(random, 'receiver', pair.receiver, pair.sender, receipt, manners);
    rows.set(receipt, { day, cells, sources, kind, copyOf });
  }
  return [...rows.values()];
}

function cellsOf(random, side, city, partner, entry, manners) {
  const { day, waybill, goods, pieces, centikg, massText, isDamaged } = entry;
  const { count, boxes, packages, value, wrongCategory, typos } = SIDES[side];
  const { foreign = manners.language } = manners;
  const language = random.chance(FOREIGN_WORDS) ? foreign : manners.language;
  const isWrong = random.chance(wrongCategory);
  const category = isWrong ? random.pick(TAKEN_FOR[goods.category]) : goods.category;
  const boxCount = Math.ceil(pieces / goods.box);
  const isInBoxes = goods.box > 1 && random.chance(boxes);
  const unit = isInBoxes ? 'box' : goods.category === 'vehicles' ? 'vehicle' : 'piece';
  const mass = hundredths(centikg);
  const isValued = random.chance(value);
  return [
    waybill,
    manners.isPointed ? pointed(dayOf(day)) : dayOf(day),
    nameOf(random, city, manners.cityNames),
    nameOf(random, partner, manners.partnerNames),
    manners.hasCategories ? category : '',
    itemText(random, goods, language, { typos, isDamaged }),
    ...(random.chance(count) ? [isInBoxes ? boxCount : pieces, UNITS[language][unit]] : ['', '']),
    random.chance(packages) ? boxCount : '',
    massText ?? (manners.hasComma ? mass.replace('.', ',') : mass),
    isValued ? Math.max(1, Math.round((centikg / 100) * random.spread(0.5, 20))) : '',
    isValued ? 'EUR' : '',
  ];
}
