/** Of the quantities that a line may have. */
export const UNITS_OF_COUNT = [
  'piece',
  'box',
  'pallet',
  'package',
  'set',
  'pair',
  'litre',
  'vehicle',
] as const;
export type UnitOfCount = (typeof UNITS_OF_COUNT)[number];

/** Words that stand around numbers. All in lower case; a point behind a word does not count. */

const wordsOf = (list: string): string[] => list.split(/[\s,]+/).filter((word) => word !== '');
const setOf = (list: string): ReadonlySet<string> => new Set(wordsOf(list));

function mapOf<Value>(lists: [Value, string][]): ReadonlyMap<string, Value> {
  return new Map(
    lists.flatMap(([value, list]) => wordsOf(list).map((word) => [word, value] as const)),
  );
}

export interface MassUnit {
  /** A pound is exactly 453.59237 g, so it is a fraction. */
  numerator: bigint;
  denominator: bigint;
  /** Grams are the size of a tin more often than what was sent. */
  isSmall?: boolean;
}

/** A `pound` is money as well, so only its sign is here. */
export const MASS_UNITS = mapOf<MassUnit>([
  [
    { numerator: 1_000_000n, denominator: 1n },
    `t tonne tonnes ton tons mt т тн тонна тонни тонну тонн тон тонны tona tony tonę tonn tonnen
     tonnet tonni tone tonelada toneladas tonnellata tonnellate tuna tuny tun tonų tonnas tonner`,
  ],
  [
    { numerator: 100_000n, denominator: 1n },
    'ц центнер центнера центнери центнерів центнеров kwintal kwintale kwintali',
  ],
  [
    { numerator: 1_000n, denominator: 1n },
    `kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes кг кілограм кілограма кілограми
     кілограмів кіло килограмм килограмма килограммов kilogramy kilogramów kilogramm kilogrammi`,
  ],
  [
    { numerator: 1n, denominator: 1n, isSmall: true },
    `g gr gram grams gramme grammes г гр грам грама грами грамів граммов gramy gramów gramm`,
  ],
  [{ numerator: 45_359_237n, denominator: 100_000n }, 'lb lbs'],
]);

/** Two readings of one word: a weight and a currency. */
export const POUNDS = setOf('pound pounds фунт фунта фунти фунтів funt funty funtów pfund');

/** `місць` are seats as well as packages, vehicles are goods: neither is here. */
export const COUNT_UNITS = mapOf<UnitOfCount>([
  [
    'piece',
    `piece pieces pc pcs pce ea item items unit units шт штук штука штуки штуку од одиниця одиниці
     одиниць единиц szt sztuk sztuka sztuki stück stücke stk stck stueck ks kusů kusov db gab vnt tk
     pièce pièces pezzi buc bucăți`,
  ],
  [
    'box',
    `box boxes carton cartons crate crates case cases ящик ящика ящики ящиків ящиков коробка коробки
     коробок кор картон картони картонів karton kartony kartonów pudełko pudełka pudełek skrzynia
     skrzynie skrzyń skrzynka skrzynki skrzynek kiste kisten kartons schachtel schachteln caisse
     caisses krabice krabic`,
  ],
  [
    'pallet',
    `pallet pallets plt палета палети палет палєт паллет паллета паллеты піддон піддони піддонів
     paleta palety palet palette palettes paletten palete paliet`,
  ],
  [
    'package',
    `package packages pack packs packet packets parcel parcels pkg упаковка упаковки упаковок уп
     пакунок пакунки пакунків пакет пакети пакетів посилка посилки посилок пачка пачки пачок
     opakowanie opakowania opakowań op paczka paczki paczek pakiet pakiety pakietów paket pakete
     packung packungen pckg colis`,
  ],
  [
    'set',
    `set sets kit kits набір набори наборів комплект комплекта комплекти комплектів комплектов компл
     к-т zestaw zestawy zestawów komplet komplety kompletów kpl satz sätze`,
  ],
  ['pair', 'pair pairs пара пари пар para pary par paar paare'],
  ['litre', 'litre litres liter liters l ltr л літр літри літра літрів литров litr litry litrów'],
]);

/** Packages when they are counted; not so in `sleeping bags`. */
export const BAGS = setOf(
  'bag bags sack sacks мішок мішка мішки мішків мешков worek worki worków sack säcke sacks',
);

/** `5 pallet jacks` are no pallets: more than one needs the plural. */
export const ENGLISH_SINGULARS = setOf(
  'piece item unit box carton crate case pallet package pack packet parcel set kit pair bag sack',
);

