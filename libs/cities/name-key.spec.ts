import { nameKey } from './name-key';
import { PlaceIndex } from './place-index';

// Goal: a name is found however it is written, and two cities of one name are never mixed up.
describe('a place in words', () => {
  test.each([
    ['ŁÓDŹ', 'lodz'],
    ['Lódz', 'lodz'],
    ['Kamʼyanets-Podilskyi', 'kamyanets podilskyi'],
    ["Кам'янець-Подільський", 'камянець подільський'],
    ['Кам’янець-Подільський', 'камянець подільський'],
    ['Gießen', 'giessen'],
    ['  Święty   Krzyż ', 'swiety krzyz'],
    // й and ї are letters, not и and і with a mark.
    ['Старий Їзд', 'старий їзд'],
    ['—', ''],
  ])('%p has the key %p', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  const city = (id: string, rest: object = {}) => ({
    id,
    country: 'UA',
    nameEn: id,
    wikidata: null,
    katottg: null,
    unlocode: null,
    ...rest,
  });
  const places = new PlaceIndex(
    [
      city('lviv-ua', { wikidata: 'Q36036', katottg: 'UA46060250010015970' }),
      city('a-ua'),
      city('b-ua'),
    ],
    [
      { cityId: 'lviv-ua', key: nameKey('Lemberg') },
      { cityId: 'a-ua', key: nameKey('Миколаїв') },
      { cityId: 'b-ua', key: nameKey('Миколаїв') },
    ],
    [{ code: 'food', labelEn: 'Food', labelUk: 'Продукти харчування' }],
    [{ code: 'EUR', minorDigits: 2 }],
  );

  test.each(['lviv-ua', 'Q36036', 'UA46060250010015970', 'LEMBERG', ' lemberg '])(
    '%p is Lviv',
    (text) => {
      expect(places.readCity(text)).toEqual({ kind: 'one', cityId: 'lviv-ua', country: 'UA' });
    },
  );

  test('a name of two cities is both, and one of none is none', () => {
    expect(places.readCity('миколаїв')).toEqual({ kind: 'several', candidates: ['a-ua', 'b-ua'] });
    expect(places.readCity('Atlantis')).toEqual({ kind: 'none' });
    expect(places.readCity('')).toEqual({ kind: 'none' });
  });

  test('a category is read by its code and by its label in both languages', () => {
    for (const text of ['food', 'FOOD', 'Food', 'продукти  харчування']) {
      expect(places.readCategory(text)).toBe('food');
    }
    expect(places.readCategory('constructor')).toBeUndefined();
  });

  test('a currency has its digits, or is none', () => {
    expect(places.minorDigitsOf('EUR')).toBe(2);
    expect(places.minorDigitsOf('XXQ')).toBeUndefined();
  });
});
