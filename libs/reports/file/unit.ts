import { UNITS } from '@pobratym/shipments';

export const MASS_UNITS = ['kg', 't', 'g', 'lb'] as const;
export type MassUnit = (typeof MASS_UNITS)[number];

export type CountUnit = (typeof UNITS)[number];

export type UnitCode = MassUnit | CountUnit;

/** One unit in grams as a fraction: a pound is exactly 453.59237 g. */
export const GRAMS_PER_UNIT: Record<MassUnit, { numerator: bigint; denominator: bigint }> = {
  kg: { numerator: 1_000n, denominator: 1n },
  t: { numerator: 1_000_000n, denominator: 1n },
  g: { numerator: 1n, denominator: 1n },
  lb: { numerator: 45_359_237n, denominator: 100_000n },
};

/**
 * How the units are written in Ukrainian, English, Polish and German. Case, a dot at the end and
 * doubled spaces do not count. A truckload, a train or a classroom is none of ours: what it holds
 * is not said.
 */
const SYNONYMS: Record<UnitCode, string> = {
  kg: `kg, kgs, kilo, kilos, kilogram, kilograms, kilogramme, kilogrammes, кг, кілограм,
    кілограми, кілограмів, кіло, kilogramy, kilogramów, kilogramm`,
  t: `t, tonne, tonnes, ton, tons, mt, metric ton, metric tons, metric tonne, metric tonnes, т, тн,
    тонна, тонни, тонн, тон, tona, tony, tonę, tonnen`,
  g: `g, gr, gram, grams, gramme, grammes, г, гр, грам, грами, грамів, gramy, gramów, gramm`,
  lb: `lb, lbs, pound, pounds, фунт, фунти, фунтів, funt, funty, funtów`,
  piece: `piece, pieces, pc, pcs, pce, ea, each, item, items, unit, units, шт, штук, штука, штуки,
    од, одиниця, одиниці, одиниць, szt, sztuk, sztuka, sztuki, stück, stücke, stk, st, stueck`,
  box: `box, boxes, carton, cartons, crate, crates, case, cases, ящик, ящики, ящиків, коробка,
    коробки, коробок, кор, картон, картони, картонів, karton, kartony, kartonów, pudełko,
    pudełka, pudełek, skrzynia, skrzynie, skrzyń, skrzynka, skrzynki, skrzynek, kiste, kisten,
    kartons, schachtel, schachteln`,
  pallet: `pallet, pallets, plt, палета, палети, палет, палєт, паллет, піддон, піддони, піддонів,
    paleta, palety, palet, palette, paletten`,
  package: `package, packages, pack, packs, packet, packets, parcel, parcels, pkg, упаковка,
    упаковки, упаковок, уп, пакунок, пакунки, пакунків, пакет, пакети, пакетів, посилка, посилки,
    посилок, пачка, пачки, пачок, місце, місця, місць, opakowanie, opakowania, opakowań, op,
    paczka, paczki, paczek, pakiet, pakiety, pakietów, paket, pakete, packung, packungen, pckg`,
  set: `set, sets, kit, kits, набір, набори, наборів, комплект, комплекти, комплектів, компл, к-т,
    zestaw, zestawy, zestawów, komplet, komplety, kompletów, kpl, satz, sätze`,
  pair: `pair, pairs, пара, пари, пар, para, pary, par, paar, paare`,
  litre: `litre, litres, liter, liters, l, ltr, л, літр, літри, літра, літрів, litr, litry, litrów`,
  vehicle: `vehicle, vehicles, car, cars, авто, автомобіль, автомобілі, автомобілів, автівка,
    автівки, автівок, машина, машини, машин, транспортний засіб, транспортні засоби,
    транспортних засобів, од. техніки, одиниця техніки, одиниці техніки, одиниць техніки, pojazd,
    pojazdy, pojazdów, samochód, samochody, samochodów, fahrzeug, fahrzeuge, auto, autos`,
};

/** Longer texts name no unit, and would only cost time. */
const TEXT_LENGTH_MAX = 100;

const CODE_BY_TEXT = new Map<string, UnitCode>(
  Object.entries(SYNONYMS).flatMap(([code, texts]) =>
    texts.split(',').map((text) => [normalise(text), code as UnitCode] as const),
  ),
);

/** The code of a unit as people write it, or null where it is unknown or could mean two. */
export function unitOf(text: string): UnitCode | null {
  if (text.length > TEXT_LENGTH_MAX) return null;
  return CODE_BY_TEXT.get(text) ?? CODE_BY_TEXT.get(normalise(text)) ?? null;
}

export function isMassUnit(unit: UnitCode): unit is MassUnit {
  return Object.hasOwn(GRAMS_PER_UNIT, unit);
}

function normalise(text: string): string {
  return text.normalize('NFC').toLowerCase().trim().replace(/\s+/g, ' ').replace(/\.+$/, '').trim();
}
