import { breathe, type Task } from '../../core/task.js';
import { loopMemory } from '../../simd/loop-memory.js';
import { loopsModule, type Precision } from '../../simd/loops-module.js';
import { withTeam } from '../../simd/team.js';
import type { SegmentedRows } from './segmented-rows.js';

/** Mean distances of some customers, on the scale that they were measured on. */
export interface MeanDistances {
  /** To the others of the own segment; not a number for a customer alone in it. */
  readonly own: Float64Array;
  /** To the nearest other segment. */
  readonly nearest: Float64Array;
}

/** How loops run. */
export interface LoopOptions {
  readonly precision: Precision;
  /** Most threads. */
  readonly threads: number;
}

const TILE = 8;
const SCRATCH = 4096; // what the loop asks for
const IN_A_ROW = 1.2e8; // pairs times columns and a few more: about 30 ms on one thread

/**
 * Mean distances from some customers to all of their own segment and of the nearest other one, in double precision.
 *
 * @param values - Those of the matrix, on the scale of `unitScale`.
 * @param targets - Rows whose distances are wanted.
 * @returns One entry for each of `targets`.
 * @throws {InputError} When the memory does not suffice.
 *
 * O(targets · rows · columns), memory O(rows · columns).
 */
export async function meanDistances(
  { matrix, segments, order, starts }: SegmentedRows,
  values: Float64Array,
  targets: Int32Array,
  { precision, threads }: LoopOptions,
  task: Task,
): Promise<MeanDistances> {
  const { rows, columns } = matrix;
  const tiles = Math.ceil(targets.length / TILE);
  const { memory, arrays, at } = loopMemory(
    {
      targets: ['float64', tiles * TILE * columns],
      own: ['int32', tiles * TILE],
      others: ['float64', rows * columns],
      starts: ['int32', starts.length],
      scratch: ['uint8', SCRATCH * threads],
      ownMeans: ['float64', tiles * TILE],
      nearestMeans: ['float64', tiles * TILE],
    },
    loopsModule(precision).shared,
    { name: 'silhouette', wayOut: 'Take a part of the customers or fewer columns.' },
  );
  for (let place = 0; place < rows; place++) {
    const row = order[place] * columns;
    arrays.others.set(values.subarray(row, row + columns), place * columns);
  }
  arrays.starts.set(starts);
  for (let place = 0; place < targets.length; place++) {
    const row = targets[place];
    const lane = place % TILE;
    const tile = (place - lane) * columns + lane;
    for (let j = 0; j < columns; j++) arrays.targets[tile + j * TILE] = values[row * columns + j];
    arrays.own[place] = segments[row];
  }

  const tilesInARow = Math.max(1, Math.floor(IN_A_ROW / (TILE * rows * (columns + 4))));
  await withTeam({ memory, precision, threads }, async (team) => {
    for (let first = 0; first < tiles; first += tilesInARow) {
      task.progress(first / tiles, 'silhouette');
      await breathe(task);
      await team.run(
        'silhouetteMeans',
        { units: Math.min(tilesInARow, tiles - first), chunk: 1 },
        at.targets,
        at.own,
        columns,
        at.others,
        at.starts,
        starts.length - 1,
        at.scratch,
        at.ownMeans,
        at.nearestMeans,
        first,
      );
    }
  });
  return {
    own: arrays.ownMeans.slice(0, targets.length),
    nearest: arrays.nearestMeans.slice(0, targets.length),
  };
}
