import { call, type Expression } from '../../engine/plan/expression.js';
import type { SegmentModel } from '../segment-model.js';

/** Shares of classes and of yes to each item, and what they cost a customer. */
export interface LatentClassModel extends SegmentModel {
  /** Minus the logarithm of share and probability of the answers, of each class. */
  costs(answers: ArrayLike<number>): Float64Array;
}

/** The most probable class decides. */
export function latentClassModel(
  columns: readonly string[],
  shares: readonly number[],
  yes: readonly (readonly number[])[],
): LatentClassModel {
  const bases = yes.map((row, c) => row.reduce((sum, p) => sum - Math.log(1 - p), -Math.log(shares[c])));
  const steps = yes.map((row) => row.map((p) => Math.log(1 - p) - Math.log(p)));
  return {
    kind: 'latent-classes',
    columns,
    costs: (answers) =>
      Float64Array.from(bases, (base, c) => steps[c].reduce((sum, step, j) => sum + answers[j] * step, base)),
    decide: (inputs) => ({
      by: 'costs',
      costs: bases.map((base, c) =>
        steps[c].reduce<Expression>(
          (sum, step, j) => call('add', sum, call('multiply', inputs[j], call('toNumber', step))),
          call('toNumber', base),
        ),
      ),
    }),
    toJSON: () => ({ kind: 'latent-classes', columns, shares, yes }),
  };
}
