import { GoodsReader } from './goods-reader';
import { readGoodsList } from './goods-list';
import { compileGoods } from './goods-stems';
import { readGoods } from './read-goods';

const LANGUAGES = ['uk', 'en', 'pl', 'de', 'fr', 'it', 'es', 'cs', 'lt', 'ru'];
const COMPLETE = ['uk', 'en', 'pl', 'de'];

const shared = (texts: string[]): string[] =>
  texts
    .map((text) => [...readGoods(text)])
    .reduce((common, goods) => common.filter((code) => goods.includes(code)));

// Goal: what one city calls its goods is found in what the other calls them.
const TRANSLATIONS: string[][] = [
  ['Canned meat 12x400g', "М'ясні консерви", 'konserwy mięsne', 'Fleischkonserven'],
  ['тушонка', 'stewed meat in tins', 'puszki mięsne', 'Dosenfleisch'],
  ['рибні консерви', 'tinned fish', 'konserwy rybne', 'Fischkonserven', 'rybí konzervy'],
  ['консерви', 'canned food', 'konserwy', 'Lebensmittelkonserven', 'konservai'],
  ['дитяче харчування', 'baby food', 'żywność dla dzieci', 'Babynahrung', 'dětská výživa'],
  ['борошно пшеничне', 'wheat flour 25 kg', 'mąka pszenna', 'Weizenmehl', 'farine de blé'],
  ['цукор-пісок', 'white sugar', 'cukier', 'Zucker', 'azúcar'],
  ['соняшникова олія', 'sunflower oil', 'olej słonecznikowy', 'Sonnenblumenöl'],
  ['макаронні вироби', 'pasta', 'makaron', 'Nudeln', 'těstoviny'],
  ['крупа гречана', 'buckwheat', 'kasza gryczana', 'Buchweizen', 'pohanka'],
  ['рис довгозернистий', 'long-grain rice', 'ryż', 'Langkornreis', 'arroz'],
  ['картопля', 'potatoes', 'ziemniaki', 'Kartoffeln', 'brambory', 'pommes de terre'],
  ['сухе молоко', 'milk powder', 'mleko w proszku', 'Milchpulver', 'leche en polvo'],
  ['питна вода у пляшках', 'bottled drinking water', 'woda pitna', 'Trinkwasser'],
  ['супи швидкого приготування', 'instant soups', 'zupy', 'Suppen'],
  ['чай чорний', 'black tea', 'herbata', 'Schwarzer Tee', 'čaj'],
  ['цукерки', 'sweets for children', 'słodycze', 'Süßigkeiten für Kinder'],
  ['продуктові набори', 'food parcels', 'paczki żywnościowe', 'Lebensmittelpakete'],
  ['продукти харчування', 'food', 'artykuły spożywcze', 'Lebensmittel', 'potraviny', 'vivres'],
  ['ліки', 'medicines', 'leki', 'Medikamente', 'médicaments', 'léky', 'vaistai'],
  ['аптечка першої допомоги', 'first-aid kits', 'apteczki', 'Verbandskästen', 'lékárničky'],
  ['турнікети', 'tourniquets', 'stazy taktyczne', 'Tourniquets'],
  ['стерильні бинти', 'bandages', 'bandaże', 'Verbandsmaterial', 'obvazy'],
  ['шприци 5 мл', 'syringes 5 ml', 'strzykawki', 'Einwegspritzen', 'seringues'],
  ['інвалідні візки', 'wheelchairs', 'wózki inwalidzkie', 'Rollstühle', 'fauteuils roulants'],
  ['милиці', 'crutches', 'kule ortopedyczne', 'Krücken', 'berle'],
  ['медичні рукавички', 'disposable gloves', 'rękawiczki jednorazowe', 'Einmalhandschuhe'],
  ['багатофункціональні ліжка', 'hospital beds', 'łóżka szpitalne', 'Krankenhausbetten'],
  ['ліжка для лікарень', 'beds for the hospital', 'łóżka dla szpitala', 'Betten für Kliniken'],
  ['апарати ШВЛ', 'ventilators', 'respiratory medyczne', 'Beatmungsgeräte'],
  ['апарат УЗД', 'ultrasound scanner', 'aparat USG', 'Ultraschallgerät', 'échographe'],
  ['дефібрилятор', 'defibrillator', 'defibrylatory', 'Defibrillatoren'],
  ['медичне обладнання', 'medical equipment', 'sprzęt medyczny', 'Medizintechnik'],
  ['підгузки дитячі', 'nappies', 'pieluchy', 'Windeln', 'plenky', 'couches bébé'],
  ['зубна паста', 'toothpaste', 'pasta do zębów', 'Zahnpasta', 'zubní pasta'],
  ['туалетний папір', 'toilet paper', 'papier toaletowy', 'Toilettenpapier'],
  ['мило рідке', 'liquid soap', 'mydło w płynie', 'Flüssigseife', 'mýdlo'],
  ['пральний порошок', 'washing powder', 'proszek do prania', 'Waschmittel', 'prací prášek'],
  ['засоби гігієни', 'hygiene products', 'środki higieniczne', 'Hygieneartikel'],
  ['побутова хімія', 'household chemicals', 'chemia domowa', 'Reinigungsmittel'],
  ['теплі куртки', 'warm jackets', 'kurtki zimowe', 'Winterjacken', 'zimní bundy'],
  ['шкарпетки', '200 pairs of socks', 'skarpetki', 'Socken', 'ponožky'],
  ['пар шкарпеток', 'wool socks', 'par skarpet', 'Wollsocken'],
  ['термобілизна', 'thermal underwear', 'bielizna termiczna', 'Thermounterwäsche'],
  ['дитячий одяг', "children's clothes", 'odzież dziecięca', 'Kinderkleidung'],
  ['зимове взуття', 'winter boots', 'buty zimowe', 'Winterstiefel'],
  ['ковдри', 'wool blankets', 'koce', 'Wolldecken', 'couvertures', 'přikrývky'],
  ['спальні мішки', 'sleeping bags', 'śpiwory', 'Schlafsäcke', 'sacs de couchage neufs'],
  ['спальник', 'a sleeping bag', 'śpiworów', 'Kinderschlafsack', 'spací pytle', 'miegmaišiai'],
  ['матраци', 'mattresses', 'materace', 'Matratzen', 'colchones', 'matrace'],
  ['постільна білизна', 'bed linen', 'pościel', 'Bettwäsche', 'draps', 'povlečení'],
  ['розкладачки', 'camp beds', 'łóżka polowe', 'Feldbetten', 'lits de camp'],
  ['подушок', 'pillows', 'poduszek', 'Kopfkissen', 'polštáře'],
  ['намети', 'tents', 'namioty', 'Familienzelte', 'stany', 'palapinės'],
  ['будівельні матеріали', 'building materials', 'materiały budowlane', 'Baumaterial'],
  ['модульні будинки', 'modular houses', 'domy modułowe', 'Modulhäuser'],
  ['вікна металопластикові', 'windows', 'okna', 'Kunststofffenster', 'fenêtres'],
  ['холодильники', 'refrigerators', 'lodówki', 'Kühlschränke', 'lednice', 'frigoriferi'],
  ['пральні машини', 'washing machines', 'pralki', 'Waschmaschinen', 'pračky'],
  ['шкільні меблі', 'school furniture', 'meble szkolne', 'Schulmöbel', 'školní nábytek'],
  ['посуд', 'tableware', 'naczynia', 'Geschirr', 'nádobí'],
  ['потужні генератори', 'power generators', 'agregaty prądotwórcze', 'Stromgeneratoren'],
  ['генераторів', 'generating sets: generators', 'elektrocentrály', 'groupes électrogènes'],
  ['дизельний генератор', 'diesel generator', 'Notstromaggregate', 'agregat prądotwórczy'],
  ['павербанки', 'power banks', 'powerbanki', 'Powerbanks'],
  ['сонячні панелі', 'solar panels', 'panele fotowoltaiczne', 'Solarmodule'],
  ['ліхтарики', 'flashlights', 'latarki', 'Taschenlampen', 'svítilny'],
  ['обігрівачі', 'electric heaters', 'grzejniki elektryczne', 'Heizgeräte', 'přímotopy'],
  ['мобільна котельня', 'mobile boiler house', 'kotłownia', 'Heizhaus', 'mobili katilinė'],
  ['дизельне паливо', 'diesel fuel', 'olej napędowy', 'Dieselkraftstoff', 'gasoil'],
  ['дрова', 'firewood', 'drewno opałowe', 'Brennholz', 'palivové dřevo'],
  ['насоси', 'pumps', 'pompy', 'Wasserpumpen', 'čerpadla', 'siurbliai'],
  ['фільтри для води', 'water filters', 'filtry do wody', 'Wasserfilter', 'filtry na vodu'],
  ['ємності для води', 'water tanks', 'zbiorniki na wodę', 'Wassertanks'],
  ['машина швидкої допомоги', 'ambulances', 'karetka pogotowia', 'Krankenwagen', 'sanitka'],
  ['пожежний автомобіль', 'fire engine', 'wóz strażacki', 'Feuerwehrfahrzeuge'],
  ['пожежні машини', 'fire trucks', 'wozy strażackie', 'Löschfahrzeug', 'hasičský vůz'],
  ['автобуси', 'city buses', 'autobusy komunikacji miejskiej', 'Linienbusse', 'autobusai'],
  ['тролейбуси', 'trolleybuses', 'trolejbusy', 'Trolleybusse', 'troleibusai'],
  ['трамваї', 'trams', 'tramwaje', 'Straßenbahnen', 'tramvaje'],
  ['вантажівки', 'lorries', 'ciężarówki', 'Lkw', 'camions', 'nákladní auta'],
  ['шини', 'tyres', 'opony', 'Winterreifen', 'pneumatiky', 'padangos'],
  ['запчастини до автобусів', 'bus spare parts', 'części zamienne do autobusów'],
  ['екскаватор', 'excavator', 'koparka', 'Minibagger', 'bagr'],
  ['фронтальний навантажувач', 'wheel loader', 'ładowarka kołowa', 'Volvo-Radlader'],
  ['бензопили', 'chainsaws', 'pilarki', 'Kettensägen', 'motorové pily'],
  ['інструменти', 'tools', 'narzędzia', 'Werkzeuge', 'nářadí'],
  ['костюми пожежників', 'fire suits', 'ubrania strażackie', 'Feuerwehrbekleidung'],
  ['пожежні рукави', 'fire hoses', 'węże strażackie', 'Feuerwehrschläuche', 'hasičské hadice'],
  ['вогнегасники', 'fire extinguishers', 'gaśnice', 'Feuerlöscher', 'gesintuvai'],
  ['ноутбуки', 'laptops', 'laptopy', 'Laptops', 'ordinateurs portables'],
  ["комп'ютери", 'desktop computers', 'komputery', 'Computer', 'počítače'],
  ['рації', 'two-way radios', 'radiotelefony', 'Funkgeräte', 'vysílačky'],
  ['підручники', 'textbooks', 'podręczniki', 'Schulbücher', 'učebnice'],
  ['іграшки', 'toys', 'zabawki', 'Spielzeug', 'hračky', 'jouets'],
  ['дитячий майданчик', 'playground equipment', 'plac zabaw', 'Spielplatzgeräte'],
  ['дрони', 'drones', 'drony', 'Drohnen'],
  ['одяг', 'clothing', 'odzież', 'Bekleidung', 'oblečení', 'vêtements', 'drabužiai'],
];

