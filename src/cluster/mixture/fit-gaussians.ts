import type { Matrix } from '../../core/matrix.js';
import { breathe, type Task } from '../../core/task.js';
import { type CovarianceKind, gaussianComponents } from './gaussian-components.js';
import { type GaussianComponent, gaussianModel } from './gaussian-model.js';

/** What one start came to. */
export interface GaussianFit {
  readonly components: readonly GaussianComponent[];
  /** Log-likelihood after each iteration. */
  readonly history: readonly number[];
  readonly converged: boolean;
  /** Components that shrank to nothing and were held at the floor. */
  readonly floored: number;
}

/** When a start ends. */
export interface GaussianFitOptions extends CovarianceKind {
  readonly k: number;
  readonly maxIterations: number;
  /** Ends when the log-likelihood a customer grows by less. */
  readonly tolerance: number;
}

const WORK_OF_A_BREATH = 2e6; // products: about 10 ms

/** Fits a mixture by EM from memberships, which are overwritten. */
export async function fitGaussians(
  matrix: Matrix,
  memberships: Float64Array,
  variances: Float64Array,
  { k, covariance, shared, maxIterations, tolerance }: GaussianFitOptions,
  task: Task,
): Promise<GaussianFit> {
  const { rows, columns } = matrix;
  const kind = { covariance, shared };
  let fitted = gaussianComponents(matrix, memberships, k, kind, variances);
  const history: number[] = [];
  let converged = false;
  let due = 0;
  while (!converged && history.length < maxIterations) {
    due += rows * k * columns * (covariance === 'full' ? columns : 2);
    if (due > WORK_OF_A_BREATH) {
      due = 0;
      await breathe(task);
    }
    history.push(weigh(matrix, fitted.components, memberships));
    const last = history.length - 1;
    converged = last > 0 && history[last] - history[last - 1] < tolerance * rows;
    if (!converged) fitted = gaussianComponents(matrix, memberships, k, kind, variances);
  }
  return { ...fitted, history, converged };
}

/** Writes the memberships by components; returns the log-likelihood. */
export function weigh(
  { rows, columns, data, names }: Matrix,
  components: readonly GaussianComponent[],
  memberships: Float64Array,
): number {
  const model = gaussianModel(names, components);
  const costs = new Float64Array(components.length);
  let total = 0;
  for (let i = 0; i < rows; i++) {
    model.costs(data, i * columns, costs);
    let least = Infinity;
    for (const cost of costs) if (cost < least) least = cost;
    let sum = 0;
    for (let c = 0; c < costs.length; c++) {
      const part = Math.exp(least - costs[c]);
      memberships[i * costs.length + c] = part;
      sum += part;
    }
    for (let c = 0; c < costs.length; c++) memberships[i * costs.length + c] /= sum;
    total += Math.log(sum) - least;
  }
  return total;
}
