import { NetworkDto } from './dto/network.dto';
import { PlaceDto } from './dto/place.dto';

interface Feature {
  type: 'Feature';
  id: string;
  geometry:
    | { type: 'Point'; coordinates: [number, number] }
    | { type: 'LineString'; coordinates: [number, number][] };
  properties: Record<string, unknown>;
}

export interface FeatureCollection {
  type: 'FeatureCollection';
  features: Feature[];
}

/**
 * A network for a map (RFC 7946): a point for each city, once, and a line for each tie. No place is
 * finer than a city.
 */
export function networkToGeoJson({ city, items }: NetworkDto): FeatureCollection {
  const partners = new Map(items.map(({ partner }) => [partner.id, partner]));
  const lines = items.map(({ partner, ...tie }): Feature => {
    const ends = { fromCityId: city.id, toCityId: partner.id };
    const geometry = { type: 'LineString' as const, coordinates: [at(city), at(partner)] };
    return { type: 'Feature', id: tie.partnershipId, geometry, properties: { ...ends, ...tie } };
  });
  const points = [...partners.values()].map((partner) => toPoint(partner, 'partner'));
  return { type: 'FeatureCollection', features: [toPoint(city, 'city'), ...points, ...lines] };
}

function toPoint(place: PlaceDto, role: 'city' | 'partner'): Feature {
  const { id, latitude: _latitude, longitude: _longitude, ...shown } = place;
  const geometry = { type: 'Point' as const, coordinates: at(place) };
  return { type: 'Feature', id, geometry, properties: { role, ...shown } };
}

/** Longitude first. */
const at = ({ longitude, latitude }: PlaceDto): [number, number] => [longitude, latitude];
