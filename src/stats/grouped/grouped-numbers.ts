import { labelledSort, type SortRoom, sortRoom } from './labelled-sort.js';

/** Numbers of some groups, in order, and what their order tells. */
export interface GroupedNumbers {
  /** All values, ascending. */
  readonly sorted: Float64Array;
  /** Values of each group, ascending. */
  readonly groups: readonly Float64Array[];
  /** Sum of the ranks of each group among all, less what it would be at random; ties share their mean rank. */
  readonly rankSums: Float64Array;
  /** Sum of the squared distances of all ranks from their middle. */
  readonly rankSquares: number;
  /** Largest distance between the distribution of each group and that of the others, 0 to 1; 0 where one side is empty. */
  readonly distances: Float64Array;
}

/**
 * Orders numbers by group once, for all that ranks and quantiles are asked for.
 *
 * @param values - NaN where missing: left out.
 * @param labels - Group of each value, 0 to `count - 1`.
 * @param count - How many groups.
 * @param room - Where the answer is put: it lasts until the room is used again. Default: room of its own.
 *
 * O(values), with a radix sort.
 *
 * @example
 * groupedNumbers(Float64Array.of(1, 5, 3), Int32Array.of(0, 1, 0), 2).rankSums; // Float64Array [-1, 1]
 */
export function groupedNumbers(
  values: Float64Array,
  labels: Int32Array,
  count: number,
  room: SortRoom = sortRoom(values.length),
): GroupedNumbers {
  const { sorted, labels: owners } = labelledSort(values, labels, room);
  const n = sorted.length;
  const sizes = new Uint32Array(count);
  for (let i = 0; i < n; i++) sizes[owners[i]]++;
  let taken = 0;
  const groups = Array.from(sizes, (size) => {
    taken += size;
    return room.numbers[2].subarray(taken - size, taken);
  });
  const seen = new Uint32Array(count);
  const rankSums = new Float64Array(count);
  const distances = new Float64Array(count);
  let rankSquares = 0;
  // Between its own values a group only falls behind the others: it is looked at before and after each.
  const look = (group: number, behind: number) => {
    const own = seen[group];
    const others = n - sizes[group];
    if (others === 0) return;
    const apart = Math.abs(own / sizes[group] - (behind - own) / others);
    if (apart > distances[group]) distances[group] = apart;
  };
  for (let start = 0; start < n; ) {
    const value = sorted[start];
    let end = start + 1;
    while (end < n && sorted[end] === value) end++;
    const rank = (start + end - n) / 2;
    rankSquares += (end - start) * rank * rank;
    for (let i = start; i < end; i++) look(owners[i], start);
    for (let i = start; i < end; i++) {
      const group = owners[i];
      groups[group][seen[group]++] = value;
      rankSums[group] += rank;
    }
    for (let i = start; i < end; i++) look(owners[i], end);
    start = end;
  }
  return { sorted, groups, rankSums, rankSquares, distances };
}
