import { checkMatrixColumns } from '../core/check-matrix-columns.js';
import { InputError } from '../core/input-error.js';
import type { Matrix } from '../core/matrix.js';
import type { Step, StepPlan } from '../core/step.js';
import { mean } from '../stats/mean.js';
import { variance } from '../stats/variance.js';
import { columnPositions } from './column-positions.js';
import { mapColumns } from './map-columns.js';
import { mapExpressions } from './map-expressions.js';
import { scaledBy } from './scaled-expression.js';

/**
 * A step that standardizes columns: minus the mean, over the standard deviation of the customers it was fitted on
 * (divisor n, not n − 1), so that each column has the same weight in distances.
 *
 * A column in which all customers are alike has no standard deviation: it becomes 0, for new customers too, and a
 * note says so.
 *
 * @param columns - Columns to standardize; default all.
 * @throws {InputError} Fitting: for a missing column, or no customers.
 *
 * @example
 * const toZ = fitPreparation(matrix([[2], [4]]), [zStep()]);
 * toZ.apply(matrix([[2], [4], [6]])).data; // Float64Array [-1, 1, 3]
 */
export function zStep(columns?: readonly string[]): StepPlan {
  return {
    kind: 'z',
    fit(matrix) {
      if (matrix.rows === 0) throw new InputError('zStep: there are no customers to take the mean of.');
      const scaled = columns ?? matrix.names;
      const means: number[] = [];
      const deviations: number[] = [];
      for (const position of columnPositions('zStep', matrix.names, scaled)) {
        const values = Float64Array.from(
          { length: matrix.rows },
          (_, i) => matrix.data[i * matrix.columns + position],
        );
        const alike = values.every((value) => value === values[0]);
        means.push(alike ? values[0] : mean(values));
        deviations.push(alike ? 0 : Math.sqrt(variance(values, 0)));
      }
      return zStepOf(matrix.names, scaled, means, deviations);
    },
  };
}

/** The fitted step, from what it remembers; a deviation of 0 marks a constant column. */
export function zStepOf(
  names: readonly string[],
  columns: readonly string[],
  means: readonly number[],
  deviations: readonly number[],
): Step {
  const positions = columnPositions('zStep', names, columns);
  return {
    kind: 'z',
    columnsIn: names,
    columnsOut: names,
    notes: columns
      .filter((_, place) => deviations[place] === 0)
      .map((name) => `All customers are alike in ${name}: it becomes 0 and does not tell them apart.`),
    apply(matrix: Matrix): Matrix {
      checkMatrixColumns('zStep', matrix, names);
      return mapColumns(matrix, positions, (value, _, place) =>
        deviations[place] === 0 ? 0 : (value - means[place]) / deviations[place],
      );
    },
    inverse(matrix: Matrix): Matrix {
      checkMatrixColumns('zStep', matrix, names);
      return mapColumns(matrix, positions, (value, _, place) => means[place] + value * deviations[place]);
    },
    stages: [
      (inputs) =>
        mapExpressions(inputs, positions, (x, place) => scaledBy(x, means[place], deviations[place])),
    ],
    toJSON: () => ({ kind: 'z', columns: names, scaled: columns, means, deviations }),
  };
}
