import { call, type Expression } from '../../engine/plan/expression.js';
import type { SegmentModel } from '../segment-model.js';

/** One component of a mixture. */
export interface GaussianComponent {
  /** Share of customers, 0 to 1. */
  readonly share: number;
  readonly mean: readonly number[];
  /**
   * Rows of the lower triangle that makes customers of the component round: (x − mean) times it has variance 1 in each
   * direction. Entry i has the first i + 1 values, or for a diagonal only the last of them.
   */
  readonly rounding: readonly (readonly number[])[];
}

/** Components of a mixture, and what they cost a customer. */
export interface GaussianModel extends SegmentModel {
  /** Minus the logarithm of share and density, of each component, for the row that begins at `from`. */
  costs(data: Float64Array, from: number, to: Float64Array): void;
}

/** The component that a customer is most likely of decides. */
export function gaussianModel(
  columns: readonly string[],
  components: readonly GaussianComponent[],
): GaussianModel {
  const bases = components.map(({ share, rounding }) =>
    rounding.reduce(
      (sum, row) => sum - Math.log(row[row.length - 1]),
      (columns.length / 2) * Math.log(2 * Math.PI) - Math.log(share),
    ),
  );
  const gaps = new Float64Array(columns.length);
  return {
    kind: 'gaussian-mixture',
    columns,
    costs(data, from, to) {
      for (let c = 0; c < components.length; c++) {
        const { mean, rounding } = components[c];
        for (let j = 0; j < gaps.length; j++) gaps[j] = data[from + j] - mean[j];
        let squares = 0;
        for (let j = 0; j < rounding.length; j++) {
          const row = rounding[j];
          const first = j + 1 - row.length;
          let round = 0;
          for (let i = 0; i < row.length; i++) round += row[i] * gaps[first + i];
          squares += round * round;
        }
        to[c] = bases[c] + squares / 2;
      }
    },
    decide: (inputs) => ({
      by: 'costs',
      costs: components.map(({ mean, rounding }, c) => {
        const squares = rounding.map((row, j) => {
          const first = j + 1 - row.length;
          const round = row
            .map((factor, i): Expression => {
              const gap = call('subtract', inputs[first + i], call('toNumber', mean[first + i]));
              return call('multiply', call('toNumber', factor), gap);
            })
            .reduce((sum, next) => call('add', sum, next));
          return call('multiply', round, round);
        });
        const all = squares.reduce((sum, next) => call('add', sum, next));
        return call('add', call('toNumber', bases[c]), call('divide', all, 2));
      }),
    }),
    toJSON: () => ({ kind: 'gaussian-mixture', columns, components }),
  };
}
