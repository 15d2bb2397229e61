import { InputError } from '../../core/input-error.js';
import { call, type Expression } from '../../engine/plan/expression.js';
import { type Feature, rowFeature } from '../feature.js';
import type { FeatureName } from '../feature-name.js';
import { MISSING_TEXT } from '../missing-value.js';
import { bandLabels } from '../people/band.js';
import { type RowOperand, rowValue } from '../row-value.js';

/** What the size of a firm is told by. */
export interface FirmSizeOptions<Name extends string, Label extends string> extends FeatureName<Name> {
  /** Column of employees. */
  readonly employees?: RowOperand;
  /** Column of yearly revenue in `revenueUnit`. */
  readonly revenue?: RowOperand;
  /** What one of the revenue column is in the unit of the limits, for example 0.000001 for euros; default 1. */
  readonly revenueUnit?: number;
  /** Employees from which the next class begins; default 10, 50, 250. */
  readonly employeeLimits?: readonly number[];
  /** Revenue above which the next class begins, in millions; default 2, 10, 50 million euros. */
  readonly revenueLimits?: readonly number[];
  /** Names of the classes, smallest first; default `micro`, `small`, `medium`, `large`. */
  readonly labels?: readonly Label[];
}

const CLASSES = ['micro', 'small', 'medium', 'large'] as const;

/**
 * Size class of a firm by employees, by revenue, or by both, where the larger class counts. The default is that of the
 * European Union without its third criterion, the balance sheet: micro has fewer than 10 employees and at most 2 million
 * euros of revenue, small 50 and 10, medium 250 and 50. Missing where a column that is given is missing; a negative
 * number is an error and missing, too.
 *
 * Source: Commission Recommendation 2003/361/EC of 6 May 2003, Annex, Article 2.
 *
 * @throws {InputError} For no column, limits that do not ascend, and labels that are not one more.
 *
 * @example
 * const firms = tableOf({ customerId: ['a', 'b'], staff: [9, 250] });
 * (await featureTable(firms, [firmSize({ employees: 'staff' })])).array('firmSize'); // ['micro', 'large']
 */
export function firmSize<
  const Name extends string = 'firmSize',
  const Label extends string = (typeof CLASSES)[number],
>(options: FirmSizeOptions<Name, Label>): Feature<Name, Label | null> {
  const who = 'firmSize';
  const { employees, revenue, revenueUnit = 1, name = 'firmSize' as Name } = options;
  const { employeeLimits = [10, 50, 250], revenueLimits = [2, 10, 50] } = options;
  const given = (options.labels ?? CLASSES) as readonly Label[];
  if (employees === undefined && revenue === undefined) {
    throw new InputError(`${who} needs a column of employees or of revenue.`);
  }
  if (!(revenueUnit > 0))
    throw new InputError(`${who}: revenueUnit is ${revenueUnit}; give a number above 0.`);
  const places: Expression[] = [];
  const values: Expression[] = [];
  if (employees !== undefined) {
    bandLabels(who, employeeLimits, 'lower end', given);
    const staff = rowValue(who, employees);
    values.push(staff);
    places.push(classPlace(employeeLimits, (limit) => call('less', staff, limit)));
  }
  if (revenue !== undefined) {
    bandLabels(who, revenueLimits, 'upper end', given);
    const money = call('multiply', call('toNumber', rowValue(who, revenue)), revenueUnit);
    values.push(money);
    places.push(classPlace(revenueLimits, (limit) => call('atMost', money, limit)));
  }
  const place = places.length === 1 ? places[0] : call('greatest', ...places);
  const label = given
    .slice(0, -1)
    .reduceRight<Expression>((larger, each, i) => call('choose', call('equal', place, i), each, larger), {
      kind: 'constant',
      value: given[given.length - 1],
    });
  const tests = values.map((value) => call('atMost', 0, value));
  const known = tests.length === 1 ? tests[0] : call('and', ...tests);
  const by = [employees === undefined ? '' : 'employees', revenue === undefined ? '' : 'revenue'].filter(
    Boolean,
  );
  const meaning = `Size class by ${by.join(' and ')}${by.length > 1 ? ', the larger of both' : ''}.`;
  return rowFeature(
    name,
    { basis: 'B5', levels: given, meaning },
    call('choose', known, label, MISSING_TEXT),
  );
}

/** Place of the class, from 0. */
function classPlace(limits: readonly number[], below: (limit: number) => Expression): Expression {
  return limits.reduceRight<Expression>((larger, limit, i) => call('choose', below(limit), i, larger), {
    kind: 'constant',
    value: limits.length,
  });
}
