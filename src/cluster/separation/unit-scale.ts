import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';

/**
 * How values become numbers of about 1 around 0: `(value * before - center[j]) * after`. Both factors are powers of
 * two, so that nothing is rounded but the difference, and ratios of distances stay.
 */
export interface UnitScale {
  readonly before: number;
  /** Mean of each column, times `before`. */
  readonly center: Float64Array;
  readonly after: number;
}

/**
 * Centres columns on their means and scales all by one factor, so that no value exceeds 1: whatever the size of the
 * values, their differences can be squared.
 *
 * @throws {InputError} For a value that is not finite.
 *
 * O(rows · columns).
 */
export function unitScale(who: string, { rows, columns, data }: Matrix): UnitScale {
  let largest = 0;
  for (let at = 0; at < data.length; at++) {
    const size = Math.abs(data[at]);
    if (size > largest) largest = size;
    if (!(size < Infinity)) {
      throw new InputError(`${who}: the matrix has values that are not finite. Impute or drop them first.`);
    }
  }
  const before = toOne(largest);
  const center = new Float64Array(columns);
  const least = new Float64Array(columns).fill(Infinity);
  const most = new Float64Array(columns).fill(-Infinity);
  for (let at = 0, j = 0; at < data.length; at++) {
    const value = data[at] * before;
    center[j] += value;
    if (value < least[j]) least[j] = value;
    if (value > most[j]) most[j] = value;
    if (++j === columns) j = 0;
  }
  let farthest = 0;
  for (let j = 0; j < columns; j++) {
    center[j] = Math.min(most[j], Math.max(least[j], center[j] / rows)); // a constant column has to become 0
    farthest = Math.max(farthest, most[j] - center[j], center[j] - least[j]);
  }
  return { before, center, after: toOne(farthest) };
}

/** The power of two that takes a size to at most 1, as far as there is one. */
function toOne(size: number): number {
  return size === 0 ? 1 : 2 ** Math.min(1023, -Math.ceil(Math.log2(size)));
}

/** Values of a matrix of the same columns on that scale. */
export function scaledValues(
  { columns, data }: Matrix,
  { before, center, after }: UnitScale,
): Float64Array<ArrayBuffer> {
  const scaled = new Float64Array(data.length);
  for (let at = 0, j = 0; at < data.length; at++) {
    scaled[at] = (data[at] * before - center[j]) * after;
    if (++j === columns) j = 0;
  }
  return scaled;
}
