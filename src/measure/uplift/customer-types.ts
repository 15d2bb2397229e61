import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { DISPLAY_KEY, type Displayable, type TableCell, type TableContent } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { mean } from '../../stats/mean.js';
import { type CustomerValues, valuesOf } from '../scoreboard/customer-values.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import { differenceAmong } from './difference-among.js';
import { readScored, type ScoredCustomers } from './scored-customers.js';

/** What kind of customer one is to a treatment. */
export type CustomerTypeName = 'persuadable' | 'sure thing' | 'lost cause' | 'do not disturb';

/** What `customerTypes` looks at. */
export interface CustomerTypesOptions extends ScoredCustomers {
  /** Expected uplift of each customer, in the unit of the outcome: `scores` of `upliftScores`, not `ranks`. */
  readonly scores: CustomerValues;
  /** Expected outcome of each without treatment: `without` of `upliftScores`. */
  readonly without: CustomerValues;
  /**
   * Least uplift, above 0, at which a customer is persuadable; at the same below 0 one is not to be disturbed. What a treatment
   * costs over what a yes is worth is a good choice.
   */
  readonly leastUplift: number;
  /** Outcome without treatment from which on others are sure things, below it lost causes; default its mean over all. */
  readonly likely?: number;
  /** Fewest customers of an arm for an effect, default 10. */
  readonly minimum?: number;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
}

/** Customers of one type. */
export interface CustomerType {
  readonly type: CustomerTypeName;
  readonly customers: number;
  readonly share: number;
  /** Mean expected uplift; `undefined` without customers. */
  readonly expected: number | undefined;
  /** What the experiment shows of them; `undefined` where an arm is below the minimum. */
  readonly observed: Estimate | undefined;
  /** Where the type begins and ends, in words. */
  readonly rule: string;
}

/** The four types of customers. It displays as a table. */
export interface CustomerTypes extends Displayable {
  readonly types: readonly CustomerType[];
  /** Type of each customer, in the order of the ids. */
  readonly typeOf: readonly CustomerTypeName[];
  readonly outcome: 'number' | 'yes or no';
  readonly leastUplift: number;
  readonly likely: number;
  readonly minimum: number;
  readonly because: string;
}

const TYPES: readonly CustomerTypeName[] = ['persuadable', 'sure thing', 'lost cause', 'do not disturb'];

/**
 * Four types of customers by expected uplift and outcome without treatment: persuadables (uplift at the threshold or above),
 * do-not-disturb (as far below 0), and of the others sure things (they do it anyway) and lost causes (they do not). Beside what
 * a model expects of each type stands what the experiment shows of it.
 *
 * Nobody can see the type of one customer: it is what a model expects, and changes with the thresholds.
 *
 * @throws {InputError} For a least uplift that is not above 0, and what `upliftQuality` refuses.
 *
 * O(n log n).
 * Source: Radcliffe and Surry, "Real-world uplift modelling with significance-based uplift trees", Stochastic Solutions (2011).
 *
 * @example
 * const ids = ['a', 'b', 'c', 'd'];
 * const types = customerTypes({
 *   ids,
 *   treated: [1, 0, 1, 0],
 *   outcome: [1, 0, 1, 0],
 *   scores: [0.2, 0, 0, -0.2],
 *   without: [0.1, 0.9, 0.1, 0.5],
 *   leastUplift: 0.05,
 * });
 * types.typeOf; // ['persuadable', 'sure thing', 'lost cause', 'do not disturb']
 */
