import { InputError } from '../core/input-error.js';
import { matrixOf } from '../core/matrix.js';
import type { Step, StepJSON, StepPlan } from '../core/step.js';
import { call, type Expression } from '../engine/plan/expression.js';
import { type Pca, type PcaOptions, pca, pcaOf } from './pca.js';

/**
 * Principal components as a step of a preparation or a pipeline: `component1`, `component2`, … take the place of the
 * columns.
 *
 * @throws {InputError} Fitting: what `pca` refuses.
 *
 * @example
 * fitPreparation(features, [zStep(), pcaStep({ components: 2 })]).columnsOut; // ['component1', 'component2']
 */
export function pcaStep(options: PcaOptions): StepPlan {
  return { kind: 'pca', fit: (matrix) => stepOf(pca(matrix, options)) };
}

/** The step that `toJSON` wrote. */
export function pcaStepFromJSON(json: StepJSON): Step {
  const { columns, means, loadings, variances, shares } = json as StepJSON & {
    means: number[];
    loadings: number[][];
    variances: number[];
    shares: number[];
  };
  const whole =
    [means, variances, shares].every((list) => Array.isArray(list) && list.every(Number.isFinite)) &&
    Array.isArray(loadings) &&
    loadings.every((row) => row.length === columns.length && row.every(Number.isFinite)) &&
    means.length === columns.length &&
    variances.length === loadings.length;
  if (!whole) throw new InputError('pcaStep: this is no step of principal components.');
  return stepOf(
    pcaOf(means, matrixOf(Float64Array.from(loadings.flat()), columns.length, columns), variances, shares),
  );
}

function stepOf(fitted: Pca): Step {
  const { columnsIn, columnsOut, means, loadings, variances, shares } = fitted;
  const rows = columnsOut.map((_, c) =>
    Array.from(loadings.data.subarray(c * loadings.columns, (c + 1) * loadings.columns)),
  );
  const term = (input: Expression, j: number, weight: number) =>
    call('multiply', call('subtract', input, call('toNumber', means[j])), call('toNumber', weight));
  return {
    kind: 'pca',
    columnsIn,
    columnsOut,
    notes: [],
    apply: fitted.apply,
    inverse: fitted.inverse,
    stages: [
      (inputs) =>
        rows.map((row) =>
          row
            .map((weight, j): Expression => term(inputs[j], j, weight))
            .reduce((sum, next) => call('add', sum, next)),
        ),
    ],
    toJSON: () => ({ kind: 'pca', columns: columnsIn, means, loadings: rows, variances, shares }),
  };
}
