import type { Matrix } from '../core/matrix.js';
import { call, type Expression } from '../engine/plan/expression.js';
import type { SegmentModel } from './segment-model.js';

/** The nearest centroid decides, by squared distance. */
export function centroidModel({ rows, columns, data, names }: Matrix): SegmentModel {
  const row = (s: number) => Array.from(data.subarray(s * columns, (s + 1) * columns));
  const centroids = Array.from({ length: rows }, (_, s) => row(s));
  return {
    kind: 'centroids',
    columns: names,
    decide: (inputs) => ({
      by: 'costs',
      costs: centroids.map((centroid) =>
        centroid
          .map((value, j): Expression => {
            const gap = call('subtract', inputs[j], call('toNumber', value));
            return call('multiply', gap, gap);
          })
          .reduce((sum, next) => call('add', sum, next)),
      ),
    }),
    toJSON: () => ({ kind: 'centroids', columns: names, centroids }),
  };
}
