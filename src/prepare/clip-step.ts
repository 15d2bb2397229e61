import { InputError } from '../core/input-error.js';
import type { StepPlan } from '../core/step.js';
import { call } from '../engine/plan/expression.js';
import { quantile } from '../stats/quantile.js';
import { type ColumnStepKind, columnStepPlan } from './column-step.js';

/**
 * A step that draws outliers in to quantiles of the column, so that a few do not make a segment of their own; notes
 * count whom it moved. There is no way back: `inverse` leaves values as they are.
 *
 * @param columns - Columns to clip; default all.
 * @param options - `low` and `high`: quantiles (type 7) that values are drawn in to, default 0 (nobody) and 0.99.
 * @throws {InputError} Unless 0 ≤ low < high ≤ 1.
 *
 * @example
 * const clip = fitPreparation(matrix([[1], [2], [3], [100]]), [clipStep(undefined, { high: 0.5 })]);
 * clip.apply(matrix([[1], [100]])).data; // Float64Array [1, 2.5]
 */
export function clipStep(
  columns?: readonly string[],
  options: { readonly low?: number; readonly high?: number } = {},
): StepPlan {
  const { low = 0, high = 0.99 } = options;
  if (!(low >= 0 && low < high && high <= 1)) {
    throw new InputError(`clipStep: low is ${low} and high ${high}; give shares with 0 ≤ low < high ≤ 1.`);
  }
  const learn = (values: Float64Array): number[] => {
    const sorted = values.slice().sort();
    const [least, most] = [quantile(sorted, low), quantile(sorted, high)];
    return [least, most, values.filter((value) => value < least || value > most).length, values.length];
  };
  return columnStepPlan({ ...CLIP, learn }, columns);
}

/** Its parameters are least and greatest value, and how many of how many customers were drawn in. */
export const CLIP: ColumnStepKind = {
  kind: 'clip',
  who: 'clipStep',
  needs: '',
  learn: () => [],
  forward: (value, [least, most]) => Math.min(Math.max(value, least), most),
  express: (x, [least, most]) =>
    call('least', call('greatest', x, call('toNumber', least)), call('toNumber', most)),
  back: (value) => value,
  note: (name, [least, most, moved, all]) =>
    moved === 0 ? undefined : `${moved} of ${all} customers were drawn in to ${least} to ${most} in ${name}.`,
};
