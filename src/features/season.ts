import { InputError } from '../core/input-error.js';
import { call, column, type Expression } from '../engine/plan/expression.js';
import type { Feature } from './feature.js';
import { type ShareOptions, shareWhere } from './share.js';

/**
 * Share of a customer's money in a season: months of the year, days of the week, or hours of the day, in the time as it
 * is written (no zone is applied). 0 to 1; missing where the whole is 0.
 *
 * @param season - `months` 1 to 12, `weekdays` 1 (Monday) to 7, `hours` 0 to 23; where several are given all must fit.
 * @throws {InputError} For a number out of range, or none at all.
 *
 * @example
 * seasonShare('weekend', { weekdays: [6, 7] }).name; // 'weekendShare'
 */
export function seasonShare<const Name extends string>(
  name: Name,
  season: {
    readonly months?: readonly number[];
    readonly weekdays?: readonly number[];
    readonly hours?: readonly number[];
  },
  options: Omit<ShareOptions<string>, 'name'> = {},
): Feature<`${Name}Share`, number | null> {
  const month = call(
    'add',
    call(
      'subtract',
      call('monthIndex', column('@day')),
      call('multiply', 12, call('floor', call('divide', call('monthIndex', column('@day')), 12))),
    ),
    1,
  );
  const parts: Expression[] = [
    ...among('months', month, season.months, 1, 12),
    ...among('weekdays', call('weekday', column('@day')), season.weekdays, 1, 7),
    ...among('hours', call('hour', column('@time')), season.hours, 0, 23),
  ];
  if (parts.length === 0) throw new InputError(`seasonShare: "${name}" names no months, weekdays or hours.`);
  const condition = parts.length === 1 ? parts[0] : call('and', ...parts);
  const meaning = options.meaning ?? `Share of ${options.of ?? 'money'} in the season "${name}".`;
  return shareWhere<`${Name}Share`>(`${name}Share`, condition, meaning, options);
}

function among(
  what: string,
  value: Expression,
  list: readonly number[] | undefined,
  first: number,
  last: number,
): Expression[] {
  if (list === undefined) return [];
  for (const each of list) {
    if (!Number.isInteger(each) || each < first || each > last) {
      throw new InputError(`seasonShare: ${what} has ${each}; give whole numbers from ${first} to ${last}.`);
    }
  }
  const equal = list.map((each) => call('equal', value, each));
  if (equal.length === 0) throw new InputError(`seasonShare: ${what} is empty.`);
  return [equal.length === 1 ? equal[0] : call('or', ...equal)];
}