export function customerTypes(options: CustomerTypesOptions): CustomerTypes {
  checkGiven('customerTypes', options);
  const who = 'customerTypes';
  const { leastUplift, minimum = 10, confidence = 0.95 } = options;
  checkConfidence(who, confidence);
  if (!(leastUplift > 0 && leastUplift < Infinity)) {
    throw new InputError(
      `${who}: leastUplift is ${leastUplift}. It is above 0, for example what a treatment costs over what a yes is worth.`,
    );
  }
  if (!Number.isInteger(minimum) || minimum < 2) {
    throw new InputError(`${who}: minimum is ${minimum}. It is a number of customers, from 2 on.`);
  }
  const { ranked, ids, isYesNo } = readScored(who, options);
  const scores = valuesOf(who, 'scores', options.scores, ids);
  const without = valuesOf(who, 'without', options.without, ids);
  const likely = options.likely ?? mean(without);
  if (!Number.isFinite(likely))
    throw new InputError(`${who}: likely is ${likely}. It is an outcome, a finite number.`);
  const typeOf = ids.map((_, i): CustomerTypeName => {
    if (scores[i] >= leastUplift) return 'persuadable';
    if (scores[i] <= -leastUplift) return 'do not disturb';
    return without[i] >= likely ? 'sure thing' : 'lost cause';
  });
  const show = (value: number) => (isYesNo ? formatNumber(value * 100, { digits: 1 }) : formatNumber(value));
  const unit = isYesNo ? ' points' : '';
  const [least, line] = [`${show(leastUplift)}${unit}`, isYesNo ? `${show(likely)}%` : show(likely)];
  const rules: Record<CustomerTypeName, string> = {
    persuadable: `uplift ${least} or more`,
    'sure thing': `uplift below ${least} either way, outcome without treatment ${line} or more`,
    'lost cause': `uplift below ${least} either way, outcome without treatment below ${line}`,
    'do not disturb': `uplift \u2212${least} or less`,
  };
  const types = TYPES.map((type): CustomerType => {
    const own = ids.flatMap((_, i) => (typeOf[i] === type ? [i] : []));
    const weights = Float64Array.from(ranked.rows, (row) => Number(typeOf[row] === type));
    const arms = [0, 0];
    weights.forEach((weight, place) => {
      arms[ranked.treated[place]] += weight;
    });
    return {
      type,
      customers: own.length,
      share: own.length / ids.length,
      expected: own.length === 0 ? undefined : mean(own.map((i) => scores[i])),
      observed:
        Math.min(...arms) < minimum ? undefined : differenceAmong(ranked, weights, isYesNo, confidence),
      rule: rules[type],
    };
  });
  const result = {
    types,
    typeOf,
    outcome: isYesNo ? ('yes or no' as const) : ('number' as const),
    leastUplift,
    likely,
    minimum,
    because: verdictOf(types, isYesNo, minimum),
  };
  return { ...result, [DISPLAY_KEY]: () => contentBundle(contentOf(result, confidence)) };
}

function verdictOf(types: readonly CustomerType[], isYesNo: boolean, minimum: number): string {
  const [persuadable, , , asleep] = types;
  const told = (type: CustomerType, sign: 1 | -1, name: string): string => {
    const percent = formatNumber(type.share, { style: 'percent', digits: 0 });
    if (type.observed === undefined) {
      return `${name}: ${type.customers === 0 ? 'none' : `${percent}, with fewer than ${minimum} customers in an arm`}.`;
    }
    const { low, high } = type.observed;
    const isShown = sign === 1 ? low > 0 : high < 0;
    const size = sizeOf(type.observed, isYesNo);
    return `${name}: ${percent}; the experiment ${isShown ? 'bears them out' : 'does not show it'}, ${size}.`;
  };
  return `${told(persuadable, 1, 'Persuadables')} ${told(asleep, -1, 'Not to be disturbed')}`;
}

function sizeOf(estimate: Estimate, isYesNo: boolean): string {
  return isYesNo
    ? intervalCell(estimate, { digits: 1 }, 100).replace(' (', ' points (')
    : intervalCell(estimate, {});
}

function contentOf(
  { types, outcome, minimum, because }: Omit<CustomerTypes, symbol>,
  confidence: number,
): TableContent {
  const isYesNo = outcome === 'yes or no';
  return {
    kind: 'table',
    caption: 'Four types of customers',
    columns: [
      { name: 'type', title: 'Type' },
      { name: 'rule', title: 'Rule' },
      { name: 'customers', title: 'Customers', align: 'right' },
      { name: 'share', title: 'Share', align: 'right', format: { style: 'percent', digits: 1 } },
      { name: 'expected', title: 'Uplift expected', align: 'right' },
      { name: 'observed', title: 'Uplift in the experiment', align: 'right' },
    ],
    rows: types.map(({ type, rule, customers, share, expected, observed }): TableCell[] => {
      const few = customers > 0 && customers < minimum;
      return [
        type[0].toUpperCase() + type.slice(1),
        rule,
        few ? `fewer than ${minimum}` : customers,
        few ? null : share,
        expected === undefined || few
          ? null
          : isYesNo
            ? `${formatNumber(expected * 100, { digits: 1 })} points`
            : expected,
        observed === undefined ? null : sizeOf(observed, isYesNo),
      ];
    }),
    totalRows: types.length,
    note: `${because} The type is what a model expects of a customer, not what one knows. In brackets ${formatNumber(confidence, { style: 'percent' })} intervals.`,
  };
}
