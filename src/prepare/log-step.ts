import { checkMatrixColumns } from '../core/check-matrix-columns.js';
import { InputError } from '../core/input-error.js';
import type { Matrix } from '../core/matrix.js';
import type { Step, StepPlan } from '../core/step.js';
import { call } from '../engine/plan/expression.js';
import { columnPositions } from './column-positions.js';
import { mapColumns } from './map-columns.js';
import { mapExpressions } from './map-expressions.js';

/**
 * A step that takes the logarithm of one plus the value, `log1p`, of skewed columns such as orders and revenue:
 * ten times as much counts as the same distance everywhere. 0 stays 0. The other columns pass unchanged.
 *
 * @param columns - Columns to take the logarithm of; default all.
 * @throws {InputError} Fitting and applying: for a missing column, and for a value of −1 or less, with row and
 *   column, as it has no logarithm.
 *
 * @example
 * const frequency = matrix([[0], [9]], ['frequency']);
 * fitPreparation(frequency, [logStep(['frequency'])]).apply(frequency).data; // Float64Array [0, 2.302585092994046]
 */
export function logStep(columns?: readonly string[]): StepPlan {
  return {
    kind: 'log1p',
    fit: (matrix) => {
      const step = logStepOf(matrix.names, columns ?? matrix.names);
      step.apply(matrix); // refuses values without a logarithm
      return step;
    },
  };
}

/** The fitted step, from what it remembers. */
export function logStepOf(names: readonly string[], columns: readonly string[]): Step {
  const positions = columnPositions('logStep', names, columns);
  return {
    kind: 'log1p',
    columnsIn: names,
    columnsOut: names,
    notes: [],
    apply(matrix: Matrix): Matrix {
      checkMatrixColumns('logStep', matrix, names);
      return mapColumns(matrix, positions, (value, row, place) => {
        if (value > -1) return Math.log1p(value);
        throw new InputError(
          `logStep: row ${row + 1}, column "${columns[place]}" is ${value}. The logarithm of 1 + value needs more than −1: leave the column out, or treat returns apart.`,
          { column: columns[place] },
        );
      });
    },
    inverse(matrix: Matrix): Matrix {
      checkMatrixColumns('logStep', matrix, names);
      return mapColumns(matrix, positions, Math.expm1);
    },
    stages: [(inputs) => mapExpressions(inputs, positions, (x) => call('logarithm', call('add', x, 1)))],
    toJSON: () => ({ kind: 'log1p', columns: names, logged: columns }),
  };
}
