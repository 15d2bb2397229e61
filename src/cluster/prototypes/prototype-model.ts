import { call, type Expression } from '../../engine/plan/expression.js';
import type { SegmentModel } from '../segment-model.js';

/** A segment by its means and its most frequent categories. */
export interface Prototype {
  readonly numbers: readonly number[];
  readonly categories: readonly string[];
}

/** What a column of categories holds. */
export type CategoryType = 'text' | 'number' | 'boolean';

/** The nearest prototype decides: squared differences of numbers, and `gamma` for each category that is another. */
export function prototypeModel(
  numeric: readonly string[],
  categorical: readonly string[],
  prototypes: readonly Prototype[],
  gamma: number,
  categoryTypes: readonly CategoryType[],
): SegmentModel {
  const columns = [...numeric, ...categorical];
  const asInput = (value: string, j: number): Expression | string => {
    if (categoryTypes[j] === 'text') return value;
    return call('toNumber', categoryTypes[j] === 'boolean' ? Number(value === 'true') : Number(value));
  };
  return {
    kind: 'prototypes',
    columns,
    types: [...numeric.map(() => 'number' as const), ...categoryTypes],
    decide: (inputs) => ({
      by: 'costs',
      costs: prototypes.map(({ numbers, categories }) => {
        const squares = numbers.map((value, j): Expression => {
          const gap = call('subtract', inputs[j], call('toNumber', value));
          return call('multiply', gap, gap);
        });
        // Whole numbers times gamma once, as the fit adds them: sums of gammas would round another way.
        const differing = categories
          .map(
            (value, j): Expression =>
              call(
                'choose',
                call('equal', inputs[numeric.length + j], asInput(value, j)),
                call('toNumber', 0),
                call('toNumber', 1),
              ),
          )
          .reduce((sum, next) => call('add', sum, next), call('toNumber', 0));
        const mixed = call('multiply', call('toNumber', gamma), differing);
        return squares.length === 0
          ? mixed
          : call(
              'add',
              squares.reduce((sum, next) => call('add', sum, next)),
              mixed,
            );
      }),
    }),
    toJSON: () => ({ kind: 'prototypes', columns, numeric, categorical, prototypes, gamma }),
  };
}
