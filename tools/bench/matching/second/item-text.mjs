// What a clerk writes of goods: brands, sizes, packing and purposes in one cell, cut short and mistyped.

const PACKED = {
  uk: [(n) => `${n} шт/кор`, (n) => `x${n}`, (n) => `по ${n} шт.`],
  en: [(n) => `${n} pcs/ctn`, (n) => `x${n}`, (n) => `${n} per box`],
  pl: [(n) => `${n} szt/karton`, (n) => `x${n}`, (n) => `po ${n} szt.`],
  de: [(n) => `à ${n} St.`, (n) => `x${n}`, (n) => `${n} St./Kt.`],
};
const REMARKS = {
  uk: ['для ВПО', 'гум. допомога', 'нові', 'для лікарні', 'згідно листа', 'від громади'],
  en: ['for IDPs', 'donation', 'new', 'for the hospital', 'see packing list', 'hum. aid'],
  pl: ['dla uchodźców', 'dar', 'nowe', 'dla szpitala', 'wg listu', 'pomoc hum.'],
  de: ['für Binnenflüchtlinge', 'Spende', 'neu', 'für Krankenhaus', 'lt. Packliste', 'Hilfsgut'],
};
const DAMAGED = {
  uk: ['частина пошкоджена', 'бій, списано частину', 'підмокли'],
  en: ['partly damaged', 'some broken'],
  pl: ['częściowo uszkodzone', 'zalane'],
  de: ['teilw. beschädigt', 'Bruch'],
};
const SHARES = { brand: 0.35, size: 0.5, packed: 0.25, remark: 0.2, cut: 0.2, capitals: 0.08 };

/**
 * @param typos share of texts with a slip of the fingers
 * @param isDamaged the text says that not all of it is whole
 */
export function itemText(random, goods, language, { typos, isDamaged = false }) {
  const { words, box } = goods;
  const noun = words[language];
  const brand = random.chance(SHARES.brand) ? goods.brand : '';
  const size = random.chance(SHARES.size) ? goods.size : '';
  const packed = box > 1 && random.chance(SHARES.packed) ? random.pick(PACKED[language])(box) : '';
  const named = random.chance(0.25) ? [brand, noun, size] : [noun, brand, size];
  const said = isDamaged ? random.pick(DAMAGED[language]) : '';
  const remark = random.chance(SHARES.remark) ? random.pick(REMARKS[language]) : '';
  let text = random.chance(SHARES.cut) ? cutShort(random, named) : named.filter(Boolean).join(' ');
  if (packed) text += random.pick([', ', ' ', ' (']) + packed;
  if (text.includes('(') && !text.includes(')')) text += ')';
  for (const more of [remark, said])
    if (more) text += random.chance(0.5) ? ` (${more})` : `, ${more}`;
  if (random.chance(typos)) text = mistyped(random, text);
  if (random.chance(SHARES.capitals)) return text.toUpperCase();
  return random.chance(0.3) ? text[0].toUpperCase() + text.slice(1) : text;
}

/** Each long word ends at its fourth or fifth letter. */
function cutShort(random, parts) {
  return parts
    .filter(Boolean)
    .join(' ')
    .replace(/\p{L}{8,}/gu, (word) => `${word.slice(0, random.whole(4, 5))}.`);
}

/** Two letters swapped, one lost or one doubled, within a word. */
function mistyped(random, text) {
  const places = [...text.matchAll(/(?<=\p{L})\p{L}(?=\p{L}\p{L})/gu)].map(({ index }) => index);
  if (places.length === 0) return text;
  const at = random.pick(places);
  const [one, two] = [text[at], text[at + 1]];
  const slip = random.pick([two + one, one, one + one + two]);
  return text.slice(0, at) + slip + text.slice(at + 2);
}
