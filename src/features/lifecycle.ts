import { InputError } from '../core/input-error.js';
import { aggregate, call, column } from '../engine/plan/expression.js';
import { type Feature, feature, formula, summary } from './feature.js';
import type { FeatureName } from './feature-name.js';

/** Where a customer stands between two periods. */
export type LifecycleState = 'new' | 'repeating' | 'reactivated' | 'lapsed' | 'gone';

/**
 * Where a customer stands, by the last period up to the day of reckoning and the one before: `new` bought in the last
 * for the first time, `repeating` in both, `reactivated` in the last and not in the one before but earlier, `lapsed`
 * in the one before and not in the last, `gone` in neither. Everybody is in one of them.
 *
 * @param options - `days`: length of a period, default 365.
 * @throws {InputError} Unless it is a whole number of days from 1 on.
 *
 * @example
 * lifecycle({ days: 90 }).name; // 'lifecycle'
 */
export function lifecycle<const Name extends string = 'lifecycle'>(
  options: FeatureName<Name> & { readonly days?: number } = {},
): Feature<Name, LifecycleState> {
  const { days = 365 } = options;
  if (!Number.isInteger(days) || days < 1) {
    throw new InputError(`lifecycle: days is ${days}; give a whole number from 1 on.`);
  }
  const age = column('@age');
  const inLast = call('less', age, days);
  const before = call('and', call('atMost', days, age), call('less', age, 2 * days));
  const bought = (where: ReturnType<typeof call>) =>
    formula('less', 0, summary('rows', aggregate('count', [], where)));
  const info = {
    basis: 'B4',
    meaning: `Purchases in the last ${days} days against the ${days} days before: new, repeating, reactivated, lapsed or gone.`,
  } as const;
  const value = formula(
    'choose',
    bought(inLast),
    formula(
      'choose',
      bought(before),
      'repeating',
      formula('choose', bought(call('atMost', 2 * days, age)), 'reactivated', 'new'),
    ),
    formula('choose', bought(before), 'lapsed', 'gone'),
  );
  return feature(options.name ?? ('lifecycle' as Name), info, value);
}
