import { InputError } from '../core/input-error.js';
import { aggregate, call, column, type Expression } from '../engine/plan/expression.js';
import { type Feature, feature, formula, summary } from './feature.js';
import type { FeatureName, FeatureWindow } from './feature-name.js';
import { both, within, withinWords } from './within.js';

/** Which rows are meant: each column has one of these values. */
export type RowsWith = Readonly<
  Record<string, string | number | boolean | readonly (string | number | boolean)[]>
>;

/**
 * How many rows there are of a kind: mails opened, pages visited, carts filled.
 *
 * @param rows - For example `{ event: 'open' }`; `{}` counts all rows.
 *
 * @example
 * countOf('opens', { event: 'open' }, { withinDays: 90 }).info.meaning; // 'Number of rows with event "open" in the last 90 days.'
 */
export function countOf<const Name extends string>(
  name: Name,
  rows: RowsWith,
  options: Omit<FeatureWindow<string>, 'name'> = {},
): Feature<Name, number> {
  const count = aggregate('count', [], both(condition(rows), within(options.withinDays)));
  const meaning = `Number of rows${words(rows)}${withinWords(options.withinDays)}.`;
  return feature(name, { basis: 'B4', meaning }, summary('rows', count));
}

/**
 * A rate: rows of one kind over rows of another, for example opens over mails delivered. Missing where the second are
 * none. It may pass 1 where a mail can be opened twice.
 *
 * @param options - `shrink`: so many rows at the rate of all customers are added to those of each, so that one mail
 *   does not make a rate of 1; default 0.
 *
 * @example
 * rateOf('openRate', { event: 'open' }, { event: 'delivered' }, { shrink: 5 }).info.unit; // 'share'
 */
export function rateOf<const Name extends string>(
  name: Name,
  rows: RowsWith,
  over: RowsWith,
  options: Omit<FeatureWindow<string>, 'name'> & { readonly shrink?: number } = {},
): Feature<Name, number | null> {
  const { withinDays, shrink = 0 } = options;
  if (!(shrink >= 0)) throw new InputError(`rateOf: shrink is ${shrink}; give 0 or more.`);
  const during = within(withinDays);
  const count = (kind: RowsWith) => summary('rows', aggregate('count', [], both(condition(kind), during)));
  const [part, whole] = [count(rows), count(over)];
  const meaning = `Rows${words(rows)} over rows${words(over)}${withinWords(withinDays)}.`;
  const info = { unit: 'share', basis: 'B4', meaning } as const;
  if (shrink === 0) return feature(name, info, formula('divide', part, whole));
  const average = formula('divide', { ...part, ofAll: true }, { ...whole, ofAll: true });
  const added = formula('add', part, formula('multiply', shrink, average));
  return feature(name, info, formula('divide', added, formula('add', whole, shrink)));
}

/**
 * Engagement with decay: each row counts 1 on the day of reckoning and half as much every `halfLifeDays` before, times
 * the weight of its kind. 0 for customers without rows.
 *
 * @param weights - For example `{ open: 1, click: 3 }` for the values of `column`.
 * @throws {InputError} For a half-life that is not above 0, or no weights.
 *
 * @example
 * engagement('event', { open: 1, click: 3 }, { halfLifeDays: 30 }).name; // 'engagement'
 */
export function engagement<const Name extends string = 'engagement'>(
  name: string,
  weights: Readonly<Record<string, number>>,
  options: FeatureName<Name> & { readonly halfLifeDays: number },
): Feature<Name, number> {
  const { halfLifeDays } = options;
  if (!(halfLifeDays > 0 && halfLifeDays < Infinity)) {
    throw new InputError(`engagement: halfLifeDays is ${halfLifeDays}; give a number above 0.`);
  }
  const kinds = Object.entries(weights);
  if (kinds.length === 0) throw new InputError('engagement: there are no weights.');
  const weight = kinds.reduceRight<Expression>(
    (other, [kind, each]) => call('choose', call('equal', column(name), kind), call('toNumber', each), other),
    call('toNumber', 0),
  );
  const decay = call('exponential', call('multiply', column('@age'), -Math.LN2 / halfLifeDays));
  const recipe = kinds.map(([kind, each]) => `${kind} ${each}`).join(', ');
  const info = {
    basis: 'B4',
    meaning: `Rows weighted (${recipe}), each half as much every ${halfLifeDays} days.`,
  } as const;
  const sum = aggregate('sum', [call('multiply', weight, decay)]);
  return feature(options.name ?? ('engagement' as Name), info, summary('rows', sum));
}

function condition(rows: RowsWith): Expression | undefined {
  const each = Object.entries(rows).map(([name, value]) => {
    const values = Array.isArray(value) ? value : [value];
    if (values.length === 0) throw new InputError(`engagement: "${name}" has no values to look for.`);
    const equal = values.map((one) => call('equal', column(name), one));
    return equal.length === 1 ? equal[0] : call('or', ...equal);
  });
  return each.reduce<Expression | undefined>(both, undefined);
}

function words(rows: RowsWith): string {
  const parts = Object.entries(rows).map(
    ([name, value]) =>
      `${name} ${(Array.isArray(value) ? value : [value]).map((one) => `"${one}"`).join(' or ')}`,
  );
  return parts.length === 0 ? '' : ` with ${parts.join(' and ')}`;
}