export const MULTIPLIERS = mapOf<bigint>([
  [1_000n, 'тис тисяч тисячі тисяча тыс тысяч thousand tys tysiąc tysiące tysięcy tsd tausend'],
  [1_000_000n, 'млн мільйон мільйони мільйонів million millions mln millionen'],
]);

export const ABOUT = setOf(
  `≈ ~ ≃ ∼ ≅ приблизно близько майже орієнтовно біля понад прибл бл около примерно approximately
   approx about around nearly almost over roughly circa ca około ok prawie ponad etwa rund ungefähr
   fast über zirka cca environ aproximativ apie aptuveni`,
);
export const THAN = setOf('than ніж als niż чем');
export const MORE = setOf('more більше більш mehr więcej более больше');
export const AT_MOST = setOf('до do to bis zu max максимум maximum maximal менше less under');
export const BETWEEN = setOf('- – — − ‒ ~ to bis до do až або or oder lub чи або ou');

/** Behind them stands what each one weighs or holds. */
export const EACH_BEFORE = setOf('по po à á je jeweils each');
export const EACH_BEHIND = setOf(
  'each кожен кожна кожне кожний каждый каждая każdy każda każde jeweils apiece pro per',
);
export const TIMES = setOf('x х × *');

export const MONEY = setOf(
  `€ $ £ ₴ zł eur euro euros eurot євро евро usd uah pln gbp грн гривень гривні гривня долар
   долари доларів dollar dollars zloty złoty złotych`,
);
export const NUMBER_SIGNS = setOf('№ # no nr nr номер number numer nummer серії модель type тип');

/**
 * What makes the number before it a size, a time, a head count or a purpose. Between a number and
 * the goods that it counts none of them stands.
 */
export const NO_COUNT_BEFORE = setOf(
  `w kw mw kwh kwp wh v kv kva a ah mah вт квт мвт в кв ква а агод hz гц hp ps кс bar бар gb tb mb гб
   тб мб inch inches дюйм дюйма дюймів дюймовий zoll cali cal m cm mm km м см мм км m² m³ м² м³
   ft feet foot кв куб metre metres meter метр метра метри метрів metrów градусів
   рік року роки років рр р year years rok roku lat lata jahr jahre jahren місяць місяці місяців month
   months monat monate день дні днів day days tage tag dni година години годин hour hours stunden
   хвилин тиждень тижні тижнів week weeks wochen
   людей людини осіб особи дітей persons people person personen osób dzieci kinder children
   з із зі с with mit z ze для for für dla на до від od von of from aus у in im і й та и and und oraz i
   або or oder lub що які by від avec et pour pro ir un ja a`,
);

/** Before a count of goods that has no unit, these open the sentence; other names may be brands. */
export const OPENING = setOf(
  `передано передали передав передала отримано отримали отримав отримала надіслано надіслали
   доставлено доставили привезли прибуло разом всього усього загалом ще total sent received
   delivered donated przekazano otrzymano razem łącznie insgesamt gesamt geliefert gespendet`,
);
/** Before them the number tells for whom, not how many. */
export const PURPOSE = setOf(
  'для на for für dla pour pro з із зі with mit z ze в у in im до do від od from von',
);

/** They part two goods, as a comma does. */
export const JOINING = setOf('і й та и and und oraz i et plus або or oder lub');

/** Litres of anything else are the size of a tank or a fridge. */
export const LIQUIDS = new RegExp(
  `(?<!\\p{L})(?:${[
    ...['вод[аиу]', 'олі[яїю]', 'пальн(?:е|ого)', 'палив[оа]', 'бензину?', 'дизпалива?', 'сік'],
    ...['соку', 'соки', 'молок[оа]', 'water', 'oil', 'fuel', 'petrol', 'gasoline', 'diesel'],
    ...['milk', 'juice', 'wod[ayę]', 'olej[u]?', 'paliw[oa]', 'benzyn[ay]', 'mlek[oa]', 'soku?'],
    ...['wasser', 'öl', 'kraftstoff', 'benzin', 'milch', 'saft', 'disinfectant', 'дезінфектанту?'],
  ].join('|')})(?!\\p{L})`,
  'iu',
);
export const CONTAINERS =
  /бак|бочк|ємн|цистерн|каністр|бойлер|генерат|насос|tank|zbiorni|behälter|kanist|canist|jerr|boiler|generat|pump/iu;
