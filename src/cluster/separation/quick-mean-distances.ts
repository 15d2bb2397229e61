import { breathe, type Task } from '../../core/task.js';
import { workMeter } from '../../core/work-meter.js';
import { loopMemory } from '../../simd/loop-memory.js';
import { loopsModule } from '../../simd/loops-module.js';
import { withTeam } from '../../simd/team.js';
import type { LoopOptions, MeanDistances } from './mean-distances.js';
import type { SegmentedRows } from './segmented-rows.js';

const TILE = 16;
const BLOCKS = 32; // at least, where there are as many tiles: a thread more finds something to do
const ROUND = 2e8; // pairs times columns and a few more in a round of blocks: about 20 ms on one thread
const UNDERFLOW = 1e-18; // what squares of single precision may lose of a distance

/**
 * Mean distances of all customers in single precision: each pair is measured once.
 *
 * @param values - Those of the matrix, on the scale of `unitScale`.
 * @returns One entry a row, with `doubts`: how far `own` and `nearest` together may be off because coordinates were
 *   rounded. Measuring and adding up add at most (columns / 2 + 17) · 6e-8 of the distance, and hardly ever so much.
 * @throws {InputError} When the memory does not suffice.
 *
 * O(rows² · columns), memory O(rows · (columns + segments)).
 */
export async function quickMeanDistances(
  { matrix, segments, order, starts }: SegmentedRows,
  values: Float64Array,
  { precision, threads }: LoopOptions,
  task: Task,
): Promise<MeanDistances & { readonly doubts: Float64Array }> {
  const { rows, columns } = matrix;
  const count = starts.length - 1;
  const firstTiles = new Int32Array(count + 1); // each segment begins a tile
  for (let s = 0; s < count; s++) {
    firstTiles[s + 1] = firstTiles[s] + Math.ceil((starts[s + 1] - starts[s]) / TILE);
  }
  const tiles = firstTiles[count];
  const places = tiles * TILE;
  const { memory, arrays, at } = loopMemory(
    {
      packed: ['float32', places * columns],
      tileSegments: ['int32', tiles],
      tileSizes: ['int32', tiles],
      sums: ['float64', count * places],
    },
    loopsModule(precision).shared,
    { name: 'silhouette', wayOut: 'Set sample to fewer customers.' },
  );

  const placeOf = new Int32Array(rows);
  const errors = new Float64Array(rows); // how far rounding moved each customer
  const meanErrors = new Float64Array(count);
  for (let i = 0; i < rows; i++) {
    const row = order[i];
    const s = segments[row];
    const place = firstTiles[s] * TILE + i - starts[s];
    const lane = place % TILE;
    const tile = (place - lane) / TILE;
    const to = tile * TILE * columns + lane;
    let square = 0;
    for (let j = 0; j < columns; j++) {
      const value = values[row * columns + j];
      const rounded = Math.fround(value);
      arrays.packed[to + j * TILE] = rounded;
      square += (value - rounded) ** 2;
    }
    placeOf[row] = place;
    errors[row] = Math.sqrt(square);
    meanErrors[s] += errors[row] / (starts[s + 1] - starts[s]);
    arrays.tileSegments[tile] = s;
    arrays.tileSizes[tile] = lane + 1;
  }

  const blockTiles = Math.max(1, Math.floor(Math.min(tiles / BLOCKS, ROUND / (TILE * rows * (columns + 4)))));
  const blocks = Math.ceil(tiles / blockTiles);
  const due = workMeter(ROUND);
  await withTeam({ memory, precision, threads }, async (team) => {
    for (let round = 0; round < blocks; round++) {
      await team.run(
        'silhouetteSums',
        { units: blocks, chunk: 1 },
        at.packed,
        columns,
        at.tileSegments,
        at.tileSizes,
        tiles,
        at.sums,
        places,
        blockTiles,
        blocks,
        round,
      );
      if (due((places * blockTiles * TILE * (columns + 4)) / 2)) {
        task.progress((round + 1) / blocks, 'silhouette');
        await breathe(task);
      }
    }
  });

  const own = new Float64Array(rows);
  const nearest = new Float64Array(rows);
  const doubts = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let mean = Infinity;
    let low = Infinity; // the true mean to the nearest segment lies between
    let high = Infinity;
    for (let s = 0; s < count; s++) {
      const sum = arrays.sums[s * places + placeOf[i]];
      const size = starts[s + 1] - starts[s];
      const error = errors[i] + meanErrors[s] + UNDERFLOW;
      if (s === segments[i]) {
        own[i] = sum / (size - 1); // a customer is not its own neighbour
        doubts[i] += (error * size) / (size - 1);
      } else {
        mean = Math.min(mean, sum / size);
        low = Math.min(low, sum / size - error);
        high = Math.min(high, sum / size + error);
      }
    }
    nearest[i] = mean;
    doubts[i] += Math.max(mean - low, high - mean);
  }
  return { own, nearest, doubts };
}
