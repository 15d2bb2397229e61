import { InputError } from '../../core/input-error.js';
import { call, column, type Expression } from '../../engine/plan/expression.js';
import { type Feature, rowFeature } from '../feature.js';
import type { FeatureName } from '../feature-name.js';
import { MISSING_NUMBER } from '../missing-value.js';

/** How an age is counted. */
export interface AgeOptions<Name extends string> extends FeatureName<Name> {
  /** What the column holds: days of birth (default), or years such as 1984. */
  readonly from?: 'birth date' | 'birth year';
  /** Above it an age is taken for an error and missing; default 120. */
  readonly oldest?: number;
}

/**
 * Age on the day of reckoning in full years. Who was born on 29 February is a year older on 1 March of other years. Of
 * a year of birth it is the age reached in the year of reckoning, which is a year too much before the birthday.
 * Missing where the birth is missing, later than the day of reckoning, or too long ago.
 *
 * @param of - Column with the day or the year of birth.
 *
 * @example
 * const people = tableOf({ customerId: ['a'], born: [new Date('2000-02-29')] });
 * (await featureTable(people, [ageYears('born')], { asOf: '2023-02-28' })).get('ageYears', 0); // 22
 */
export function ageYears<const Name extends string = 'ageYears'>(
  of: string,
  options: AgeOptions<Name> = {},
): Feature<Name, number | null> {
  const { from = 'birth date', oldest = 120, name = 'ageYears' as Name } = options;
  if (!(oldest > 0)) throw new InputError(`ageYears: oldest is ${oldest}; give a number of years above 0.`);
  const years = from === 'birth year' ? yearsSinceYear(of) : fullYears(of);
  const possible = call('and', call('atMost', 0, years), call('atMost', years, oldest));
  const meaning = from === 'birth year' ? 'Age reached in the year of reckoning.' : 'Full years since birth.';
  return rowFeature(
    name,
    { unit: 'years', basis: 'B1', meaning },
    call('choose', possible, years, MISSING_NUMBER),
  );
}

const AS_OF = column('@asOf');

/** Full months, less one where the day of the month is not reached, in twelves. */
function fullYears(of: string): Expression {
  const birth = call('day', column(of));
  const months = call('subtract', call('monthIndex', AS_OF), call('monthIndex', birth));
  const notYet = call('less', call('dayOfMonth', AS_OF), call('dayOfMonth', birth));
  const full = call('choose', notYet, call('subtract', months, 1), months);
  return call('floor', call('divide', full, 12));
}

function yearsSinceYear(of: string): Expression {
  const year = call('add', 1970, call('floor', call('divide', call('monthIndex', AS_OF), 12)));
  return call('subtract', year, column(of));
}
