import { call, type Expression } from '../../engine/plan/expression.js';
import { type Feature, rowFeature } from '../feature.js';
import type { FeatureName } from '../feature-name.js';
import { type RowOperand, rowValue } from '../row-value.js';
import { hasPartner, type PartnerColumn } from './has-partner.js';

/** Who lives there. */
export interface HouseholdParts<Name extends string> extends FeatureName<Name> {
  /** Number of adults, the customer among them; where it is not known, leave it out and give `partner`. */
  readonly adults?: RowOperand;
  /** Whether there is a partner, who then is the second adult. */
  readonly partner?: PartnerColumn;
  /** Numbers of children, for example `['kidhome', 'teenhome']`. */
  readonly children: RowOperand | readonly RowOperand[];
}

/**
 * Persons in the household: adults (or the customer and a partner) and children. Missing where a part is.
 *
 * @example
 * householdSize({ partner: { column: 'marital', values: ['Married', 'Together'] }, children: ['kids', 'teens'] }).name; // 'householdSize'
 */
export function householdSize<const Name extends string = 'householdSize'>(
  parts: HouseholdParts<Name>,
): Feature<Name, number | null> {
  const { adults, partner, name = 'householdSize' as Name } = parts;
  const children = Array.isArray(parts.children) ? parts.children : [parts.children];
  const grown: Expression =
    adults !== undefined
      ? rowValue('householdSize', adults)
      : partner === undefined
        ? { kind: 'constant', value: 1 }
        : call('add', 1, hasPartner('householdSize', partner));
  const size = (children as readonly RowOperand[]).reduce<Expression>(
    (sum, each) => call('add', sum, rowValue('householdSize', each)),
    grown,
  );
  return rowFeature(name, { unit: 'persons', basis: 'B1', meaning: 'Persons in the household.' }, size);
}