const DIFFERENT: [string, string][] = [
  ['canned meat', 'canned fish'],
  ["м'ясні консерви", 'свіже м’ясо'],
  ['Milchpulver', 'Milch'],
  ['condensed milk', 'baby milk'],
  ['baby food', 'pet food'],
  ['пральний порошок', 'сухе молоко'],
  ['pasta', 'pasta do zębów'],
  ['hospital beds', 'camp beds'],
  ['ковдри', 'куртки'],
  ['medical gloves', 'winter gloves'],
  ['Winterjacken', 'Winterstiefel'],
  ['oxygen concentrators', 'generators'],
  ['socks', 'shoes'],
  ['дитячий одяг', 'дитяче харчування'],
  ['wheelchairs', 'chairs'],
  ['sugar', 'salt'],
  ['car batteries', 'cars'],
  ['Solarlampen', 'Solarmodule'],
  ['electric blankets', 'blankets'],
  ['school furniture', 'hospital furniture'],
  ['fire hose', 'garden hose'],
  ['Feuerwehrfahrzeuge', 'Rettungswagen'],
  ['minibuses', 'city buses'],
  ['bus spare parts', 'buses'],
  ['power banks', 'generators'],
  ['water pumps', 'infusion pumps'],
  ['tablets', 'таблетки'],
  ['fuel', 'firewood'],
  ['машини швидкої допомоги', 'пральні машини'],
  ['пожежні рукави', 'пожежні рукавиці'],
  ['wheel loaders', 'wheels'],
  ['музичні інструменти', 'інструменти'],
  ['toothbrushes', 'toothpaste'],
  ['operating tables', 'school tables'],
  ['Winterreifen', 'Winterhosen'],
  ['water filters', 'water tanks'],
];

