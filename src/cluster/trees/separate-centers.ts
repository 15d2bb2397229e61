import type { Matrix } from '../../core/matrix.js';
import type { ThresholdNode } from './threshold-node.js';

/**
 * A tree with one leaf for each center: every question parts centers, and of all questions the one that parts fewest
 * customers from the center of their segment. Those who are parted do not count below.
 *
 * O(depth · customers · log customers · columns).
 * Source: Dasgupta, Frost, Moshkovitz and Rashtchian, "Explainable k-means and k-medians clustering", ICML 2020 (IMM).
 *
 * @param centers - One row a segment, no two alike.
 */
export function separateCenters(matrix: Matrix, labels: Int32Array, centers: Matrix): ThresholdNode {
  const grow = (segments: readonly number[], rows: Int32Array): ThresholdNode => {
    if (segments.length === 1) return { segment: segments[0] };
    const { column, threshold } = fewestMistakes(matrix, labels, centers, segments, rows);
    const isLeft = (segment: number) => centers.data[segment * centers.columns + column] <= threshold;
    const goesLeft = (row: number) => matrix.data[row * matrix.columns + column] <= threshold;
    const kept = rows.filter((row) => goesLeft(row) === isLeft(labels[row]));
    return {
      column,
      threshold,
      left: grow(segments.filter(isLeft), kept.filter(goesLeft)),
      right: grow(
        segments.filter((segment) => !isLeft(segment)),
        kept.filter((row) => !goesLeft(row)),
      ),
    };
  };
  return grow(
    Array.from({ length: centers.rows }, (_, s) => s),
    Int32Array.from({ length: matrix.rows }, (_, i) => i),
  );
}

/** The question that parts fewest customers from their center; of equal ones the one with most room around it. */
function fewestMistakes(
  matrix: Matrix,
  labels: Int32Array,
  centers: Matrix,
  segments: readonly number[],
  rows: Int32Array,
): { readonly column: number; readonly threshold: number } {
  let best = { column: -1, threshold: 0, mistakes: Infinity, room: 0 };
  for (let column = 0; column < matrix.columns; column++) {
    const coordinateOf = (row: number) => matrix.data[row * matrix.columns + column];
    const centerOf = (segment: number) => centers.data[segment * centers.columns + column];
    const order = rows.slice().sort((a, b) => coordinateOf(a) - coordinateOf(b));
    const places = [...segments].sort((a, b) => centerOf(a) - centerOf(b));
    const [lowest, highest] = [centerOf(places[0]), centerOf(places[places.length - 1])];
    if (!(lowest < highest)) continue;
    const spread = highest - lowest;
    const values = [...new Set([...Array.from(order, coordinateOf), ...places.map(centerOf)])].sort(
      (a, b) => a - b,
    );
    const left = new Map(segments.map((segment) => [segment, 0])); // customers up to here
    const sizes = new Map(segments.map((segment) => [segment, 0]));
    for (const row of rows) sizes.set(labels[row], sizes.get(labels[row])! + 1);
    let mistakes = 0;
    let next = 0;
    let passed = 0;
    for (let v = 0; v + 1 < values.length; v++) {
      for (; passed < places.length && centerOf(places[passed]) <= values[v]; passed++) {
        const segment = places[passed];
        mistakes += sizes.get(segment)! - 2 * left.get(segment)!;
      }
      for (; next < order.length && coordinateOf(order[next]) <= values[v]; next++) {
        const segment = labels[order[next]];
        left.set(segment, left.get(segment)! + 1);
        mistakes += centerOf(segment) <= values[v] ? -1 : 1;
      }
      if (passed === 0 || passed === places.length) continue;
      const room = (values[v + 1] - values[v]) / spread;
      if (mistakes > best.mistakes || (mistakes === best.mistakes && room <= best.room)) continue;
      best = { column, threshold: between(values[v], values[v + 1]), mistakes, room };
    }
  }
  return best;
}

/** The middle, or where rounding leaves none, the lower value. */
export function between(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle < high ? middle : low;
}
