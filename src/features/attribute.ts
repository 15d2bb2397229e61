import type { ColumnInfo } from '../core/column.js';
import { type Feature, type FeatureValue, rowFeature } from './feature.js';
import type { FeatureName } from './feature-name.js';
import { type RowOperand, rowName, rowValue } from './row-value.js';

/**
 * A column of the customer's one row as it is: gender, occupation, state, an answer. Texts and numbers stay, missing
 * values stay missing.
 *
 * @param of - Column.
 * @param info - Unit, meaning and basis of the column, and its role where it is not a base.
 *
 * @example
 * attribute('gender', { basis: 'B1', role: 'protected', meaning: 'Gender as stated.' }).info.role; // 'protected'
 */
export function attribute<const Name extends string = string, Value extends FeatureValue = FeatureValue>(
  of: RowOperand,
  info: ColumnInfo & FeatureName<Name> = {},
): Feature<Name, Value> {
  const { name = rowName(of) as Name, ...rest } = info;
  const known = typeof of === 'string' ? {} : of.info;
  return rowFeature<Name, Value>(name, { ...known, ...rest }, rowValue('attribute', of));
}
