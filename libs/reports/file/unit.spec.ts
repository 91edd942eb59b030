import { UNITS } from '@pobratym/shipments';
import { MASS_UNITS, unitOf } from './unit';

describe('a unit', () => {
  it.each([
    ['pcs', 'piece'],
    ['pieces', 'piece'],
    ['шт', 'piece'],
    ['шт.', 'piece'],
    ['ШТ.', 'piece'],
    ['szt.', 'piece'],
    ['Stück', 'piece'],
    ['Stu\u0308ck', 'piece'],
    ['St.', 'piece'],
    ['cartons', 'box'],
    ['ящик', 'box'],
    ['коробка', 'box'],
    ['Kartons', 'box'],
    ['pallets', 'pallet'],
    ['палет', 'pallet'],
    ['Paletten', 'pallet'],
    ['упаковок', 'package'],
    ['paczek', 'package'],
    ['sets', 'set'],
    ['комплект', 'set'],
    ['набір', 'set'],
    ['пар', 'pair'],
    ['pairs', 'pair'],
    ['л', 'litre'],
    ['l', 'litre'],
    ['litrów', 'litre'],
    ['vehicles', 'vehicle'],
    ['од.  техніки', 'vehicle'],
    ['кг', 'kg'],
    ['т.', 't'],
    ['тонн', 't'],
    ['г', 'g'],
    ['lbs', 'lb'],
  ])('is known as people write it: %j is %s', (text, code) => {
    expect(unitOf(text)).toBe(code);
  });

  it('is known by its code', () => {
    for (const code of [...UNITS, ...MASS_UNITS]) expect(unitOf(code)).toBe(code);
  });

  it.each(['', 'truckloads', 'trains', 'classrooms', 'm²', 'constructor', '__proto__'])(
    'is not guessed: %j',
    (text) => {
      expect(unitOf(text)).toBeNull();
    },
  );
});
