import { call, type Expression } from '../../engine/plan/expression.js';
import type { SegmentModel } from '../segment-model.js';
import { type Bound, leafPaths, type ThresholdNode } from './threshold-node.js';

/** The leaf of a customer decides: a condition for each segment but the last, which takes the rest. */
export function treeModel(names: readonly string[], root: ThresholdNode, segments: number): SegmentModel {
  const paths = leafPaths(root);
  return {
    kind: 'tree',
    columns: names,
    decide: (inputs) => {
      const holds = ({ column, threshold, side }: Bound): Expression =>
        side === 'up to'
          ? call('atMost', inputs[column], call('toNumber', threshold))
          : call('less', call('toNumber', threshold), inputs[column]);
      const conditions = Array.from({ length: segments - 1 }, (_, s) => {
        const own = paths.filter(({ segment }) => segment === s);
        return own.length === 0
          ? call('equal', 0, 1)
          : several(
              'or',
              own.map(({ bounds }) => several('and', bounds.map(holds))),
            );
      });
      return { by: 'conditions', conditions, needsAll: true };
    },
    toJSON: () => ({ kind: 'tree', columns: names, root }),
  };
}

function several(name: 'and' | 'or', conditions: readonly Expression[]): Expression {
  if (conditions.length === 0) return call('equal', 1, 1);
  return conditions.length === 1 ? conditions[0] : call(name, ...conditions);
}
