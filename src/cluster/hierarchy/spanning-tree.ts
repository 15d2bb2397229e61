import { breathe, type Task } from '../../core/task.js';
import type { FoundMerge } from './merge.js';

/**
 * Merges by single linkage: the edges of a minimum spanning tree, grown from the first customer.
 *
 * @param distances - Writes the distance of one customer to all others.
 *
 * O(customers²) time, memory for one number a customer.
 * Source: Gower and Ross, "Minimum spanning trees and single linkage cluster analysis", Applied Statistics 18 (1969)
 * 54-64.
 */
export async function spanningTree(
  count: number,
  distances: (row: number, to: Float64Array) => void,
  task: Task,
): Promise<FoundMerge[]> {
  const found: FoundMerge[] = [];
  const own = new Float64Array(count);
  const least = new Float64Array(count).fill(Infinity);
  const nearest = new Int32Array(count);
  const isIn = new Uint8Array(count);
  for (let row = 0; found.length < count - 1; ) {
    isIn[row] = 1;
    if (found.length % 64 === 0) {
      task.progress(found.length / count, 'Hierarchy of customers');
      await breathe(task);
    }
    distances(row, own);
    let next = -1;
    for (let i = 0; i < count; i++) {
      if (isIn[i] === 1) continue;
      if (own[i] < least[i]) {
        least[i] = own[i];
        nearest[i] = row;
      }
      if (next < 0 || least[i] < least[next]) next = i;
    }
    found.push({ one: nearest[next], other: next, height: least[next] });
    row = next;
  }
  return found;
}
