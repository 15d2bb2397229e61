import { InputError } from '../../core/input-error.js';
import { call, column, type Expression } from '../../engine/plan/expression.js';
import { type Feature, rowFeature } from '../feature.js';
import type { FeatureName } from '../feature-name.js';
import { MISSING_NUMBER } from '../missing-value.js';

/** A point on the earth in degrees, north and east positive. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Mean radius of the earth in kilometres (IUGG). */
const EARTH_KM = 6371.0088;
const RADIANS = Math.PI / 180;
const MOST_PLACES = 500;

/**
 * Distance to a place in kilometres along the surface of a sphere (haversine), to a tenth of a metre; the earth is no
 * sphere, which makes up to 0.5%. Missing where a coordinate is missing or out of range.
 *
 * @param latitude - Column with degrees from -90 to 90.
 * @param longitude - Column with degrees from -180 to 180.
 * @throws {InputError} For a place that is none.
 *
 * Source: Sinnott, "Virtues of the haversine", Sky and Telescope 68 (1984) 159.
 *
 * @example
 * distanceTo('lat', 'lon', { latitude: 52.52, longitude: 13.405 }, { name: 'kmToBerlin' }).info.unit; // 'km'
 */
export function distanceTo<const Name extends string = 'distanceKm'>(
  latitude: string,
  longitude: string,
  place: Place,
  options: FeatureName<Name> = {},
): Feature<Name, number | null> {
  const { latitude: north, longitude: east } = place;
  const meaning = `Kilometres to the point ${north}, ${east} in a straight line.`;
  return leastDistance(
    'distanceTo',
    latitude,
    longitude,
    [place],
    meaning,
    options.name ?? ('distanceKm' as Name),
  );
}

/**
 * Distance to the nearest of several places, for example stores, in kilometres as with `distanceTo`.
 *
 * @param places - At most 500.
 * @throws {InputError} For no places, more than 500, and one that is none.
 *
 * @example
 * const stores = [{ latitude: 52.52, longitude: 13.405 }, { latitude: 48.137, longitude: 11.576 }];
 * nearestDistance('lat', 'lon', stores).name; // 'nearestKm'
 */
export function nearestDistance<const Name extends string = 'nearestKm'>(
  latitude: string,
  longitude: string,
  places: readonly Place[],
  options: FeatureName<Name> = {},
): Feature<Name, number | null> {
  const meaning = `Kilometres to the nearest of ${places.length} places in a straight line.`;
  return leastDistance(
    'nearestDistance',
    latitude,
    longitude,
    places,
    meaning,
    options.name ?? ('nearestKm' as Name),
  );
}

function leastDistance<Name extends string>(
  who: string,
  latitude: string,
  longitude: string,
  places: readonly Place[],
  meaning: string,
  name: Name,
): Feature<Name, number | null> {
  checkPlaces(who, places);
  const north = call('toNumber', column(latitude));
  const east = call('toNumber', column(longitude));
  const haversines = places.map((place) => haversine(north, east, place));
  const least = haversines.length === 1 ? haversines[0] : call('least', ...haversines);
  const angle = call('multiply', 2, call('arcsine', call('least', 1, call('squareRoot', least))));
  const decimetres = call('floor', call('add', 0.5, call('multiply', EARTH_KM * 10_000, angle)));
  const valid = call(
    'and',
    call('atMost', call('absolute', north), 90),
    call('atMost', call('absolute', east), 180),
  );
  const kilometres = call('choose', valid, call('divide', decimetres, 10_000), MISSING_NUMBER);
  return rowFeature(name, { unit: 'km', basis: 'B2', digits: 1, meaning }, kilometres);
}

/** Square of half the chord between two points of the unit sphere. */
function haversine(north: Expression, east: Expression, { latitude, longitude }: Place): Expression {
  const halfSine = (degrees: Expression, of: number) => {
    const sine = call('sine', call('multiply', call('subtract', degrees, of), RADIANS / 2));
    return call('multiply', sine, sine);
  };
  const shrink = call(
    'multiply',
    call('cosine', call('multiply', north, RADIANS)),
    Math.cos(latitude * RADIANS),
  );
  return call('add', halfSine(north, latitude), call('multiply', shrink, halfSine(east, longitude)));
}

function checkPlaces(who: string, places: readonly Place[]): void {
  if (places.length === 0 || places.length > MOST_PLACES) {
    throw new InputError(
      `${who} takes 1 to ${MOST_PLACES} places, ${places.length} came. With more, keep those of the region.`,
    );
  }
  places.forEach(({ latitude, longitude }, i) => {
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
      throw new InputError(
        `${who}: place ${i + 1} has latitude ${latitude} and longitude ${longitude}; they go to 90 and 180 degrees.`,
      );
    }
  });
}
