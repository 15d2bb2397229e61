import { type CodeForm, codePrefix } from '../code-prefix.js';
import type { Feature } from '../feature.js';
import type { FeatureName } from '../feature-name.js';

/**
 * The first characters of a postal code: an area that is larger than the code. Blanks, dots and hyphens are left out,
 * a to z are capitals. Missing where the code is.
 *
 * @param of - Column of texts or whole numbers; with `padTo` the zeros that numbers lost come back.
 * @throws {InputError} For a length that is no whole number from 1 on.
 *
 * @example
 * const people = tableOf({ customerId: ['a', 'b'], zip: [2134, 94110] });
 * (await featureTable(people, [postalPrefix('zip', 3, { padTo: 5 })])).array('zipArea'); // ['021', '941']
 */
export function postalPrefix<const Name extends string = string>(
  of: string,
  length: number,
  options: FeatureName<Name> & CodeForm = {},
): Feature<Name, string | null> {
  const meaning = `Area: the first ${length} characters of the postal code.`;
  return codePrefix('postalPrefix', options.name ?? (`${of}Area` as Name), of, length, options, {
    basis: 'B2',
    meaning,
  });
}
