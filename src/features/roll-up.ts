import type { ColumnInfo } from '../core/column.js';
import { InputError } from '../core/input-error.js';
import { call, type Expression } from '../engine/plan/expression.js';
import { type Feature, rowFeature } from './feature.js';
import type { FeatureName } from './feature-name.js';
import { MISSING_TEXT } from './missing-value.js';
import { type RowOperand, rowName, rowValue } from './row-value.js';

/** What becomes of values that are in no group. */
export interface RollUpInto<Name extends string> extends FeatureName<Name> {
  /** What they are called; default: they are missing. */
  readonly other?: string;
  /** Basis of segmentation, default `B5`. */
  readonly basis?: ColumnInfo['basis'];
  readonly meaning?: string;
}

/**
 * Values of a column in fewer groups: industries in sectors, states in regions, occupations in classes. For many
 * thousands of values use `withPlaces`, which joins a table.
 *
 * @param groups - Name of each group and its values.
 * @throws {InputError} For no groups and a value in two.
 *
 * @example
 * const firms = tableOf({ customerId: ['a', 'b'], category: ['Banking', 'Chemicals'] });
 * const sector = rollUp('category', { finance: ['Banking', 'Insurance'] }, { other: 'industry', name: 'sector' });
 * (await featureTable(firms, [sector])).array('sector'); // ['finance', 'industry']
 */
export function rollUp<const Name extends string = string, const Group extends string = string>(
  of: RowOperand,
  groups: Readonly<Record<Group, readonly (string | number)[]>>,
  options: RollUpInto<Name> = {},
): Feature<Name, string | null> {
  const { other, basis = 'B5', name = `${rowName(of)}Group` as Name } = options;
  const entries = Object.entries<readonly (string | number)[]>(groups).filter(
    ([, values]) => values.length > 0,
  );
  if (entries.length === 0) throw new InputError('rollUp: there are no groups.');
  const groupOf = new Map<string | number, string>();
  for (const [group, values] of entries) {
    for (const each of values) {
      const before = groupOf.get(each);
      if (before !== undefined)
        throw new InputError(`rollUp: "${each}" is in "${before}" and in "${group}".`);
      groupOf.set(each, group);
    }
  }
  const value = rowValue('rollUp', of);
  const rest: Expression =
    other === undefined ? MISSING_TEXT : call('choose', call('isMissing', value), MISSING_TEXT, other);
  const group = entries.reduceRight<Expression>(
    (others, [label, [first, ...more]]) =>
      call('choose', call('oneOf', value, first, ...more), label, others),
    rest,
  );
  const meaning =
    options.meaning ?? `${rowName(of)} in groups: ${entries.map(([label]) => label).join(', ')}.`;
  return rowFeature(name, { basis, meaning }, group);
}
