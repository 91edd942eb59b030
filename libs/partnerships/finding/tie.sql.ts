import { isVisible } from '@pobratym/identity';

/** SQL on a partnership `p`. */

/** Two cities that are partners: signed, and neither ended nor in doubt. */
export const IS_PARTNER = `(not p.is_sample and p.stage in ('signed', 'suspended'))`;

/** Under way, in force, paused or in doubt. */
export const NOT_ENDED = `p.stage not in ('none', 'expired', 'terminated')`;

/** What was signed is public, and so is a sample, which is invented; a negotiation is not. */
export const IS_PUBLIC = `(p.is_sample or p.is_published)`;

/** @param cities the place of what `citiesWhereMay(actor, 'partnership.read')` answers */
export const isVisibleTo = (cities: string): string =>
  isVisible(['p.first_city_id', 'p.second_city_id'], IS_PUBLIC, cities);

/** @param country an expression that is an ISO 3166-1 code */
export const isOfAggressor = (country: string): string =>
  `exists (select from aggressor_state a where a.country = ${country})`;
