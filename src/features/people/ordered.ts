import type { ColumnInfo } from '../../core/column.js';
import { InputError } from '../../core/input-error.js';
import { call, type Expression } from '../../engine/plan/expression.js';
import { type Feature, rowFeature } from '../feature.js';
import type { FeatureName } from '../feature-name.js';
import { MISSING_NUMBER } from '../missing-value.js';
import { type RowOperand, rowName, rowValue } from '../row-value.js';

/** How an order is called. */
export interface OrderedOptions<Name extends string> extends FeatureName<Name> {
  /** Basis of segmentation, default `B1`. */
  readonly basis?: ColumnInfo['basis'];
  /** What reports call it. */
  readonly meaning?: string;
}

/**
 * Ordered categories as numbers: the place of the value in the list, from 0. Education, satisfaction in words, bands.
 * The steps count as equal, which is a choice. Missing where the value is missing or not in the list.
 *
 * @param of - Column of texts or whole numbers, or a feature of one row, for example a `band`.
 * @param levels - Values from least to most; default the levels of the feature.
 * @throws {InputError} For fewer than two levels and one that is there twice.
 *
 * @example
 * ordered('education', ['Basic', 'Graduation', 'Master', 'PhD']).name; // 'educationOrder'
 * ordered(band('income', [20000, 40000])).info.meaning; // 'Place of incomeBand in its order: 0 is under 20,000, 2 is 40,000 and over.'
 */
export function ordered<const Name extends string = string>(
  of: RowOperand,
  levels: readonly (string | number)[] | undefined = typeof of === 'string' ? undefined : of.info.levels,
  options: OrderedOptions<Name> = {},
): Feature<Name, number | null> {
  const name = options.name ?? (`${rowName(of)}Order` as Name);
  if (levels === undefined || levels.length < 2) {
    throw new InputError(
      `ordered: "${rowName(of)}" has ${levels?.length ?? 0} levels; give two or more, least first.`,
    );
  }
  const twice = levels.find((level, i) => levels.indexOf(level) !== i);
  if (twice !== undefined) throw new InputError(`ordered: level "${twice}" is there twice.`);
  const value = rowValue('ordered', of);
  const place = levels.reduceRight<Expression>(
    (others, level, i) => call('choose', call('equal', value, level), i, others),
    MISSING_NUMBER,
  );
  const last = levels.length - 1;
  const meaning =
    options.meaning ?? `Place of ${rowName(of)} in its order: 0 is ${levels[0]}, ${last} is ${levels[last]}.`;
  const known = typeof of === 'string' ? undefined : of.info.basis;
  return rowFeature(name, { basis: options.basis ?? known ?? 'B1', meaning }, place);
}
