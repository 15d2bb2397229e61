import type { Matrix } from '../core/matrix.js';
import type { Step, StepJSON, StepPlan } from '../core/step.js';

/** Fitted steps in a row: what was done to the customers at hand, ready to be done to others. */
export interface Preparation {
  readonly kind: 'preparation';
  readonly columnsIn: readonly string[];
  readonly columnsOut: readonly string[];
  readonly steps: readonly Step[];
  /** What is odd about the data it was fitted on, one sentence each; empty when nothing is. */
  readonly notes: readonly string[];
  /** All steps, first to last. */
  apply(matrix: Matrix): Matrix;
  /** All steps back, last to first: for example centroids in the units of the features. */
  inverse(matrix: Matrix): Matrix;
  toJSON(): PreparationJSON;
}

/** A preparation as JSON; `preparationFromJSON` reads it. */
export interface PreparationJSON {
  readonly kind: 'preparation';
  readonly columns: readonly string[];
  readonly steps: readonly StepJSON[];
}

/**
 * Fits steps one after the other, each on what the one before it gave.
 *
 * @param matrix - One row a customer; it is not changed.
 * @param steps - For example `[logStep(['frequency', 'monetary']), zStep()]`; none: the matrix passes unchanged.
 * @throws {InputError} What a step cannot take, with its name, row and column.
 *
 * O(customers · columns · steps).
 *
 * @example
 * const preparation = fitPreparation(features, [logStep(['frequency', 'monetary']), zStep()]);
 * const scaled = preparation.apply(features);
 * reconstructionError(features, preparation.inverse(scaled)) < 1e-20; // true
 */
export function fitPreparation(matrix: Matrix, steps: readonly StepPlan[]): Preparation {
  const fitted: Step[] = [];
  let current = matrix;
  for (const plan of steps) {
    const step = plan.fit(current);
    current = step.apply(current);
    fitted.push(step);
  }
  return preparationOf(matrix.names, fitted);
}

/** A preparation from fitted steps. */
export function preparationOf(columnsIn: readonly string[], steps: readonly Step[]): Preparation {
  return {
    kind: 'preparation',
    columnsIn,
    columnsOut: steps.at(-1)?.columnsOut ?? columnsIn,
    steps,
    notes: steps.flatMap((step) => step.notes),
    apply: (matrix) => steps.reduce((current, step) => step.apply(current), matrix),
    inverse: (matrix) => steps.reduceRight((current, step) => step.inverse(current), matrix),
    toJSON: () => ({ kind: 'preparation', columns: columnsIn, steps: steps.map((step) => step.toJSON()) }),
  };
}
