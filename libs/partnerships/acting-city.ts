import { Actor, can, demand } from '@pobratym/identity';
import { InvalidInputError } from '@pobratym/platform';

/**
 * On behalf of which of the two cities the actor leads the partnership: the one that they name, or
 * the only one of the two that they lead for. Null: the installation, which is no city.
 * @throws 403 where they lead for neither, or not for the one that they name
 */
export function actingCity(
  actor: Actor,
  cities: readonly string[],
  asked: string | undefined,
): string | null {
  const [sender, receiver] = cities;
  demand(actor, 'partnership.lead', { sender, receiver });
  if (asked !== undefined) {
    if (!cities.includes(asked)) {
      throw InvalidInputError.at('/forCityId', `must be one of ${cities.join(', ')}`);
    }
    demand(actor, 'partnership.lead', { city: asked });
    return asked;
  }
  if (actor.kind === 'installation') return null;
  const own = cities.filter((city) => can(actor, 'partnership.lead', { city }));
  if (own.length > 1) {
    const detail = `must say for which city you act: ${own.join(' or ')}`;
    throw InvalidInputError.at('/forCityId', detail);
  }
  return own[0]!;
}
