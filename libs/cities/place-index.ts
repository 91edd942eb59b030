import { InvalidInputError } from '@pobratym/platform';
import { nameKey } from './name-key';

interface CityKeys {
  id: string;
  country: string;
  nameEn: string;
  wikidata: string | null;
  katottg: string | null;
  unlocode: string | null;
}

/** What a text says of a city: one city, several that it fits, or none. */
export type CityReading =
  | { kind: 'one'; cityId: string; country: string }
  | { kind: 'several'; candidates: string[] }
  | { kind: 'none' };

const NONE: CityReading = { kind: 'none' };

/** Resolves the words of a file to cities, categories and currencies, in memory. */
export class PlaceIndex {
  private readonly countries = new Map<string, string>();
  private readonly byCode = new Map<string, string>();
  private readonly byKey = new Map<string, Set<string>>();
  private readonly categories = new Map<string, string>();
  private readonly currencies: Map<string, number>;
  private readonly readings = new Map<string, CityReading>();

  constructor(
    cities: CityKeys[],
    names: { cityId: string; key: string }[],
    categories: { code: string; labelEn: string; labelUk: string }[],
    currencies: { code: string; minorDigits: number }[],
  ) {
    for (const { id, country, wikidata, katottg, unlocode } of cities) {
      this.countries.set(id, country);
      for (const code of [id, wikidata, katottg, unlocode]) if (code) this.byCode.set(code, id);
    }
    for (const { cityId, key } of names) {
      const found = this.byKey.get(key);
      if (found) found.add(cityId);
      else this.byKey.set(key, new Set([cityId]));
    }
    for (const { code, labelEn, labelUk } of categories) {
      for (const text of [code, labelEn, labelUk]) this.categories.set(nameKey(text), code);
    }
    this.currencies = new Map(currencies.map((row) => [row.code, row.minorDigits]));
  }

  /** An id, Wikidata id, KATOTTG, UN/LOCODE, or a name in any language that we hold. */
  readCity(text: string): CityReading {
    let reading = this.readings.get(text);
    if (!reading) {
      reading = this.look(text);
      // A file of a million rows may hold a million spellings; the memory of them may not grow.
      if (this.readings.size < 50_000) this.readings.set(text, reading);
    }
    return reading;
  }

  countryOf(cityId: string): string | undefined {
    return this.countries.get(cityId);
  }

  /** Throws at `pointer` unless it is the id of a city that we know. */
  requireCity(pointer: string, cityId: string): void {
    if (!this.countries.has(cityId)) {
      throw InvalidInputError.at(pointer, 'must be the id of a city that is known');
    }
  }

  /** The code of a category written as code or label, or undefined. */
  readCategory(text: string): string | undefined {
    return this.categories.get(nameKey(text));
  }

  /** Digits behind the point of an ISO 4217 currency, or undefined where there is no such. */
  minorDigitsOf(currency: string): number | undefined {
    return this.currencies.get(currency);
  }

  private look(text: string): CityReading {
    const coded = this.byCode.get(text.trim());
    const ids = coded ? [coded] : [...(this.byKey.get(nameKey(text)) ?? [])];
    if (ids.length === 1) {
      return { kind: 'one', cityId: ids[0]!, country: this.countries.get(ids[0]!)! };
    }
    return ids.length === 0 ? NONE : { kind: 'several', candidates: ids.sort() };
  }
}
