import { checkMatrixColumns } from '../core/check-matrix-columns.js';
import { InputError } from '../core/input-error.js';
import type { Matrix } from '../core/matrix.js';
import type { Step, StepPlan } from '../core/step.js';
import type { Expression } from '../engine/plan/expression.js';
import { columnPositions } from './column-positions.js';
import { mapColumns } from './map-columns.js';
import { mapExpressions } from './map-expressions.js';

/** What a step remembers of each column it changes: a list of numbers. */
export type ColumnParameters = readonly number[];

/** A kind of step that changes columns one by one, each by numbers that it learns from its values. */
export interface ColumnStepKind {
  readonly kind: string;
  /** Function that complains. */
  readonly who: string;
  /**
   * Learns from the values of a column.
   *
   * @throws {Unfit} Why the column cannot be changed so, and the way out; without the name of the column.
   */
  learn(values: Float64Array, name: string): ColumnParameters;
  /** The new value; `undefined` where there is none. */
  forward(value: number, parameters: ColumnParameters): number | undefined;
  /** The old value; `undefined` where there is none. */
  back(value: number, parameters: ColumnParameters): number | undefined;
  /** `forward` in an expression; missing where there is no new value. */
  express(value: Expression, parameters: ColumnParameters): Expression;
  /** What `forward` needs, in words, for the error where there is no new value. */
  readonly needs: string;
  /** What is odd about a column, in a sentence. */
  note?(name: string, parameters: ColumnParameters): string | undefined;
}

/** A value that `learn` throws: the column cannot be changed so. */
export class Unfit {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** The step of a kind before it has seen data. */
export function columnStepPlan(kind: ColumnStepKind, columns: readonly string[] | undefined): StepPlan {
  return {
    kind: kind.kind,
    fit(matrix) {
      if (matrix.rows === 0) throw new InputError(`${kind.who}: there are no customers to learn from.`);
      const changed = columns ?? matrix.names;
      const parameters = columnPositions(kind.who, matrix.names, changed).map((position, place) => {
        const values = Float64Array.from(
          { length: matrix.rows },
          (_, i) => matrix.data[i * matrix.columns + position],
        );
        return learned(kind, values, changed[place]);
      });
      return columnStepOf(kind, matrix.names, changed, parameters);
    },
  };
}

function learned(kind: ColumnStepKind, values: Float64Array, name: string): ColumnParameters {
  try {
    return kind.learn(values, name);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    throw new InputError(`${kind.who}: column "${name}" ${error.reason}`, { column: name });
  }
}

/** The fitted step, from what it remembers. */
export function columnStepOf(
  kind: ColumnStepKind,
  names: readonly string[],
  columns: readonly string[],
  parameters: readonly ColumnParameters[],
): Step {
  const positions = columnPositions(kind.who, names, columns);
  const change = (way: 'forward' | 'back', needs: string) => (matrix: Matrix) => {
    checkMatrixColumns(kind.who, matrix, names);
    return mapColumns(matrix, positions, (value, row, place) => {
      const changed = kind[way](value, parameters[place]);
      if (changed !== undefined && Number.isFinite(changed)) return changed;
      throw new InputError(`${kind.who}: row ${row + 1}, column "${columns[place]}" is ${value}. ${needs}`, {
        column: columns[place],
      });
    });
  };
  return {
    kind: kind.kind,
    columnsIn: names,
    columnsOut: names,
    notes: columns.flatMap((name, place) => kind.note?.(name, parameters[place]) ?? []),
    apply: change('forward', kind.needs),
    inverse: change('back', 'No value becomes that.'),
    stages: [(inputs) => mapExpressions(inputs, positions, (x, place) => kind.express(x, parameters[place]))],
    toJSON: () => ({ kind: kind.kind, columns: names, changed: columns, parameters }),
  };
}
