import { type CodeForm, codePrefix } from '../code-prefix.js';
import type { Feature } from '../feature.js';
import type { FeatureName } from '../feature-name.js';

/**
 * Industry at a coarser level: the first digits of a code. NACE and ISIC: 2 digits are the division, 3 the group;
 * NAICS: 2 the sector (31 to 33 are one), 3 the subsector; SIC: 2 the major group. Dots, blanks and hyphens are left
 * out, so `47.11` and `4711` are the same; `padTo: 4` gives SIC and NACE codes that were read as numbers their zeros
 * back. Missing where the code is.
 *
 * For names of industries, and for sections such as NACE's A to U, use `rollUp`, or `withPlaces` with a table.
 *
 * @throws {InputError} For digits that are no whole number from 1 on.
 *
 * @example
 * const firms = tableOf({ customerId: ['a', 'b'], nace: ['47.11', '62.01'] });
 * (await featureTable(firms, [industry('nace', 2)])).array('industry'); // ['47', '62']
 */
export function industry<const Name extends string = 'industry'>(
  of: string,
  digits: number,
  options: FeatureName<Name> & CodeForm = {},
): Feature<Name, string | null> {
  const meaning = `Industry: the first ${digits} characters of ${of}.`;
  return codePrefix('industry', options.name ?? ('industry' as Name), of, digits, options, {
    basis: 'B5',
    meaning,
  });
}
