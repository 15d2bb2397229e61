import { InputError } from '../core/input-error.js';
import type { StepPlan } from '../core/step.js';
import { call, type Expression } from '../engine/plan/expression.js';
import { normalQuantile } from '../stats/normal-quantile.js';
import { type ColumnParameters, type ColumnStepKind, columnStepPlan } from './column-step.js';

/** Points that a column is remembered by, at most. */
const KNOTS = 1000;

/**
 * A step that takes columns to the ranks of their values: evenly from 0 to 1, or normal with mean 0 and deviation 1.
 * Outliers come as near as their rank; customers of equal value stay equal. New values are interpolated between known
 * ones, those beyond them become the ends; so does the way back.
 *
 * @param columns - Columns to transform; default all.
 * @param options - `to`: `uniform` or `normal` (default).
 * @throws {InputError} For another distribution.
 *
 * Columns are remembered by at most 1,000 values. O(customers · log customers).
 *
 * @example
 * const ranks = fitPreparation(matrix([[1], [5], [900]]), [quantileStep(undefined, { to: 'uniform' })]);
 * ranks.apply(matrix([[1], [3], [900]])).data; // Float64Array [0, 0.25, 1]
 */
export function quantileStep(
  columns?: readonly string[],
  options: { readonly to?: 'uniform' | 'normal' } = {},
): StepPlan {
  const { to = 'normal' } = options;
  if (to !== 'uniform' && to !== 'normal') {
    throw new InputError(`quantileStep: to is "${to}"; there are uniform and normal.`);
  }
  return columnStepPlan({ ...QUANTILE, learn: (values) => knots(values, to) }, columns);
}

/** Its parameters are the known values, ascending, then what each becomes. */
export const QUANTILE: ColumnStepKind = {
  kind: 'quantile',
  who: 'quantileStep',
  needs: '',
  learn: () => [],
  forward: (value, parameters) => interpolated(value, parameters, 0, parameters.length / 2),
  express: (x, parameters) => between(x, parameters, 0, parameters.length / 2 - 1),
  back: (value, parameters) => interpolated(value, parameters, parameters.length / 2, 0),
  note: (name, { length }) =>
    length === 2 ? `All customers are alike in ${name}: it does not tell them apart.` : undefined,
};

/** Different values, thinned out evenly by rank, and the mean rank of each. */
function knots(values: Float64Array, to: 'uniform' | 'normal'): ColumnParameters {
  const sorted = values.slice().sort();
  const n = sorted.length;
  const distinct: number[] = [];
  const ranks: number[] = []; // mean place of equal values, from 0
  for (let first = 0; first < n; ) {
    let last = first;
    while (last + 1 < n && sorted[last + 1] === sorted[first]) last++;
    distinct.push(sorted[first]);
    ranks.push((first + last) / 2);
    first = last + 1;
  }
  const kept = thinned(ranks, n);
  const share = (rank: number): number => {
    if (to === 'normal') return normalQuantile((rank + 0.5) / n);
    const [low, high] = [ranks[0], ranks[ranks.length - 1]];
    return high === low ? 0 : (rank - low) / (high - low);
  };
  return [...kept.map((i) => distinct[i]), ...kept.map((i) => share(ranks[i]))];
}

/** Places of values to remember: all, or those nearest to even ranks, first and last among them. */
function thinned(ranks: readonly number[], n: number): number[] {
  if (ranks.length <= KNOTS) return ranks.map((_, i) => i);
  const kept = new Set<number>([0, ranks.length - 1]);
  let next = 1;
  ranks.forEach((rank, i) => {
    if (rank < (next * n) / (KNOTS - 1)) return;
    kept.add(i);
    next = Math.floor((rank * (KNOTS - 1)) / n) + 1;
  });
  return [...kept].sort((a, b) => a - b);
}

/** Linear between neighbours; the first of equal ones; ends stay ends. */
function interpolated(value: number, parameters: ColumnParameters, from: number, to: number): number {
  const length = parameters.length / 2;
  let low = 0;
  let high = length - 1;
  if (value <= parameters[from]) return parameters[to];
  if (value >= parameters[from + high]) return parameters[to + high];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (parameters[from + middle] <= value) low = middle;
    else high = middle;
  }
  const [x0, x1] = [parameters[from + low], parameters[from + high]];
  const [y0, y1] = [parameters[to + low], parameters[to + high]];
  return value === x0 ? y0 : y0 + ((value - x0) / (x1 - x0)) * (y1 - y0);
}

/** The same in expressions: halves the known values until two are left. */
function between(x: Expression, parameters: ColumnParameters, low: number, high: number): Expression {
  const shares = parameters.length / 2;
  const constant = (value: number) => call('toNumber', value);
  const [x0, x1, y0, y1] = [low, high, shares + low, shares + high].map((place) => parameters[place]);
  if (high - low > 1) {
    const middle = (low + high) >> 1;
    const above = call('atMost', constant(parameters[middle]), x);
    return call('choose', above, between(x, parameters, middle, high), between(x, parameters, low, middle));
  }
  if (x1 === x0) return call('add', call('multiply', x, constant(0)), constant(y0));
  const inside = call('least', call('greatest', x, constant(x0)), constant(x1));
  const slope = call(
    'multiply',
    call('divide', call('subtract', inside, constant(x0)), x1 - x0),
    constant(y1 - y0),
  );
  return call('add', constant(y0), slope);
}
