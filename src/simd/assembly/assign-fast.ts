import { Customers } from './customers';
import { labelTile } from './label-tile';
import { makeMoves, makeMovesOfMany, MOST_TILES, movesOf, newLabelsOf, noteMoves } from './moves';

/**
 * Labels tiles of customers with the nearest centroid as far as single precision tells, and keeps the sums up to date.
 * Customers without a label get one, and are left out of the sums.
 *
 * @returns How many customers moved to another centroid.
 */
export function assignFast(at: usize, from: i32, to: i32, thread: i32): i32 {
  const customers = changetype<Customers>(at);
  const newLabels = newLabelsOf(customers, thread);
  let changed = 0;
  let moves = movesOf(customers, thread);
  for (let first = from; first < to; first += MOST_TILES) {
    const behind = min(first + MOST_TILES, to);
    let labels = newLabels;
    for (let tile = first; tile < behind; tile++, labels += 32) labelTile(customers, tile, labels, false, 0, 0);
    labels = newLabels; // apart from the loop above: a wrong guess whether anybody moves would stop it
    for (let tile = first; tile < behind; tile++, labels += 32) {
      const end = noteMoves(customers, moves, tile, labels);
      changed += <i32>(end - moves) >> 3;
      moves = makeMovesOfMany(customers, thread, end);
    }
  }
  makeMoves(customers, thread, moves);
  return changed;
}