describe('the list of goods', () => {
  const rows = readGoodsList();

  test('says each kind of goods in Ukrainian, English, Polish and German', () => {
    const languages = new Map<string, string[]>();
    for (const { goods, language } of rows) {
      languages.set(goods, [...(languages.get(goods) ?? []), language]);
    }
    expect(languages.size).toBeGreaterThanOrEqual(400);
    for (const [goods, said] of languages) {
      expect([goods, COMPLETE.filter((language) => !said.includes(language))]).toEqual([goods, []]);
      expect([goods, new Set(said).size]).toEqual([goods, said.length]);
    }
    expect(rows.filter(({ language }) => !LANGUAGES.includes(language))).toEqual([]);
    expect(rows.filter(({ goods }) => !/^[a-z]+(-[a-z]+)*$/.test(goods))).toEqual([]);
  });

  test('refuses a stem without letters, and a row without stems', () => {
    const row = { goods: 'tea', language: 'en' };
    expect(() => compileGoods([{ ...row, stems: '*$' }], [])).toThrow('without letters');
    expect(() => compileGoods([{ ...row, stems: ' | ' }], [])).toThrow('no stems');
  });
});

describe('goods of a text', () => {
  test.each(TRANSLATIONS)('are the same in each language: %s, %s', (...texts) => {
    expect([texts, shared(texts).length > 0]).toEqual([texts, true]);
  });

  test.each(DIFFERENT)('%s are not %s', (one, other) => {
    expect(shared([one, other])).toEqual([]);
  });

  test.each([
    '12x400 g',
    '20 палет',
    'boxes, red, blue and orange',
    'чорний',
    'schwarz, 5 Kartons',
    'Bosch Siemens Volvo Toyota',
    '',
  ])('are none where only numbers, packages, colours and brands stand: %s', (text) => {
    expect([...readGoods(text)]).toEqual([]);
  });

  test('come with the most exactly named ones first', () => {
    expect([...readGoods('meat, canned fish, insulin')]).toEqual([
      'canned-fish',
      'insulin',
      'meat',
    ]);
  });

  test('are told apart by commas, brackets and joining words', () => {
    expect([...readGoods('baby clothes and food')]).not.toContain('baby-food');
    expect([...readGoods('Консерви (м’ясо, риба)')]).toEqual(['canned-meat', 'fish']);
    expect([...readGoods('canned food, fresh meat')]).not.toContain('canned-meat');
  });

  test('are the same each time, whatever was read before', () => {
    const texts = TRANSLATIONS.flat();
    const first = texts.map((text) => [...readGoods(text)]);
    expect(texts.map((text) => [...readGoods(text)])).toEqual(first);
  });

  test('may be several where one word means several', () => {
    const rows = [
      { goods: 'tap', language: 'pl', stems: 'kran$' },
      { goods: 'crane', language: 'de', stems: 'kran$|*kran$' },
    ];
    const reader = new GoodsReader(compileGoods(rows, ['und']));
    expect([...reader.read('Kran')]).toEqual(['tap', 'crane']);
    expect([...reader.read('Baukran')]).toEqual(['crane']);
  });

  test.each([
    ['nothing', ' \t\n'],
    ['signs', '(((]]}{;;;…—//\\"\'`€€$'],
    ['half a pair', '\ud83d \udc00 meat'],
    ['emoji and marks', '👩‍🚒 m\u0301\u0301\u0301eat \u200b\u202e'],
    ['zero bytes', 'meat\0\0canned'],
    ['a long word', 'м'.repeat(100_000)],
    ['many brackets', '('.repeat(70_000)],
    ['many namings', 'canned meat '.repeat(10_000)],
    ['other scripts', '食品 غذاء अन्न'],
    ['names of an object', '__proto__ constructor toString'],
  ])('are read from naughty texts without a fault: %s', (_, text) => {
    expect(readGoods(text)).toBeInstanceOf(Set);
  });
});
