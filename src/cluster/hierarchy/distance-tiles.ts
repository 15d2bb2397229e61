import { breathe, type Task } from '../../core/task.js';

const TILE = 64; // values

/**
 * Distances of all pairs of rows in tiles of 8 x 8, tile rows one after the other: of i and j < i in tile (i >> 3, j >> 3).
 * Row and column of a customer lie in few pages of memory; in a plain triangle the column touches a page for each
 * value, which takes twice as long.
 *
 * O(rows² · columns) time, 4 bytes · rows² of memory.
 */
export async function distanceTiles(data: Float64Array, columns: number, task: Task): Promise<Float64Array> {
  const rows = data.length / columns;
  const side = Math.ceil(rows / 8);
  const tiles = new Float64Array(tileRow(side * 8));
  const padded = new Float64Array(side * 8 * columns);
  padded.set(data);
  for (let row = 0; row < rows; row++) {
    if (row % 64 === 0) {
      task.progress((0.3 * row ** 2) / rows ** 2, 'Distances of customers');
      await breathe(task);
    }
    distancesOf(padded, columns, row, tiles);
  }
  return tiles;
}

/** Where the distances of a row to those before it begin. */
export function tileRow(row: number): number {
  const tile = row >> 3;
  return ((tile * (tile + 1)) / 2) * TILE + (row & 7) * 8;
}

/** How far from there that to an earlier row is. */
export function tileColumn(row: number): number {
  return (row >> 3) * TILE + (row & 7);
}

/** Distances of a row to those before it: four sums at a time, which do not wait for each other. */
function distancesOf(data: Float64Array, columns: number, row: number, tiles: Float64Array): void {
  for (let j = 0; j <= row; j += 4) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let from = j * columns;
    for (let own = row * columns; own < (row + 1) * columns; own++, from++) {
      const value = data[own];
      const toA = data[from] - value;
      const toB = data[from + columns] - value;
      const toC = data[from + 2 * columns] - value;
      const toD = data[from + 3 * columns] - value;
      a += toA * toA;
      b += toB * toB;
      c += toC * toC;
      d += toD * toD;
    }
    const at = tileRow(row) + tileColumn(j);
    tiles[at] = Math.sqrt(a);
    tiles[at + 1] = Math.sqrt(b);
    tiles[at + 2] = Math.sqrt(c);
    tiles[at + 3] = Math.sqrt(d);
  }
}
